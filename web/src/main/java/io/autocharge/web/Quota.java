package io.autocharge.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * How often each of many callers may do one thing: a bucket for each. Written as draft-ietf-httpapi-ratelimit-headers has it:
 * {@code q} is what a full bucket holds, {@code w} the seconds in which an empty one fills.
 */
final class Quota {

    private static final long MOST_CALLERS = 20_000;

    /** Whether there was something left, and what is left now. */
    record Taken(boolean granted, String policy, String left, long retryAfter) {}

    private final String name;
    private final long burst;
    private final long requests;
    private final Duration in;
    private final TimeMeter clock;
    private final Cache<String, Bucket> buckets;

    Quota(String name, Limits.Rate rate, long factor, TimeMeter clock) {
        this.name = name;
        this.burst = rate.burst() * factor;
        this.requests = rate.requests() * factor;
        this.in = rate.in();
        this.clock = clock;
        // A bucket that nobody has taken from for so long is full, and a full one need not be kept.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(window().plusSeconds(1))
                .build();
    }

    /** One more by {@code who}. What is refused costs nothing. */
    Taken take(String who) {
        var probe = buckets.get(who, unused -> full()).tryConsumeAndReturnRemaining(1);
        var wait = seconds(probe.getNanosToWaitForRefill());
        return new Taken(probe.isConsumed(), policy(), left(probe, wait), wait);
    }

    private String policy() {
        return "\"" + name + "\";q=" + burst + ";w=" + seconds(window().toNanos());
    }

    private String left(ConsumptionProbe probe, long wait) {
        var until = probe.isConsumed() ? seconds(probe.getNanosToWaitForReset()) : wait;
        return "\"" + name + "\";r=" + probe.getRemainingTokens() + ";t=" + until;
    }

    private Duration window() {
        return in.multipliedBy(burst).dividedBy(requests);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(requests, in))
                .withCustomTimePrecision(clock)
                .build();
    }

    private static long seconds(long nanos) {
        return Math.max(1, (nanos + 999_999_999L) / 1_000_000_000L);
    }
}
