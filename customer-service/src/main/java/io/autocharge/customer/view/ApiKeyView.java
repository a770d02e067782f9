package io.autocharge.customer.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
import java.time.Instant;
import java.util.List;

/** What is kept of an API key: enough to know the secret again, never the secret. */
public record ApiKeyView(
        ApiKeyId id,
        PartnerId partnerId,
        String secretHash,
        List<String> scopes,
        Instant createdAt,
        Instant revokedAt) {

    /** Whether it still opens. */
    public boolean opens() {
        return revokedAt == null;
    }
}
