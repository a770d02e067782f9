package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.CaseEvent.CaseClosed;
import io.autocharge.contracts.payment.CaseEvent.CaseOpened;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.payment.view.CaseView.Status;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** What somebody has to look into, or has. */
@View
public class Cases {

    private final MongoCollection<CaseView> cases;

    public Cases(Collections collections) {
        cases = collections.of(CaseView.class, "cases");
        index();
    }

    /** The case, if it is this partner's. */
    public Optional<CaseView> find(PartnerId partner, CaseId id) {
        return Optional.ofNullable(cases.find(and(eq("_id", id.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** A page of the partner's cases, newest first; only the open or the closed ones, if so wanted. */
    public Page<CaseView> list(PartnerId partner, Status status, PageRequest page) {
        var scope = eq("partner_id", partner.value());
        return Pages.find(cases, status == null ? scope : and(scope, eq("status", status.label())), page);
    }

    @EventHandler
    void on(CaseOpened event, Position position) {
        put(CaseView.of(event, position.value()));
    }

    @EventHandler
    void on(CaseClosed event, Position position) {
        Optional.ofNullable(cases.find(eq("_id", event.caseId().value())).first())
                .ifPresent(was -> put(was.closed(event, position.value())));
    }

    @ResetHandler
    void reset() {
        cases.drop();
        index();
    }

    private void put(CaseView found) {
        var was = cases.find(eq("_id", found.id().value())).first();
        if (was == null || was.position() < found.position()) {
            cases.replaceOne(eq("_id", found.id().value()), found, new ReplaceOptions().upsert(true));
        }
    }

    private void index() {
        cases.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        cases.createIndex(Indexes.descending("partner_id", "status", "created_at", "_id"));
    }
}
