package io.autocharge.runtime.kafka;

import io.autocharge.contracts.CommandReply;
import io.autocharge.contracts.Context;
import io.autocharge.door.Told;
import io.autocharge.runtime.Json;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

/** Answers those who sent commands, on the topics that they name; a topic that is not there is never waited for. */
final class Replies implements AutoCloseable {

    /** Answers go to topics for answers only, or a command could write into a topic of events. */
    private static final Pattern ALLOWED = Pattern.compile("replies\\.[a-zA-Z0-9._-]{1,200}");

    private static final Logger LOG = Logger.getLogger(Replies.class);

    private final Context own;
    private final Predicate<String> isThere;
    private final Clock clock;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final ConcurrentLinkedQueue<Future<?>> sent = new ConcurrentLinkedQueue<>();
    private Producer<byte[], byte[]> producer;

    /** @param isThere tells whether there is a topic of this name */
    Replies(Context own, Predicate<String> isThere, Clock clock, Supplier<Producer<byte[], byte[]>> producers) {
        this.own = own;
        this.isThere = isThere;
        this.clock = clock;
        this.producers = producers;
    }

    /** Sends an answer, if there is a topic for it. */
    void send(String replyTo, Envelope order, CommandReply reply) {
        if (replyTo == null) {
            return;
        }
        if (!ALLOWED.matcher(replyTo).matches() || !isThere.test(replyTo)) {
            LOG.warnf("no answer to command %s: 'reply-to' names no topic 'replies.…' that is there", order.id());
            return;
        }
        var envelope = new Envelope(
                UUID.randomUUID().toString(),
                CommandReply.typeOf(reply.getClass()),
                1,
                "/autocharge/" + own.label(),
                order.subject(),
                clock.instant(),
                order.partnerId(),
                null,
                null,
                order.correlationId() == null ? order.id() : order.correlationId(),
                order.id(),
                order.traceparent());
        sent.add(producer()
                .send(new ProducerRecord<>(
                        replyTo,
                        null,
                        order.subject().getBytes(StandardCharsets.UTF_8),
                        Json.write(reply).getBytes(StandardCharsets.UTF_8),
                        envelope.headers())));
    }

    /** Waits until all answers are acknowledged; those that can never be are given up. */
    void await() {
        if (sent.isEmpty()) {
            return;
        }
        producer().flush();
        for (var one = sent.poll(); one != null; one = sent.poll()) {
            try {
                one.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof ApiException cause) || cause instanceof RetriableException) {
                    sent.clear();
                    throw new Topics.Unreachable(e.getCause());
                }
                LOG.warnf("an answer could not be given: %s", Told.in(cause));
            }
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }
}
