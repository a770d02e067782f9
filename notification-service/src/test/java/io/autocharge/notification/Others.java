package io.autocharge.notification;

import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.VISA;
import static io.autocharge.notification.Samples.usd;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.invoice.ReceiptBookId;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The other services, as far as this one hears of them. */
public final class Others {

    /** A partner of its own for each test. */
    public final PartnerId partner = PartnerId.fresh(Instant.now());

    /** Its customer. */
    public final CustomerId customer = CustomerId.fresh(Instant.now());

    private final EventLog log;
    private final Map<String, Long> sequences = new HashMap<>();

    public Others(EventLog log) {
        this.log = log;
    }

    /** The partner, and its customer with these users, were taken on. */
    public void tellWhoIsWho(String... emails) {
        say(new PartnerRegistered(partner, NORTHWIND.name(), NORTHWIND.email(), NORTHWIND.zone(), 9, Instant.now()));
        var users = List.of(emails).stream()
                .map(email -> new CustomerUser(UserId.derived(email), "Dana", email))
                .toList();
        say(new CustomerAdded(customer, partner, null, "Contoso Dental Group", users, List.of(), Instant.now()));
    }

    /** The customer paid 40 of 100 dollars. */
    public ReceiptId tellOfPayment() {
        var book = ReceiptBookId.derived(partner.value());
        var receipt = new Receipt(
                ReceiptId.fresh(Instant.now()),
                InvoiceId.derived(partner.value()),
                "INV-1001",
                ChargeId.derived(partner.value()),
                customer,
                "Contoso Dental Group",
                NORTHWIND.name(),
                VISA,
                usd(40_00),
                usd(100_00),
                usd(60_00),
                Instant.now(),
                null,
                null);
        if (!sequences.containsKey(LinkBookId.of(receipt.invoiceId()).value())) {
            say(Samples.link(partner, receipt.invoiceId()));
        }
        var number = sequences.getOrDefault(book.value(), 0L) + 1;
        say(new ReceiptIssued(book, partner, number, receipt, Instant.now()));
        return receipt.receiptId();
    }

    private void say(Event event) {
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
}
