package io.autocharge.runtime.axon;

import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.mongo.EventLog;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;

/** Policies and views as an operator sees them: how far they are, what they parked; rebuilds views and retries letters. */
@Singleton
public class Processors {

    private final Startup startup;
    private final Instance<ServiceModule> modules;
    private final Instance<EventLog> log;

    public Processors(Startup startup, Instance<ServiceModule> modules, Instance<EventLog> log) {
        this.startup = startup;
        this.modules = modules;
        this.log = log;
    }

    /**
     * A policy or view.
     *
     * @param position the last event that all of its segments here have behind them
     * @param behind how many events are still to come
     * @param deadLetters how many events are parked
     */
    public record Reader(
            String name,
            boolean policy,
            boolean running,
            boolean replaying,
            long position,
            long behind,
            long deadLetters) {}

    /** An event that a policy or view could not handle, or that waits behind such a one. */
    public record Letter(
            String reader, String aggregate, long position, String type, String cause, Instant enqueuedAt) {}

    /** All policies and views of this service. */
    public List<Reader> readers() {
        if (startup.running().isEmpty()) {
            return List.of();
        }
        var module = modules.get();
        var tail = log.get().tail();
        return Stream.concat(
                        module.policies().stream().map(policy -> reader(Names.of(policy.getClass()), true, tail)),
                        module.views().stream().map(view -> reader(Names.of(view.getClass()), false, tail)))
                .toList();
    }

    /**
     * Rebuilds a view from the first event.
     *
     * @throws IllegalArgumentException if there is no such view; policies are never replayed
     */
    public void rebuild(String view) {
        var processor = processor(view);
        if (!processor.supportsReset()) {
            throw new IllegalArgumentException(view + " is a policy and is never replayed.");
        }
        processor.shutDown();
        try {
            processor.resetTokens();
        } finally {
            processor.start();
        }
    }

    /** What a reader parked, oldest first by aggregate, at most {@code limit}. */
    public List<Letter> letters(String reader, int limit) {
        var letters = new ArrayList<Letter>();
        startup.running()
                .flatMap(
                        running -> running.axon().eventProcessingConfiguration().deadLetterQueue(reader))
                .ifPresent(queue -> queue.deadLetters()
                        .forEach(sequence -> sequence.forEach(letter -> {
                            if (letters.size() < limit) {
                                letters.add(letter(reader, letter));
                            }
                        })));
        return letters;
    }

    /** Tries again what a reader parked, each aggregate in order; answers how many aggregates came through. */
    public int retry(String reader) {
        SequencedDeadLetterProcessor<EventMessage<?>> processor = startup.running()
                .flatMap(
                        running -> running.axon().eventProcessingConfiguration().sequencedDeadLetterProcessor(reader))
                .orElseThrow(() -> unknown(reader));
        var aggregates = letters(reader, Integer.MAX_VALUE).stream()
                .map(Letter::aggregate)
                .distinct()
                .toList();
        var through = 0;
        for (var aggregate : aggregates) {
            through += processor.process(letter -> aggregate(letter).equals(aggregate)) ? 1 : 0;
        }
        return through;
    }

    private Reader reader(String name, boolean policy, long tail) {
        var processor = processor(name);
        var status = processor.processingStatus().values();
        var position = status.stream()
                .mapToLong(segment -> segment.getCurrentPosition().orElse(0))
                .min()
                .orElse(0);
        var letters = startup.running()
                .flatMap(
                        running -> running.axon().eventProcessingConfiguration().deadLetterQueue(name))
                .map(queue -> queue.size())
                .orElse(0L);
        return new Reader(
                name,
                policy,
                processor.isRunning(),
                status.stream().anyMatch(EventTrackerStatus::isReplaying),
                position,
                Math.max(0, tail - position),
                letters);
    }

    private PooledStreamingEventProcessor processor(String name) {
        return startup.running()
                .flatMap(running -> running.axon()
                        .eventProcessingConfiguration()
                        .eventProcessor(name, PooledStreamingEventProcessor.class))
                .orElseThrow(() -> unknown(name));
    }

    private static Letter letter(String reader, DeadLetter<? extends EventMessage<?>> letter) {
        return new Letter(
                reader,
                aggregate(letter),
                ((org.axonframework.eventhandling.TrackedEventMessage<?>) letter.message())
                        .trackingToken()
                        .position()
                        .orElse(0),
                letter.message().getPayloadType().getSimpleName(),
                letter.cause().map(Cause::message).orElse("waits behind an earlier one"),
                letter.enqueuedAt());
    }

    private static String aggregate(DeadLetter<? extends EventMessage<?>> letter) {
        return ((org.axonframework.eventhandling.DomainEventMessage<?>) letter.message()).getAggregateIdentifier();
    }

    private static IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("There is no policy or view called " + name + ".");
    }
}
