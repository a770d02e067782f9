package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.WebhookEndpointEvent;
import io.autocharge.notification.domain.Subscription;
import io.autocharge.notification.view.Deliveries;
import io.autocharge.notification.view.Delivery;
import io.autocharge.notification.view.Lanes;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tells endpoints what happened. Each event knocks for itself; whoever is let in tells all that the endpoint is still to
 * hear, and the others find their work done. One worker at a time is with an endpoint.
 */
@Singleton
public class DeliverWebhooks implements Worker<Knock> {

    private static final Duration LEAST = Duration.ofMillis(200);
    private static final Duration MOST = Duration.ofSeconds(30);

    private final Deliveries deliveries;
    private final Lanes lanes;
    private final History history;
    private final Turn turn;
    private final Clock clock;

    DeliverWebhooks(Deliveries deliveries, Lanes lanes, History history, Turn turn, Clock clock) {
        this.deliveries = deliveries;
        this.lanes = lanes;
        this.history = history;
        this.turn = turn;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return Knock.WORKLIST;
    }

    @Override
    public Class<Knock> type() {
        return Knock.class;
    }

    @Override
    public Duration lease() {
        return Lanes.LEASE.plusSeconds(40);
    }

    /** So many endpoints can be slow at the same time without any other noticing. */
    @Override
    public int parallel() {
        return 32;
    }

    @Override
    public Verdict work(String id, Knock knock) {
        return work(id, knock, 1);
    }

    @Override
    public Verdict work(String id, Knock knock, int attempt) {
        var delivery = open(knock);
        if (delivery.isEmpty()) {
            return new Verdict.Done();
        }
        var subscription = Subscription.of(history.of(knock.endpointId(), WebhookEndpointEvent.class));
        if (subscription.isEmpty() || !subscription.get().isActive()) {
            deliveries.record(delivery.get().skipped());
            subscription.filter(Subscription::removed).ifPresent(gone -> lanes.forget(gone.id()));
            return new Verdict.Done();
        }
        if (delivery.get().nextAt().isAfter(clock.instant())) {
            return again(delivery.get(), attempt);
        }
        var lane = lanes.enter(knock.endpointId(), clock.instant());
        if (lane.isPresent()) {
            var failed = true;
            try {
                failed = !turn.take(subscription.get());
            } finally {
                lanes.leave(lane.get(), failed, clock.instant());
            }
        }
        return open(knock).map(left -> again(left, attempt)).orElseGet(Verdict.Done::new);
    }

    private Optional<Delivery> open(Knock knock) {
        return deliveries
                .find(knock.deliveryId())
                .filter(Delivery::isPending)
                .filter(delivery -> Objects.equals(delivery.request(), knock.request()));
    }

    /** When it is due again; what is due and has to wait for others looks again ever more seldom. */
    private Verdict again(Delivery delivery, int attempt) {
        var now = clock.instant();
        if (delivery.nextAt().isAfter(now)) {
            return new Verdict.Again(Duration.between(now, delivery.nextAt()));
        }
        var most = Math.min(MOST.toMillis(), LEAST.toMillis() << Math.min(attempt, 12));
        return new Verdict.Again(LEAST.plusMillis(ThreadLocalRandom.current().nextLong(most)));
    }
}
