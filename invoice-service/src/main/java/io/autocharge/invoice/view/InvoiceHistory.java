package io.autocharge.invoice.view;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.axon.EventCodec;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.StoredEvent;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What happened to an invoice and its charges, told from the events themselves. */
@Singleton
public class InvoiceHistory {

    private final EventLog log;
    private final InvoiceCharges charges;
    private final EventCodec codec;

    InvoiceHistory(EventLog log, InvoiceCharges charges, EventCodec codec) {
        this.log = log;
        this.charges = charges;
        this.codec = codec;
    }

    /** One fact; {@code body} is as it was published. */
    public record Entry(String id, String type, long sequence, Instant at, @JsonRawValue String body) {}

    /** A part of the history, the oldest first; {@code hasNextPage} says whether more follows. */
    public record Excerpt(List<Entry> data, boolean hasNextPage) {}

    /** At most {@code limit} facts of the invoice that follow the one with sequence {@code after}. */
    public Excerpt of(InvoiceId invoice, long after, int limit) {
        var events = log.readAggregate(invoice.value(), after + 1);
        var shown = events.stream()
                .limit(limit)
                .map(StoredEvent::event)
                .map(event -> new Entry(event.id(), event.type(), event.sequence(), event.at(), event.body()))
                .toList();
        return new Excerpt(shown, events.size() > limit);
    }

    /** The balance as it was at an instant; nothing is known of an invoice before it was created. */
    public InvoiceBalance balance(InvoiceId invoice, Instant at) {
        var streams = Stream.concat(
                Stream.of(invoice.value()), charges.of(invoice).stream().map(ChargeId::value));
        var balance = InvoiceBalance.unknown();
        for (var stored : streams.flatMap(id -> log.readAggregate(id, 0).stream())
                .filter(stored -> !stored.event().at().isAfter(at))
                .sorted(Comparator.comparingLong(StoredEvent::position))
                .toList()) {
            balance = balance.after((Event) codec.payload(stored.event()));
        }
        return balance;
    }
}
