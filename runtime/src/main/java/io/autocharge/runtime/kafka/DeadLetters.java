package io.autocharge.runtime.kafka;

import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetters;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The records from Kafka that were not taken, for operators: why, and what to do with them. */
@Singleton
public class DeadLetters {

    private static final int MOST = 1_000;

    private final IntakeLetters letters;
    private final Streams streams;

    public DeadLetters(IntakeLetters letters, Streams streams) {
        this.letters = letters;
        this.streams = streams;
    }

    /**
     * A letter as it is shown.
     *
     * @param id where the record stood: topic, partition and offset
     * @param holdsUp whether later records of its key wait for it
     * @param headers as far as they are legible; none if they hold what must not be kept
     * @param body as text; absent if it is no text, or holds what must not be kept
     * @param bodyBase64 the bytes; absent if they hold what must not be kept
     */
    public record Shown(
            String id,
            String topic,
            String key,
            String reason,
            String detail,
            IntakeLetter.State state,
            boolean holdsUp,
            Map<String, String> headers,
            String body,
            String bodyBase64,
            Instant receivedAt) {}

    /** What became of an operator's wish; {@code detail} says why a letter still waits. */
    public record Result(String id, IntakeLetter.State state, String detail) {}

    /** The latest letters in a state, or in any if {@code state} is null; at most 1,000. */
    public List<Shown> latest(IntakeLetter.State state, int most) {
        return letters.latest(state, Math.min(Math.max(most, 1), MOST)).stream()
                .map(DeadLetters::shown)
                .toList();
    }

    /** One letter. */
    public Optional<Shown> find(String id) {
        return letters.find(id).map(DeadLetters::shown);
    }

    /**
     * Has a letter taken up again, and what waits behind it; absent if there is no such letter.
     *
     * @param withoutPredecessor takes an event although the one before it was never seen, and never will be
     */
    public Optional<Result> retry(String id, boolean withoutPredecessor) {
        return letters.find(id).map(letter -> {
            if (withoutPredecessor && letter.reason().equals(Rejection.PREDECESSOR_MISSING.name())) {
                streams.exchange().takeWithoutPredecessor(Records.record(letter));
            }
            if (letter.state() == IntakeLetter.State.WAITING) {
                streams.exchange().retry(letter.topic(), letter.key());
            } else if (letter.state() == IntakeLetter.State.REJECTED) {
                var still = streams.exchange().retryAlone(Records.record(letter));
                if (still.isPresent()) {
                    return new Result(id, letter.state(), still.get());
                }
                letters.close(id, IntakeLetter.State.TAKEN);
            }
            return result(id);
        });
    }

    /** Gives a letter up, and has what waits behind it taken up; absent if there is no such letter. */
    public Optional<Result> discard(String id) {
        return letters.find(id).map(letter -> {
            letters.close(id, IntakeLetter.State.DISCARDED);
            if (letter.state() == IntakeLetter.State.WAITING) {
                streams.exchange().retry(letter.topic(), letter.key());
            }
            return result(id);
        });
    }

    private Result result(String id) {
        var now = letters.find(id).orElseThrow();
        return new Result(id, now.state(), now.detail());
    }

    private static Shown shown(IntakeLetter letter) {
        return new Shown(
                letter.id(),
                letter.topic(),
                letter.key(),
                letter.reason(),
                letter.detail(),
                letter.state(),
                letter.state() == IntakeLetter.State.WAITING,
                headers(letter),
                text(letter.body()),
                letter.body() == null ? null : Base64.getEncoder().encodeToString(letter.body()),
                letter.receivedAt());
    }

    private static Map<String, String> headers(IntakeLetter letter) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : letter.headers()) {
            headers.put(
                    header.name(), header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    private static String text(byte[] body) {
        try {
            return body == null ? null : Reading.text(body);
        } catch (Rejected e) {
            return null;
        }
    }
}
