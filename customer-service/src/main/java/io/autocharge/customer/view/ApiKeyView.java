package io.autocharge.customer.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is kept of an API key: enough to know the secret or the signature of its app again, never the secret. */
public record ApiKeyView(
        ApiKeyId id,
        PartnerId partnerId,
        String secretHash,
        List<String> scopes,
        Instant createdAt,
        Instant revokedAt,
        String name,
        String publicKey,
        Instant expiresAt,
        String createdBy,
        String revokedBy) {

    private static final Duration A_YEAR = Duration.ofDays(365);

    /** When it ceases to open, if it is not revoked before. */
    @Override
    public Instant expiresAt() {
        return expiresAt == null ? createdAt.plus(A_YEAR) : expiresAt;
    }

    /** Whether it opens at this time. */
    public boolean opens(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt());
    }
}
