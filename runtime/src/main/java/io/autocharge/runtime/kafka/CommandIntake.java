package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.CommandReply;
import io.autocharge.contracts.CommandReply.CommandAccepted;
import io.autocharge.contracts.CommandReply.CommandRefused;
import io.autocharge.contracts.CommandReply.CommandRejected;
import io.autocharge.contracts.Context;
import io.autocharge.runtime.kafka.CommandGate.Authentic;
import io.autocharge.runtime.kafka.WaitingLine.Held;
import io.autocharge.runtime.mongo.HandledCommands;
import io.autocharge.runtime.mongo.HandledCommands.Handled;
import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Takes the orders of other systems: each is proven, carried out once for ever, and answered. Orders to different
 * aggregates are carried out side by side, those to one in their order.
 */
final class CommandIntake implements PollLoop.Taker, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(CommandIntake.class);
    private static final int SIDE_BY_SIDE = 8;

    private final TrustedIssuers trusted;
    private final CommandGate gate;
    private final Execution execution;
    private final HandledCommands handled;
    private final IntakeLetters letters;
    private final WaitingLine line;
    private final Rounds rounds;
    private final Replies replies;
    private final Clock clock;
    private final ExecutorService hands = Executors.newFixedThreadPool(SIDE_BY_SIDE, task -> {
        var thread = new Thread(task, "commands");
        thread.setDaemon(true);
        return thread;
    });

    /** @param clock the real time; see {@link CommandGate} */
    CommandIntake(
            Context own,
            TrustedIssuers trusted,
            Execution execution,
            HandledCommands handled,
            IntakeLetters letters,
            Replies replies,
            Clock clock) {
        this.trusted = trusted;
        this.gate = new CommandGate(own, trusted, clock);
        this.execution = execution;
        this.handled = handled;
        this.letters = letters;
        this.line = new WaitingLine(letters, clock);
        this.rounds = new Rounds(letters, line, List.of(own.commandTopic()), this::retake, clock);
        this.replies = replies;
        this.clock = clock;
    }

    private record Order(ConsumerRecord<byte[], byte[]> record, Authentic authentic, Command command) {}

    @Override
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        trusted.refresh();
        var proven = new LinkedHashMap<ConsumerRecord<byte[], byte[]>, Authentic>();
        for (var record : records) {
            try {
                proven.put(record, gate.authentic(record));
            } catch (Rejected e) {
                reject(record, null, e);
            }
        }
        var part = new LinkedHashMap<String, Map.Entry<ConsumerRecord<byte[], byte[]>, Authentic>>();
        for (var one : proven.entrySet()) {
            // the same command twice in one poll: the second finds what became of the first
            if (part.containsKey(one.getValue().name())) {
                handle(part);
                part.clear();
            }
            part.put(one.getValue().name(), one);
        }
        handle(part);
        replies.await();
    }

    @Override
    public void tend() {
        rounds.make();
        replies.await();
    }

    @Override
    public void close() {
        hands.shutdown();
        replies.close();
    }

    /** Takes up a record that waited; by now it may be too old. */
    Held retake(ConsumerRecord<byte[], byte[]> record) {
        trusted.refresh();
        var authentic = gate.authentic(record);
        var before = handled.find(List.of(authentic.name())).get(authentic.name());
        if (before != null) {
            repeat(record, authentic, before);
            return null;
        }
        try {
            return carriedOut(new Order(record, authentic, gate.command(authentic, record)));
        } catch (Rejected e) {
            answer(record, authentic, rejected(authentic, e));
            throw e;
        }
    }

    private void handle(Map<String, Map.Entry<ConsumerRecord<byte[], byte[]>, Authentic>> part) {
        if (part.isEmpty()) {
            return;
        }
        var before = handled.find(part.keySet());
        var orders = new LinkedHashMap<String, List<Order>>();
        part.forEach((name, one) -> {
            if (before.containsKey(name)) {
                repeat(one.getKey(), one.getValue(), before.get(name));
                return;
            }
            try {
                var command = gate.command(one.getValue(), one.getKey());
                orders.computeIfAbsent(command.subject().value(), key -> new ArrayList<>())
                        .add(new Order(one.getKey(), one.getValue(), command));
            } catch (Rejected e) {
                reject(one.getKey(), one.getValue(), e);
            }
        });
        carryOut(orders);
    }

    private void carryOut(Map<String, List<Order>> orders) {
        if (orders.isEmpty()) {
            return;
        }
        var topic = orders.values().iterator().next().get(0).record().topic();
        var waiting = letters.waiting(topic, orders.keySet());
        var tasks = orders.entrySet().stream()
                .<Callable<Void>>map(entry -> () -> {
                    inOrder(entry.getValue(), waiting.containsKey(entry.getKey()));
                    return null;
                })
                .toList();
        try {
            for (var task : hands.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while commands were carried out", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Commands could not be carried out", e.getCause());
        }
    }

    /** The orders to one aggregate: from the first that fails on, all wait. */
    private void inOrder(List<Order> orders, boolean waits) {
        var behind = waits;
        for (var order : orders) {
            if (behind) {
                line.hold(order.record(), new Held(Rejection.WAITS_BEHIND, Rejection.WAITS_BEHIND.sentence()));
                continue;
            }
            try {
                var held = carriedOut(order);
                if (held != null) {
                    line.hold(order.record(), held);
                    behind = true;
                }
            } catch (Rejected e) {
                reject(order.record(), order.authentic(), e);
            }
        }
    }

    /** Carries out one order and notes the outcome; says why it has to wait, if it failed. */
    private Held carriedOut(Order order) {
        var outcome = execution.of(order.command(), order.authentic().envelope());
        if (outcome.failure() != null) {
            return new Held(Rejection.NOT_HANDLED, outcome.failure());
        }
        var authentic = order.authentic();
        handled.note(new Handled(
                authentic.name(),
                authentic.envelope().type(),
                authentic.envelope().subject(),
                authentic.claims().payloadSha256(),
                outcome.code(),
                outcome.sentence(),
                clock.instant()));
        answer(order.record(), authentic, reply(authentic, outcome.code(), outcome.sentence()));
        return null;
    }

    /** A command that was handled before is answered as before; another one under its name is not taken. */
    private void repeat(ConsumerRecord<byte[], byte[]> record, Authentic authentic, Handled before) {
        if (before.payloadSha256().equals(authentic.claims().payloadSha256())
                && before.type().equals(authentic.envelope().type())) {
            answer(record, authentic, reply(authentic, before.code(), before.sentence()));
        } else {
            reject(record, authentic, Rejection.ID_ALREADY_USED.because(""));
        }
    }

    private void reject(ConsumerRecord<byte[], byte[]> record, Authentic authentic, Rejected why) {
        LOG.warnf("dead letter %s: %s %s", Records.id(record), why.reason(), why.getMessage());
        letters.keep(List.of(
                Records.letter(record, why.reason(), why.getMessage(), IntakeLetter.State.REJECTED, clock.instant())));
        if (authentic != null) {
            answer(record, authentic, rejected(authentic, why));
        }
    }

    private static CommandReply reply(Authentic authentic, String code, String sentence) {
        var id = authentic.claims().commandId();
        return code == null ? new CommandAccepted(id) : new CommandRefused(id, code, sentence);
    }

    private static CommandReply rejected(Authentic authentic, Rejected why) {
        return new CommandRejected(authentic.claims().commandId(), why.reason().name(), why.getMessage());
    }

    private void answer(ConsumerRecord<byte[], byte[]> record, Authentic authentic, CommandReply reply) {
        var header = record.headers().lastHeader("reply-to");
        if (header != null && header.value() != null && header.value().length < 300) {
            replies.send(new String(header.value(), StandardCharsets.UTF_8), authentic.envelope(), reply);
        }
    }
}
