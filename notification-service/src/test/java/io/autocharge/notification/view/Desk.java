package io.autocharge.notification.view;

import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.RECEIPT;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.notification.MessageEvent.MessageQueued;
import io.autocharge.contracts.notification.MessageEvent.MessageSent;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.notification.Samples;
import io.autocharge.notification.Told;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.http.CancelLinks;
import io.autocharge.runtime.http.PaymentLinks;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** The desk at which letters are written, over a database of its own. */
public final class Desk implements AutoCloseable {

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Collections collections = new Collections(mongo.database());
    private final Correspondents correspondents = new Correspondents(collections);
    private final Receipts receipts = new Receipts(collections);
    private final Bills bills = new Bills(collections);
    private final Messages messages = new Messages(collections);
    private final FailedCharges failedCharges = new FailedCharges(collections);

    private final PlannedCharges planned = new PlannedCharges(collections);
    private final Told told = new Told().and(Samples.link(PARTNER, Samples.INVOICE));

    /** What letters are written from here. */
    public Correspondence correspondence() {
        var keys = new Keys(TestKeys.folder().toString());
        var links = new PaymentLinks(keys, "http://127.0.0.1:8080");
        var stops = new CancelLinks(keys, "http://127.0.0.1:8080");
        var moment = Duration.ofMillis(50);
        return new Correspondence(
                correspondents,
                receipts,
                bills,
                failedCharges,
                prospects(),
                new WebhookEndpoints(collections),
                told,
                links,
                stops,
                Clock.fixed(NOW, ZoneOffset.UTC),
                moment);
    }

    /** What is planned and open. */
    public Prospects prospects() {
        return new Prospects(told, planned);
    }

    /** What the other services tell. */
    public Desk hears(Event... events) {
        for (var event : events) {
            told.and(event);
            if (event instanceof ChargeScheduled scheduled) {
                planned.on(scheduled);
            } else if (event instanceof ChargeCanceled canceled) {
                planned.on(canceled);
            } else if (event instanceof ChargeSubmitted submitted) {
                planned.on(submitted);
            } else if (event instanceof InvoiceCreated created) {
                bills.on(created);
            }
        }
        return this;
    }

    /** The partner, and its customer with one user. */
    public Desk hears(String email) {
        correspondents.on(
                new PartnerRegistered(PARTNER, NORTHWIND.name(), NORTHWIND.email(), NORTHWIND.zone(), 9, NOW));
        correspondents.on(new CustomerAdded(
                CUSTOMER,
                PARTNER,
                null,
                "Contoso Dental Group",
                List.of(new CustomerUser(UserId.derived(email), "Dana", email)),
                List.of(),
                NOW));
        return this;
    }

    /** What was mailed. */
    public Messages messages() {
        return messages;
    }

    /** A confirmation that the mail server took before. */
    public Desk sent(MessageId id, List<String> to) {
        var template = Template.PAYMENT_CONFIRMATION;
        messages.on(new MessageQueued(id, PARTNER, CUSTOMER, template, RECEIPT.value(), List.of(), NOW));
        messages.on(new MessageSent(id, PARTNER, CUSTOMER, template, RECEIPT.value(), to, NOW));
        return this;
    }

    /** A receipt. */
    public Desk hears(ReceiptIssued event) {
        receipts.on(event);
        return this;
    }

    @Override
    public void close() {
        mongo.close();
    }
}
