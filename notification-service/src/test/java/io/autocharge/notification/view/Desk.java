package io.autocharge.notification.view;

import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.RECEIPT;

import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.notification.MessageEvent.MessageQueued;
import io.autocharge.contracts.notification.MessageEvent.MessageSent;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.http.PaymentLinks;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Duration;
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

    /** What letters are written from here. */
    public Correspondence correspondence() {
        var links = new PaymentLinks(new Keys(TestKeys.folder().toString()), "http://127.0.0.1:8080");
        return new Correspondence(correspondents, receipts, bills, failedCharges, links, Duration.ofMillis(50));
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
