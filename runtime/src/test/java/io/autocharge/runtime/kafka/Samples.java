package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.customer.CustomerEvent.CustomerRenamed;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EventRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;

/** Records and events for tests. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final PartnerId PARTNER = PartnerId.derived("partner");
    static final CustomerId CUSTOMER = CustomerId.derived("customer");

    private static final AtomicLong OFFSETS = new AtomicLong();

    private Samples() {}

    static InvoicePaid paid(InvoiceId invoice) {
        return new InvoicePaid(invoice, PARTNER, CUSTOMER, Money.of(4000, "USD"), NOW);
    }

    /** The how-many-eth event of an invoice, as its service stores it. */
    static EventRecord stored(InvoiceId invoice, long sequence) {
        return stored(paid(invoice), sequence);
    }

    static EventRecord stored(Event event, long sequence) {
        return new EventRecord(
                event.subject().value() + "-" + sequence,
                WireType.of(event.getClass()),
                1,
                event.subject().value(),
                sequence,
                event.partnerId().value(),
                NOW,
                Map.of(Tracing.CORRELATION, "story"),
                Json.write(event));
    }

    static ChargeCanceled canceled(ChargeId charge) {
        return new ChargeCanceled(charge, PARTNER, CUSTOMER, InvoiceId.derived("invoice"), NOW, null, null);
    }

    static CustomerRenamed renamed(CustomerId customer) {
        return new CustomerRenamed(customer, PARTNER, "New name");
    }

    /** How an outlet publishes an event. */
    static ProducerRecord<byte[], byte[]> published(String topic, EventRecord event) {
        var envelope = new Envelope(
                event.id(),
                event.type(),
                1,
                "/autocharge/test",
                event.aggregate(),
                event.at(),
                PARTNER,
                event.sequence(),
                1L,
                null,
                null,
                null);
        return new ProducerRecord<>(
                topic,
                null,
                event.aggregate().getBytes(StandardCharsets.UTF_8),
                event.body().getBytes(StandardCharsets.UTF_8),
                envelope.headers());
    }

    static Envelope envelope(InvoiceId invoice, long sequence) {
        return new Envelope(
                invoice + "-" + sequence,
                "invoice.InvoicePaid",
                1,
                "/autocharge/invoice",
                invoice.value(),
                NOW,
                PARTNER,
                sequence,
                100 + sequence,
                "story",
                null,
                null);
    }

    /** The same as it lies on the topic. */
    static ConsumerRecord<byte[], byte[]> told(InvoiceId invoice, long sequence) {
        return record(
                "invoice.events",
                invoice.value(),
                Json.write(paid(invoice)).getBytes(StandardCharsets.UTF_8),
                envelope(invoice, sequence).headers());
    }

    static ConsumerRecord<byte[], byte[]> record(String topic, String key, byte[] body, Headers headers) {
        return new ConsumerRecord<>(
                topic,
                0,
                OFFSETS.getAndIncrement(),
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                body,
                headers,
                Optional.empty());
    }

    static ScheduleCharge order(ChargeId charge) {
        return new ScheduleCharge(
                charge,
                PARTNER,
                InvoiceId.derived("invoice"),
                Money.of(2500, "USD"),
                null,
                ChargeTime.NOW,
                Origin.COMMAND);
    }
}
