package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyIssued;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyRevoked;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.util.ArrayList;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.bson.conversions.Bson;

/** API keys as the edge asks for them when a partner app comes in. */
@View
public class ApiKeys {

    private final MongoCollection<ApiKeyView> keys;

    public ApiKeys(Collections collections) {
        this.keys = collections.of(ApiKeyView.class, "api_keys");
        index();
    }

    /** The key, if it was ever issued. */
    public Optional<ApiKeyView> find(ApiKeyId key) {
        return Optional.ofNullable(keys.find(eq(key.value())).first());
    }

    /** The key, if it is this partner's. */
    public Optional<ApiKeyView> find(PartnerId partner, ApiKeyId key) {
        return Optional.ofNullable(keys.find(and(eq(key.value()), eq("partner_id", partner.value())))
                .first());
    }

    /** A page of the partner's keys, those that no longer open among them, newest first. */
    public Page<ApiKeyView> list(PartnerId partner, PageRequest page) {
        return Pages.find(keys, eq("partner_id", partner.value()), page);
    }

    @EventHandler
    void on(ApiKeyIssued event) {
        var key = new ApiKeyView(
                event.apiKeyId(),
                event.partnerId(),
                event.secretHash(),
                event.scopes(),
                event.issuedAt(),
                null,
                event.name(),
                event.publicKey(),
                event.expiresAt(),
                event.issuedBy(),
                null);
        keys.replaceOne(eq(key.id().value()), key, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(ApiKeyRevoked event) {
        var changes = new ArrayList<Bson>();
        changes.add(set("revoked_at", event.revokedAt()));
        if (event.revokedBy() != null) {
            changes.add(set("revoked_by", event.revokedBy()));
        }
        keys.updateOne(eq(event.apiKeyId().value()), combine(changes));
    }

    @ResetHandler
    void reset() {
        keys.drop();
        index();
    }

    private void index() {
        keys.createIndex(
                Indexes.compoundIndex(Indexes.ascending("partner_id"), Indexes.descending("created_at", "_id")));
    }
}
