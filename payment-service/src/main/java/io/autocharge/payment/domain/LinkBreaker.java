package io.autocharge.payment.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBreakerCommand.CountLinkTry;
import io.autocharge.contracts.payment.LinkBreakerEvent.LinkTryCounted;
import io.autocharge.contracts.payment.LinkBreakerEvent.PaymentLinksPaused;
import io.autocharge.contracts.payment.LinkBreakerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * Pauses all payment links of a partner for half an hour when most of the tries of the last ten minutes were declined: who tries
 * out cards moves from link to link.
 */
public class LinkBreaker {

    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMinutes(30);
    private static final int FEWEST_TRIES = 20;
    private static final int MOST_PERCENT = 60;

    private record Try(ChargeId charge, boolean declined, Instant at) {}

    @AggregateIdentifier
    private LinkBreakerId id;

    private final List<Try> latest = new ArrayList<>();
    private Instant pausedUntil = Instant.MIN;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CountLinkTry command, Clock clock) {
        if (latest.stream().anyMatch(one -> one.charge().equals(command.chargeId()))) {
            return;
        }
        apply(new LinkTryCounted(
                command.linkBreakerId(),
                command.partnerId(),
                command.chargeId(),
                command.declined(),
                command.endedAt()));
        var tries = latest.size();
        var declines = (int) latest.stream().filter(Try::declined).count();
        if (tries >= FEWEST_TRIES
                && declines * 100 > tries * MOST_PERCENT
                && !clock.instant().isBefore(pausedUntil)) {
            var now = clock.instant();
            apply(new PaymentLinksPaused(id, command.partnerId(), tries, declines, now, now.plus(PAUSE)));
        }
    }

    @EventSourcingHandler
    void evolve(LinkTryCounted event) {
        id = event.linkBreakerId();
        latest.add(new Try(event.chargeId(), event.declined(), event.endedAt()));
        latest.removeIf(one -> one.at().plus(WINDOW).isBefore(event.endedAt()));
    }

    @EventSourcingHandler
    void evolve(PaymentLinksPaused event) {
        pausedUntil = event.until();
    }
}
