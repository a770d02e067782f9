package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Context;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.WireType;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EventRecord;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads an event of another service: its envelope strictly, its body so that a newer service may have said more. */
final class EventReading {

    /** What the store takes. */
    static final int LARGEST = 256 << 10;

    private EventReading() {}

    /** @throws Rejected if it is not an event of the topic's context that this release can understand */
    static EventRecord read(ConsumerRecord<byte[], byte[]> record) {
        var envelope = Envelope.read(record.headers());
        var context = contextOf(record.topic());
        var type = WireType.named(envelope.type())
                .filter(named -> context.events().contains(named))
                .orElseThrow(() -> Rejection.TYPE_UNKNOWN.because(""))
                .asSubclass(Event.class);
        if (envelope.sequence() == null || envelope.position() == null) {
            throw Rejection.HEADER_MISSING.because("An event needs 'ce_sequence' and 'ce_position'.");
        }
        if (record.value() != null && record.value().length > LARGEST) {
            throw Rejection.TOO_LARGE.because("An event has at most " + LARGEST + " bytes.");
        }
        var body = Reading.text(record.value());
        var event = Reading.message(body, type, Json.TOLERANT);
        if (!event.partnerId().equals(envelope.partnerId())) {
            throw Rejection.HEADERS_DISAGREE.because("'ce_partnerid' is not the partner of the body.");
        }
        var subject = event.subject().value();
        if (!subject.equals(envelope.subject()) || !subject.equals(Records.key(record))) {
            throw Rejection.KEY_WRONG.because("Key and 'ce_subject' must be the id of the aggregate.");
        }
        return record(envelope, body);
    }

    /** How an event that came with this envelope is stored. */
    private static EventRecord record(Envelope envelope, String body) {
        return new EventRecord(
                envelope.id(),
                envelope.type(),
                envelope.revision(),
                envelope.subject(),
                envelope.sequence(),
                envelope.partnerId().value(),
                envelope.time(),
                Tracing.metadata(envelope),
                body);
    }

    private static Context contextOf(String topic) {
        return Arrays.stream(Context.values())
                .filter(context -> context.eventTopic().equals(topic))
                .findFirst()
                .orElseThrow(() -> Rejection.TYPE_UNKNOWN.because(""));
    }
}
