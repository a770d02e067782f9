package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Context;
import io.autocharge.door.Told;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jboss.logging.Logger;

/** All that one service says and hears on Kafka: its outlet, and its intakes of events and of commands. */
final class Exchange implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Exchange.class);
    private static final int EVENTS_PER_POLL = 500;
    private static final int COMMANDS_PER_POLL = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Context own;
    private final List<String> heard;
    private final Parts parts;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread starter = new Thread(this::begin, "kafka-start");
    private final EventOutlet outlet;
    private final EventIntake eventIntake;
    private final CommandIntake commandIntake;
    private final PollLoop events;
    private final PollLoop commands;
    private final List<Runnable> started = new ArrayList<>();
    private volatile String failure = "not started yet";

    Exchange(Context own, List<Context> listensTo, Parts parts) {
        // signers and clients live in the real time, whatever a sandbox says
        var world = Clock.systemUTC();
        var settings = parts.settings();
        var name = own.label();
        this.own = own;
        this.parts = parts;
        this.heard = listensTo.stream().map(Context::eventTopic).toList();
        this.outlet =
                new EventOutlet(own, parts.log(), parts.bookmarks().of("outlet"), settings.producer(name + "-outlet"));
        this.eventIntake = new EventIntake(parts.log(), parts.letters(), heard, world);
        this.commandIntake = new CommandIntake(
                own,
                parts.trusted(),
                new Execution(parts.commands()),
                parts.handled(),
                parts.letters(),
                new Replies(
                        own,
                        topic -> parts.topics().exist(List.of(topic)),
                        world,
                        () -> new KafkaProducer<>(settings.producer(name + "-replies"))),
                world);
        this.events =
                new PollLoop(name + "-events", settings.consumer(eventGroup(), EVENTS_PER_POLL), heard, eventIntake);
        this.commands = new PollLoop(
                name + "-commands",
                settings.consumer(commandGroup(), COMMANDS_PER_POLL),
                List.of(own.commandTopic()),
                commandIntake);
    }

    /**
     * Starts; if Kafka cannot be reached, it goes on trying, and money keeps moving meanwhile.
     *
     * @throws IllegalStateException if Kafka is there and its settings would lose messages
     */
    void start() {
        try {
            ensureTopics();
        } catch (Topics.Unreachable e) {
            failed(e);
        }
        starter.start();
    }

    Context own() {
        return own;
    }

    Parts parts() {
        return parts;
    }

    String eventGroup() {
        return own.label();
    }

    String commandGroup() {
        return own.commandTopic();
    }

    /** The topics of events that are heard. */
    List<String> heard() {
        return heard;
    }

    EventOutlet outlet() {
        return outlet;
    }

    /** Why nothing can be published at the moment, if it cannot. */
    Optional<String> outletFailure() {
        return Optional.ofNullable(failure == null ? outlet.failure() : failure);
    }

    /** Why the events of others, or commands, cannot be taken at the moment, if they cannot. */
    Optional<String> failure(String topic) {
        var loop = topic.equals(own.commandTopic()) ? commands : events;
        return Optional.ofNullable(failure == null ? loop.failure() : failure);
    }

    /** Takes up what waits for a key, now. */
    void retry(String topic, String key) {
        var line = new WaitingLine(parts.letters(), Clock.systemUTC());
        line.drain(topic, key, topic.equals(own.commandTopic()) ? commandIntake::retake : eventIntake::retake);
    }

    /** Accepts a gap in the life of an aggregate, because an operator says that what is missing is lost. */
    void takeWithoutPredecessor(ConsumerRecord<byte[], byte[]> record) {
        var event = EventReading.read(record);
        if (!parts.log().holds(event.aggregate(), event.sequence())) {
            parts.log().append(List.of(event));
        }
    }

    /** Takes up one letter that holds up nobody; says why it could not be taken. */
    Optional<String> retryAlone(ConsumerRecord<byte[], byte[]> record) {
        try {
            var held = record.topic().equals(own.commandTopic())
                    ? commandIntake.retake(record)
                    : eventIntake.retake(record);
            return Optional.ofNullable(held).map(WaitingLine.Held::detail);
        } catch (Rejected e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            starter.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (started) {
            started.forEach(Runnable::run);
        }
        commandIntake.close();
    }

    private void begin() {
        var pauses = new Pauses();
        while (failure != null && !stopped(pauses.next())) {
            try {
                ensureTopics();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
        run(outlet::start, outlet::close);
        run(commands::start, commands::close);
        if (!heard.isEmpty()) {
            awaitOthers();
            run(events::start, events::close);
        }
    }

    private void ensureTopics() {
        parts.topics().ensure(own);
        parts.trusted().refresh();
        parts.topics().ensureReplies(parts.trusted().names());
        failure = null;
    }

    /** The other services make their own topics; one that comes later than this is found when it comes. */
    private void awaitOthers() {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && !stopped(Duration.ofMillis(250))) {
            try {
                if (parts.topics().exist(heard)) {
                    return;
                }
            } catch (Topics.Unreachable e) {
                LOG.debugf("%s: %s", own.label(), e.getMessage());
            }
        }
        if (stop.getCount() > 0) {
            LOG.errorf("ALARM topic_missing: %s hears %s, and not all of them are there", own.label(), heard);
        }
    }

    private void run(Runnable begin, Runnable end) {
        synchronized (started) {
            if (stop.getCount() > 0) {
                begin.run();
                started.add(end);
            }
        }
    }

    private void failed(RuntimeException e) {
        failure = e.getMessage();
        LOG.warnf("%s does without Kafka for now: %s", own.label(), Told.in(e));
    }

    private boolean stopped(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
