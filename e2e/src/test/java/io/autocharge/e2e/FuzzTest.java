package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Whatever is asked, the answer is one that the OpenAPI document knows, and the books agree in the end. {@code
 * -Dautocharge.fuzz.requests} says how much is asked, {@code -Dautocharge.fuzz.partners} by how many at once, {@code -Dseed}
 * what: without it always the same, by each partner.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FuzzTest {

    private static final int REQUESTS = Integer.getInteger("autocharge.fuzz.requests", 1_000);
    private static final long SEED = Long.getLong("seed", 20_261);
    private static final int PARTNERS = Integer.getInteger("autocharge.fuzz.partners", 4);
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    @Test
    void A17_nothing_breaks_and_nothing_undeclared_is_answered() {
        System.out.printf(
                "A17: -Dseed=%d -Dautocharge.fuzz.requests=%d -Dautocharge.fuzz.partners=%d%n",
                SEED, REQUESTS, PARTNERS);
        var fuzzers = IntStream.range(0, PARTNERS)
                .mapToObj(i -> new Fuzzer(Household.fresh(), SEED + i))
                .toList();
        var begun = System.nanoTime();
        atOnce(fuzzers);
        var seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        var statuses = new TreeMap<Integer, Integer>();
        var findings = new TreeMap<String, String>();
        fuzzers.forEach(fuzzer -> {
            fuzzer.statuses().forEach((status, times) -> statuses.merge(status, times, Integer::sum));
            findings.putAll(fuzzer.findings());
        });
        var broken =
                statuses.tailMap(500).values().stream().mapToInt(times -> times).sum();
        var asked = statuses.values().stream().mapToInt(times -> times).sum();
        System.out.printf(
                "A17: %,d fuzzed requests (%d a second), %d answers of 5xx (bound %.1e), %d kinds of findings, %s%n",
                asked, asked / seconds, broken, 3.0 / asked, findings.size(), statuses);
        findings.values().forEach(finding -> System.out.println("A17: " + finding));
        assertThat(findings).isEmpty();
        Sandbox.operator().advance(Duration.ofMinutes(1)); // the books are looked at every minute
        fuzzers.forEach(fuzzer -> reconciled(fuzzer.house().partner()));
        System.out.println("A17: the books of all " + PARTNERS + " partners agree afterwards");
    }

    /** Each partner on a connection of its own: most of the time of one is spent waiting for an answer. */
    private static void atOnce(List<Fuzzer> fuzzers) {
        var pool = Executors.newFixedThreadPool(PARTNERS);
        try {
            var asking = fuzzers.stream()
                    .map(fuzzer -> CompletableFuture.runAsync(() -> fuzzer.ask(REQUESTS / PARTNERS), pool))
                    .toList();
            asking.forEach(CompletableFuture::join);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void reconciled(Partner partner) {
        var since = Sandbox.operator().now();
        Eventually.eventually(
                "books that agree",
                PATIENCE,
                () -> Optional.of(partner.api().get("/reconciliation").json())
                        .filter(seen -> Instant.parse(seen.path("checked_at").asText("1970-01-01T00:00:00Z"))
                                .isAfter(since))
                        .filter(seen -> StreamSupport.stream(
                                        seen.path("invariants").spliterator(), false)
                                .allMatch(one -> one.path("holds").asBoolean())),
                () -> partner.api().get("/reconciliation").text());
    }
}
