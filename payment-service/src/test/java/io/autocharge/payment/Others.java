package io.autocharge.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import io.autocharge.runtime.mongo.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The other services, as far as this one hears of them: they tell of partners, customers and invoices, and answer charges. */
public final class Others implements AutoCloseable {

    private final EventLog log;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<InvoiceId, Money> outstanding = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Runnable end;
    private long read;

    /** Listens to what this service says from now on. */
    public Others(EventLog log) {
        this.log = log;
        this.read = log.tail();
        this.end = log.onAppend(() -> thread.execute(this::hear));
    }

    /** A partner in New York whose dates fall due at nine. */
    public PartnerId partner() {
        return partner(PartnerId.fresh(Instant.now()));
    }

    /** The same, under a name that is known before; it is registered once. */
    public PartnerId partner(PartnerId partner) {
        say(new PartnerRegistered(
                partner, "Nordlicht", "billing@nordlicht.example", ZoneId.of("America/New_York"), 9, Instant.now()));
        return partner;
    }

    /** A customer of it. */
    public CustomerId customer(PartnerId partner) {
        var customer = CustomerId.fresh(Instant.now());
        say(new CustomerAdded(customer, partner, null, "Fabrikam", List.of(), List.of(), Instant.now()));
        return customer;
    }

    /** The customer is archived. */
    public void archived(PartnerId partner, CustomerId customer) {
        say(new CustomerArchived(customer, partner, Instant.now()));
    }

    /** An invoice over 100 dollars, due in a year. */
    public InvoiceId invoice(PartnerId partner, CustomerId customer, Collection collection) {
        var invoice = InvoiceId.fresh(Instant.now());
        var total = Money.of(100_00, "USD");
        synchronized (this) {
            outstanding.put(invoice, total);
        }
        say(new InvoiceCreated(
                invoice,
                partner,
                "Nordlicht",
                customer,
                "Fabrikam",
                "INV-1",
                null,
                List.of(new LineItem("Backup", 1, total)),
                null,
                total,
                LocalDate.now(ZoneId.of("America/New_York")).plusYears(1),
                collection,
                Instant.now()));
        return invoice;
    }

    private synchronized void hear() {
        for (List<StoredEvent> news = log.readFrom(read + 1, 100); !news.isEmpty(); ) {
            for (var stored : news) {
                read = stored.position();
                WireType.named(stored.event().type())
                        .ifPresent(type -> answer(Json.read(stored.event().body(), type)));
            }
            news = log.readFrom(read + 1, 100);
        }
    }

    private void answer(Object said) {
        if (said instanceof BalanceRequested asked) {
            reserve(asked);
        } else if (said instanceof PaymentCaptured paid) {
            apply(paid.invoiceId(), paid.partnerId(), paid.chargeId(), paid.amount(), paid.method());
        } else if (said instanceof PartialPaymentCaptured paid) {
            apply(paid.invoiceId(), paid.partnerId(), paid.chargeId(), paid.amount(), paid.method());
        }
    }

    private void reserve(BalanceRequested asked) {
        var left = outstanding.get(asked.invoiceId());
        var amount = asked.amount() == null ? left : asked.amount();
        if (left.isZero() || amount.exceeds(left)) {
            say(new BalanceRefused(
                    asked.invoiceId(), asked.partnerId(), asked.chargeId(), "ABOVE_OUTSTANDING", left, null));
        } else {
            say(new BalanceReserved(
                    asked.invoiceId(),
                    asked.partnerId(),
                    asked.chargeId(),
                    amount,
                    left.minus(amount),
                    Instant.now(),
                    null));
        }
    }

    private void apply(InvoiceId invoice, PartnerId partner, ChargeId charge, Money amount, Method method) {
        var left = outstanding.get(invoice).minus(amount);
        outstanding.put(invoice, left);
        var total = Money.of(100_00, "USD");
        say(new PaymentApplied(
                invoice,
                partner,
                "Nordlicht",
                CustomerId.derived("whoever"),
                "Fabrikam",
                "INV-1",
                charge,
                amount,
                total,
                total.minus(left),
                left,
                method,
                Instant.now(),
                null));
    }

    private synchronized void say(Event event) {
        var subject = event.subject().value();
        log.appendForeign(List.of(new EventRecord(
                UUID.randomUUID().toString(),
                WireType.of(event.getClass()),
                1,
                subject,
                sequences.merge(subject, 1L, Long::sum) - 1,
                event.partnerId().value(),
                Instant.now(),
                Map.of(),
                Json.write(event))));
    }

    @Override
    public void close() {
        end.run();
        thread.shutdownNow();
    }
}
