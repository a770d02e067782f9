package io.autocharge.notification.view;

import static io.autocharge.notification.Samples.BANK;
import static io.autocharge.notification.Samples.CHARGE;
import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.INVOICE;
import static io.autocharge.notification.Samples.NORTHWIND;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.RECEIPT;
import static io.autocharge.notification.Samples.VISA;
import static io.autocharge.notification.Samples.bill;
import static io.autocharge.notification.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerUserAdded;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.notification.MessageEvent.MessageBounced;
import io.autocharge.contracts.notification.MessageEvent.MessageQueued;
import io.autocharge.contracts.notification.MessageEvent.MessageSent;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ViewsTest {

    private static final PartnerId STRANGER = PartnerId.derived("stranger");
    private static final MessageId MESSAGE = MessageId.derived("message");
    private static final List<String> DANA = List.of("dana@contoso.example");

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Collections collections = new Collections(mongo.database());

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_bill_shows_what_is_open_and_is_the_same_after_a_replay() {
        var bills = new Bills(collections);
        for (int replay = 0; replay < 2; replay++) {
            bills.on(created());
            assertThat(bills.find(PARTNER, INVOICE.value())).contains(bill(100_00));
            bills.on(applied());
            bills.on(applied());
            assertThat(bills.find(PARTNER, INVOICE.value())).contains(bill(60_00));
            assertThat(bills.find(STRANGER, INVOICE.value())).isEmpty();
            bills.on(new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW));
            assertThat(bills.find(PARTNER, INVOICE.value()))
                    .hasValueSatisfying(found -> assertThat(found.open()).isFalse());
            bills.reset();
            assertThat(bills.find(PARTNER, INVOICE.value())).isEmpty();
        }
    }

    @Test
    void letters_go_to_all_users_of_a_customer_in_the_name_of_the_partner() {
        var correspondents = new Correspondents(collections);
        for (int replay = 0; replay < 2; replay++) {
            correspondents.on(
                    new PartnerRegistered(PARTNER, NORTHWIND.name(), NORTHWIND.email(), NORTHWIND.zone(), 9, NOW));
            correspondents.on(new CustomerAdded(CUSTOMER, PARTNER, null, "Contoso", users(DANA), List.of(), NOW));
            for (int delivery = 0; delivery < 2; delivery++) {
                correspondents.on(new CustomerUserAdded(
                        CUSTOMER, PARTNER, users(List.of("lee@contoso.example")).get(0)));
            }
            assertThat(correspondents.sender(PARTNER)).contains(NORTHWIND);
            assertThat(correspondents.addresses(PARTNER, CUSTOMER))
                    .contains(List.of("dana@contoso.example", "lee@contoso.example"));
            assertThat(correspondents.addresses(STRANGER, CUSTOMER)).isEmpty();
            correspondents.reset();
            assertThat(correspondents.sender(PARTNER)).isEmpty();
        }
    }

    @Test
    void a_failed_charge_is_declined_or_returned() {
        var failed = new FailedCharges(collections);
        for (int replay = 0; replay < 2; replay++) {
            failed.on(new ChargeDeclined(
                    CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40_00), VISA, "expired_card", NOW, null, null));
            assertThat(failed.find(PARTNER, CHARGE.value())).hasValueSatisfying(charge -> {
                assertThat(charge.returned()).isFalse();
                assertThat(charge.code()).isEqualTo("expired_card");
            });
            failed.on(
                    new PaymentReturned(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40_00), BANK, "R01", NOW, null, null));
            assertThat(failed.find(PARTNER, CHARGE.value()))
                    .hasValueSatisfying(charge -> assertThat(charge.returned()).isTrue());
            assertThat(failed.find(STRANGER, CHARGE.value())).isEmpty();
            failed.reset();
        }
    }

    @Test
    void a_message_is_queued_then_sent_or_bounced() {
        var messages = new Messages(collections);
        for (int replay = 0; replay < 2; replay++) {
            messages.on(queued());
            assertThat(messages.sent(PARTNER, MESSAGE)).isFalse();
            messages.on(new MessageBounced(MESSAGE, PARTNER, CUSTOMER, "The mail server answered 550.", NOW));
            assertThat(only(messages).state()).isEqualTo(MessageView.State.BOUNCED);
            assertThat(only(messages).reason()).isEqualTo("The mail server answered 550.");
            messages.on(new MessageSent(
                    MESSAGE, PARTNER, CUSTOMER, Template.PAYMENT_CONFIRMATION, RECEIPT.value(), DANA, NOW));
            assertThat(only(messages).state()).isEqualTo(MessageView.State.SENT);
            assertThat(only(messages).to()).isEqualTo(DANA);
            assertThat(messages.sent(PARTNER, MESSAGE)).isTrue();
            assertThat(messages.sent(STRANGER, MESSAGE)).isFalse();
            messages.reset();
            assertThat(messages.list(PARTNER, null, null, PageRequest.first(10)).data())
                    .isEmpty();
        }
    }

    private static MessageView only(Messages messages) {
        var found = messages.list(PARTNER, CUSTOMER, RECEIPT.value(), PageRequest.first(10));
        assertThat(found.data()).hasSize(1);
        return found.data().get(0);
    }

    private static MessageQueued queued() {
        return new MessageQueued(
                MESSAGE, PARTNER, CUSTOMER, Template.PAYMENT_CONFIRMATION, RECEIPT.value(), List.of(), NOW);
    }

    private static InvoiceCreated created() {
        var bill = bill(100_00);
        return new InvoiceCreated(
                INVOICE,
                PARTNER,
                NORTHWIND.name(),
                CUSTOMER,
                bill.customerName(),
                bill.number(),
                null,
                bill.lineItems(),
                bill.memo(),
                bill.total(),
                bill.dueOn(),
                Collection.later(),
                NOW);
    }

    private static PaymentApplied applied() {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                NORTHWIND.name(),
                CUSTOMER,
                "Contoso Dental Group",
                "INV-1001",
                CHARGE,
                usd(40_00),
                usd(100_00),
                usd(40_00),
                usd(60_00),
                VISA,
                NOW,
                null);
    }

    private static List<CustomerUser> users(List<String> emails) {
        return emails.stream()
                .map(email -> new CustomerUser(UserId.derived(email), "A Person", email))
                .toList();
    }
}
