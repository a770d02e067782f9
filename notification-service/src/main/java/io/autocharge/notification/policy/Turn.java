package io.autocharge.notification.policy;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.notification.WebhookEndpointCommand.PauseWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.notification.domain.Announcement;
import io.autocharge.notification.domain.Courier;
import io.autocharge.notification.domain.Courier.Answer;
import io.autocharge.notification.domain.Courier.Parcel;
import io.autocharge.notification.domain.Seal;
import io.autocharge.notification.domain.Subscription;
import io.autocharge.notification.view.Deliveries;
import io.autocharge.notification.view.Delivery;
import io.autocharge.notification.view.Delivery.State;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Json;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** One visit to an endpoint: it is told what it is to hear, side by side, until it has heard all or does not listen. */
@Singleton
public class Turn {

    /** How long after the try before it each try is made: about 75 hours in all. */
    static final List<Duration> SCHEDULE = List.of(
            Duration.ZERO,
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final int SIDE_BY_SIDE = 16;
    private static final int LONGEST_BODY = 20 * 1_024;

    /** What a webhook says, in the order in which people read it. */
    record Payload(
            String id,
            String type,
            String apiVersion,
            Instant timestamp,
            String subject,
            long sequence,
            long position,
            Map<String, String> data) {

        static Payload of(Announcement event) {
            return new Payload(
                    event.id().value(),
                    event.type(),
                    "v1",
                    event.occurredAt(),
                    event.subject(),
                    event.sequence(),
                    event.position(),
                    event.data());
        }
    }

    private final Deliveries deliveries;
    private final Courier courier;
    private final Seal seal;
    private final Commands commands;
    private final Clock clock;

    Turn(Deliveries deliveries, Courier courier, Seal seal, Commands commands, Clock clock) {
        this.deliveries = deliveries;
        this.courier = courier;
        this.seal = seal;
        this.commands = commands;
        this.clock = clock;
    }

    /** Tells the endpoint what it is to hear; answers whether it took everything. */
    boolean take(Subscription subscription) {
        var end = clock.instant().plus(LENGTH);
        while (clock.instant().isBefore(end)) {
            var now = clock.instant();
            var ready = deliveries.ready(subscription.id(), now, SIDE_BY_SIDE);
            if (ready.isEmpty()) {
                return true;
            }
            var parcels = ready.stream()
                    .map(delivery -> parcel(subscription, delivery))
                    .toList();
            var answers = courier.carry(subscription.url(), parcels);
            var all = true;
            for (int i = 0; i < ready.size(); i++) {
                var answer = answers.get(i).join();
                conclude(ready.get(i), answer, now);
                all &= answer.isTaken();
            }
            if (!all) {
                return false;
            }
        }
        return true;
    }

    private Parcel parcel(Subscription subscription, Delivery delivery) {
        var at = courier.time();
        var body = Json.write(Payload.of(delivery.event())).getBytes(StandardCharsets.UTF_8);
        if (body.length > LONGEST_BODY) {
            throw new IllegalStateException("The webhook " + delivery.id() + " is longer than 20 KiB.");
        }
        return new Parcel(delivery.id(), at, body, seal.sign(subscription, delivery.id(), at, body));
    }

    private void conclude(Delivery delivery, Answer answer, Instant at) {
        var what = new Delivery.Try(at, answer.status(), answer.failure());
        if (answer.isTaken()) {
            deliveries.record(delivery.tried(what, State.DELIVERED, null));
            return;
        }
        var next = nextTry(delivery.attempts() + 1, clock.instant());
        if (answer.isGone() || next == null) {
            pause(delivery, answer.isGone() ? WebhookPause.GONE : WebhookPause.FAILING);
            deliveries.record(delivery.tried(what, State.FAILED, null));
        } else {
            deliveries.record(delivery.tried(what, State.PENDING, next));
        }
    }

    /** Paused before the delivery is closed: who dies in between tries once more, and the endpoint is paused then. */
    private void pause(Delivery delivery, WebhookPause reason) {
        try {
            commands.send(new PauseWebhookEndpoint(delivery.endpointId(), delivery.partnerId(), reason));
        } catch (Refused removedMeanwhile) {
            // there is nothing left to pause
        }
    }

    /** When the next try is made after so many; null if there is none. */
    static Instant nextTry(int made, Instant now) {
        if (made >= SCHEDULE.size()) {
            return null;
        }
        var pause = SCHEDULE.get(made).toMillis();
        return now.plusMillis(pause + ThreadLocalRandom.current().nextLong(pause / 10 + 1));
    }
}
