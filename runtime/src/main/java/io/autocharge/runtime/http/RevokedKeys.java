package io.autocharge.runtime.http;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyRevoked;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Which API keys were revoked, as far as this service has heard: their access tokens are worth nothing from then on, however
 * long they would have been good. It is told from the partner's own events, which every service hears, so nobody has to be
 * asked, and a restart forgets nothing.
 */
@Singleton
public class RevokedKeys {

    private static final long TRUST = Duration.ofSeconds(1).toNanos();
    private static final int MOST_PARTNERS = 10_000;

    private record Known(Set<String> revoked, long at) {}

    private final History histories;
    private final Map<PartnerId, Known> known = new ConcurrentHashMap<>();

    public RevokedKeys(History histories) {
        this.histories = histories;
    }

    /** Whether the partner has revoked this key. What is remembered is a second old at the most. */
    boolean contain(PartnerId partner, String key) {
        var remembered = known.get(partner);
        if (remembered == null || System.nanoTime() - remembered.at() > TRUST) {
            remembered = read(partner);
            if (known.size() >= MOST_PARTNERS) {
                known.clear();
            }
            known.put(partner, remembered);
        }
        return remembered.revoked().contains(key);
    }

    private Known read(PartnerId partner) {
        var at = System.nanoTime();
        var revoked = histories
                .of(partner, ApiKeyRevoked.class)
                .map(event -> event.apiKeyId().value())
                .collect(Collectors.toUnmodifiableSet());
        return new Known(revoked, at);
    }
}
