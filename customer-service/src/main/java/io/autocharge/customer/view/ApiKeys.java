package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyIssued;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyRevoked;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** API keys as the edge asks for them when a partner app comes in. */
@View
public class ApiKeys {

    private final MongoCollection<ApiKeyView> keys;

    public ApiKeys(Collections collections) {
        this.keys = collections.of(ApiKeyView.class, "api_keys");
    }

    /** The key, if it was ever issued. */
    public Optional<ApiKeyView> find(ApiKeyId key) {
        return Optional.ofNullable(keys.find(eq(key.value())).first());
    }

    @EventHandler
    void on(ApiKeyIssued event) {
        var key = new ApiKeyView(
                event.apiKeyId(), event.partnerId(), event.secretHash(), event.scopes(), event.issuedAt(), null);
        keys.replaceOne(eq(key.id().value()), key, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(ApiKeyRevoked event) {
        keys.updateOne(eq(event.apiKeyId().value()), set("revoked_at", event.revokedAt()));
    }

    @ResetHandler
    void reset() {
        keys.drop();
    }
}
