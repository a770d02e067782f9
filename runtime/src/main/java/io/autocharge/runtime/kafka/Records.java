package io.autocharge.runtime.kafka;

import io.autocharge.runtime.mongo.IntakeLetter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Turns records into letters, and back when they are retried. */
final class Records {

    private static final int LONGEST_KEY = 256;

    /** Records with these reasons were found to be right, and are needed as they are when their turn comes. */
    private static final Set<Rejection> READ_BEFORE =
            EnumSet.of(Rejection.PREDECESSOR_MISSING, Rejection.WAITS_BEHIND, Rejection.NOT_HANDLED);

    private Records() {}

    static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    }

    /** The key, if later records of the same key can be told by it. */
    static Optional<String> queueKey(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(key(record)).filter(key -> !key.isBlank() && key.length() <= LONGEST_KEY);
    }

    static String id(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "/" + record.partition() + "/" + record.offset();
    }

    static IntakeLetter letter(
            ConsumerRecord<byte[], byte[]> record,
            Rejection reason,
            String detail,
            IntakeLetter.State state,
            Instant now) {
        var secret = !READ_BEFORE.contains(reason) && CommandGate.accountData(record);
        return new IntakeLetter(
                id(record),
                record.topic(),
                record.partition(),
                record.offset(),
                queueKey(record)
                        .filter(key -> !secret || state == IntakeLetter.State.WAITING)
                        .orElse(null),
                secret ? List.of() : headers(record),
                secret ? null : record.value(),
                reason.name(),
                detail,
                state,
                now);
    }

    static ConsumerRecord<byte[], byte[]> record(IntakeLetter letter) {
        var headers = new RecordHeaders();
        letter.headers().forEach(header -> headers.add(header.name(), header.value()));
        return new ConsumerRecord<>(
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.receivedAt().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                letter.body() == null ? 0 : letter.body().length,
                letter.key() == null ? null : letter.key().getBytes(StandardCharsets.UTF_8),
                letter.body(),
                headers,
                Optional.empty());
    }

    private static List<IntakeLetter.Header> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<IntakeLetter.Header>();
        record.headers().forEach(header -> headers.add(new IntakeLetter.Header(header.key(), header.value())));
        return headers;
    }
}
