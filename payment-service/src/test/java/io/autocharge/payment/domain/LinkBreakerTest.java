package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBreakerCommand.CountLinkTry;
import io.autocharge.contracts.payment.LinkBreakerEvent.LinkTryCounted;
import io.autocharge.contracts.payment.LinkBreakerEvent.PaymentLinksPaused;
import io.autocharge.contracts.payment.LinkBreakerId;
import io.autocharge.runtime.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkBreakerTest {

    private static final LinkBreakerId BREAKER = LinkBreakerId.of(PARTNER);

    private final FixtureConfiguration<LinkBreaker> breaker = Given.aggregate(LinkBreaker.class, NOW);

    @Test
    void the_twentieth_try_pauses_the_links_for_half_an_hour_if_more_than_sixty_percent_were_declined() {
        breaker.given(tries(12, 7, NOW))
                .when(count("last", true))
                .expectEvents(counted("last", true, NOW), paused(20, 13));
    }

    @Test
    void sixty_percent_and_nineteen_tries_pause_nothing() {
        breaker.given(tries(12, 7, NOW)).when(count("last", false)).expectEvents(counted("last", false, NOW));
        breaker.given(tries(18, 0, NOW)).when(count("last", true)).expectEvents(counted("last", true, NOW));
    }

    @Test
    void what_is_older_than_ten_minutes_does_not_count() {
        breaker.given(tries(19, 0, NOW.minus(Duration.ofMinutes(11))))
                .when(count("last", true))
                .expectEvents(counted("last", true, NOW));
    }

    @Test
    void a_try_counts_once() {
        breaker.given(counted("one", true, NOW)).when(count("one", true)).expectNoEvents();
    }

    @Test
    void links_that_rest_are_not_paused_again_before_they_work() {
        var before = tries(20, 0, NOW);
        before.add(paused(20, 20));
        breaker.given(before).when(count("last", true)).expectEvents(counted("last", true, NOW));
    }

    private static List<Event> tries(int declined, int paid, Instant at) {
        var tries = new ArrayList<Event>();
        for (int i = 0; i < declined + paid; i++) {
            tries.add(counted("try-" + i, i < declined, at));
        }
        return tries;
    }

    private static CountLinkTry count(String name, boolean declined) {
        return new CountLinkTry(BREAKER, PARTNER, ChargeId.derived(name), declined, NOW);
    }

    private static LinkTryCounted counted(String name, boolean declined, Instant at) {
        return new LinkTryCounted(BREAKER, PARTNER, ChargeId.derived(name), declined, at);
    }

    private static PaymentLinksPaused paused(int tries, int declines) {
        return new PaymentLinksPaused(BREAKER, PARTNER, tries, declines, NOW, NOW.plus(Duration.ofMinutes(30)));
    }
}
