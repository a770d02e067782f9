package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Context;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.mongo.IntakeLetter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The streams of a service: starts and stops them, and shows its operators where they stand. */
@Singleton
public class Streams {

    /** After the store and the processors are ready, so that what comes in is handled at once. */
    private static final int LATE = 5_000;

    /** Where all streams of a service stand. */
    public record Reading(Context context, Outlet outlet, List<Intake> intakes, DeadLetterCount deadLetters) {}

    /**
     * What is told.
     *
     * @param active whether it is this process that publishes
     * @param position up to which position of the store all is published
     * @param behind how many events of the store are still to be looked at
     * @param failure why it cannot go on at the moment; absent if it can
     */
    public record Outlet(
            String topic,
            boolean active,
            long position,
            long tail,
            long behind,
            List<Partition> partitions,
            String failure) {}

    /**
     * What is heard.
     *
     * @param lag how many records are still to be taken; absent while Kafka does not answer
     * @param waitingKeys how many aggregates are held up by a dead letter
     * @param failure why it cannot go on at the moment; absent if it can
     */
    public record Intake(
            String topic, String group, Long lag, long waitingKeys, List<Partition> partitions, String failure) {}

    /** One partition: its first record, its end and, for an intake, up to where it is taken. */
    public record Partition(int partition, long start, long end, Long taken) {}

    /** How many letters wait for an operator, and how many were refused for good. */
    public record DeadLetterCount(long waiting, long rejected) {}

    private final Instance<ServiceModule> module;
    private final Instance<Parts> parts;
    private final boolean enabled;
    private volatile Exchange exchange;

    /** @param enabled false for tests that need no Kafka */
    public Streams(
            Instance<ServiceModule> module,
            Instance<Parts> parts,
            @ConfigProperty(name = "autocharge.kafka.enabled", defaultValue = "true") boolean enabled) {
        this.module = module;
        this.parts = parts;
        this.enabled = enabled;
    }

    void begin(@Observes @Priority(LATE) StartupEvent start) {
        if (enabled && module.isResolvable()) {
            exchange = new Exchange(module.get().context(), module.get().listensTo(), parts.get());
            exchange.start();
        }
    }

    void end(@Observes ShutdownEvent stop) {
        if (exchange != null) {
            exchange.close();
            exchange = null;
        }
    }

    /**
     * Where the streams stand now. Kafka may be away; then what only it knows is absent.
     *
     * @throws IllegalStateException if this process has no streams
     */
    public Reading reading() {
        var of = exchange();
        var gauges = new Gauges(of.parts().topics());
        var intakes = new ArrayList<Intake>();
        for (var topic : of.heard()) {
            intakes.add(intake(of, gauges, topic, of.eventGroup()));
        }
        intakes.add(intake(of, gauges, of.own().commandTopic(), of.commandGroup()));
        var letters = of.parts().letters();
        return new Reading(
                of.own(),
                outlet(of, gauges),
                intakes,
                new DeadLetterCount(
                        letters.count(IntakeLetter.State.WAITING), letters.count(IntakeLetter.State.REJECTED)));
    }

    Exchange exchange() {
        var current = exchange;
        if (current == null) {
            throw new IllegalStateException("This process has no streams.");
        }
        return current;
    }

    private static Outlet outlet(Exchange of, Gauges gauges) {
        var position = of.outlet().position();
        var tail = of.parts().log().tail();
        var topic = of.own().eventTopic();
        return new Outlet(
                topic,
                of.outlet().active(),
                position,
                tail,
                Math.max(0, tail - position),
                gauges.partitions(topic, null),
                of.outletFailure().orElse(null));
    }

    private static Intake intake(Exchange of, Gauges gauges, String topic, String group) {
        var partitions = gauges.partitions(topic, group);
        var lag = partitions.isEmpty()
                ? null
                : partitions.stream().mapToLong(p -> p.end() - p.taken()).sum();
        return new Intake(
                topic,
                group,
                lag,
                of.parts().letters().waiting(topic),
                partitions,
                of.failure(topic).orElse(null));
    }
}
