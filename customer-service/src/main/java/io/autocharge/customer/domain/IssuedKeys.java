package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_ALREADY_ISSUED;
import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_NAME_TOO_LONG;
import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_PROOF_MISSING;
import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_TERM_OUT_OF_RANGE;
import static io.autocharge.contracts.customer.PartnerRefusal.SCOPE_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.TOO_MANY_API_KEYS;

import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.PartnerCommand.IssueApiKey;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyIssued;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyRevoked;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The API keys of one partner. Two may be good at a time, none for longer than a year. */
final class IssuedKeys {

    static final Duration LONGEST = Duration.ofDays(365);

    private static final int MOST = 2;
    private static final int LONGEST_NAME = 100;

    private final Map<ApiKeyId, ApiKeyIssued> issued = new HashMap<>();
    private final Set<ApiKeyId> revoked = new HashSet<>();

    void issued(ApiKeyIssued key) {
        issued.put(key.apiKeyId(), key);
    }

    void revoked(ApiKeyRevoked key) {
        revoked.add(key.apiKeyId());
    }

    boolean knows(ApiKeyId key) {
        return issued.containsKey(key);
    }

    boolean isRevoked(ApiKeyId key) {
        return revoked.contains(key);
    }

    /** Whether this order was carried out before. With another secret it was not: that one was shown to nobody. */
    boolean repeats(IssueApiKey order) {
        var before = issued.get(order.apiKeyId());
        if (before == null) {
            return false;
        }
        var same = before.secretHash().equals(order.secretHash() == null ? "" : order.secretHash())
                && before.scopes().equals(order.scopes())
                && Objects.equals(before.name(), order.name())
                && Objects.equals(before.publicKey(), order.publicKey())
                && (order.expiresAt() == null || order.expiresAt().equals(before.expiresAt()));
        API_KEY_ALREADY_ISSUED.when(!same);
        return true;
    }

    /** Refuses a new key that may not be. */
    void admit(ApiKeyIssued key) {
        SCOPE_UNKNOWN.when(!Scopes.known(key.scopes()));
        API_KEY_NAME_TOO_LONG.when(
                key.name() != null && (key.name().isBlank() || key.name().length() > LONGEST_NAME));
        API_KEY_PROOF_MISSING.when(key.secretHash().isBlank() == (key.publicKey() == null));
        API_KEY_TERM_OUT_OF_RANGE.when(!key.expiresAt().isAfter(key.issuedAt())
                || key.expiresAt().isAfter(key.issuedAt().plus(LONGEST)));
        TOO_MANY_API_KEYS.when(good(key.issuedAt()) >= MOST);
    }

    private long good(Instant now) {
        return issued.values().stream()
                .filter(key -> !revoked.contains(key.apiKeyId()))
                .filter(key -> now.isBefore(end(key)))
                .count();
    }

    /** Keys of before there were terms end after a year too. */
    private static Instant end(ApiKeyIssued key) {
        return key.expiresAt() == null ? key.issuedAt().plus(LONGEST) : key.expiresAt();
    }
}
