package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleRemoved;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Auto-pay rules as partners look them up, enrolments of customers among them. */
@View
public class AutoPayRules {

    private final MongoCollection<AutoPayRuleView> rules;

    public AutoPayRules(Collections collections) {
        rules = collections.of(AutoPayRuleView.class, "auto_pay_rules");
        index();
    }

    /** The rule, if it is this partner's; also one that was removed. */
    public Optional<AutoPayRuleView> find(PartnerId partner, AutoPayRuleId id) {
        return Optional.ofNullable(rules.find(and(eq("_id", id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** A page of the rules in force, newest first. */
    public Page<AutoPayRuleView> list(PartnerId partner, PageRequest page) {
        return Pages.find(rules, and(eq("partner_id", partner.value()), eq("in_force", true)), page);
    }

    @EventHandler
    void on(AutoPayRuleCreated event, Position position) {
        put(AutoPayRuleView.of(event, position.value()));
    }

    @EventHandler
    void on(AutoPayRuleRemoved event, Position position) {
        var was = rules.find(eq("_id", event.autoPayRuleId().value())).first();
        if (was != null) {
            put(was.removed(event.removedAt(), position.value()));
        }
    }

    @ResetHandler
    void reset() {
        rules.drop();
        index();
    }

    private void put(AutoPayRuleView rule) {
        var was = rules.find(eq("_id", rule.id().value())).first();
        if (was == null || was.position() < rule.position()) {
            rules.replaceOne(eq("_id", rule.id().value()), rule, new ReplaceOptions().upsert(true));
        }
    }

    private void index() {
        rules.createIndex(Indexes.descending("partner_id", "in_force", "created_at", "_id"));
    }
}
