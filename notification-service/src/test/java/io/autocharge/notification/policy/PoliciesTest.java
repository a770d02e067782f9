package io.autocharge.notification.policy;

import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.INVOICE;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.RECEIPT;
import static io.autocharge.notification.Samples.corrected;
import static io.autocharge.notification.Samples.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentLinkRequested;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksLocked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoliciesTest {

    private final List<Command> sent = new ArrayList<>();

    @Test
    void a_receipt_is_confirmed_by_one_message_however_often_it_is_told() {
        var policy = new SendConfirmations(sent::add);

        policy.when(issued(40_00, 60_00));
        policy.when(issued(40_00, 60_00));

        assertThat(sent).hasSize(2).allMatch(command -> command.equals(sent.get(0)));
        assertThat(message(0).template()).isEqualTo(Template.PAYMENT_CONFIRMATION);
        assertThat(message(0).about()).isEqualTo(RECEIPT.value());
        assertThat(message(0).customerId()).isEqualTo(CUSTOMER);
    }

    @Test
    void each_request_for_a_payment_link_is_a_message_of_its_own() {
        var policy = new SendPaymentLinks(sent::add);
        var requested = new PaymentLinkRequested(INVOICE, PARTNER, CUSTOMER, NOW);

        policy.when(requested, "first");
        policy.when(requested, "first");
        policy.when(requested, "second");

        assertThat(message(0)).isEqualTo(message(1));
        assertThat(message(2).messageId()).isNotEqualTo(message(0).messageId());
        assertThat(message(2).about()).isEqualTo(INVOICE.value());
    }

    @Test
    void a_partner_is_told_once_of_links_that_were_locked_and_again_if_they_are_locked_again() {
        var policy = new TellLockedLinks(sent::add);
        var book = LinkBookId.of(INVOICE);

        policy.when(new PaymentLinksLocked(book, PARTNER, INVOICE, 5, NOW));
        policy.when(new PaymentLinksLocked(book, PARTNER, INVOICE, 5, NOW));
        policy.when(new PaymentLinksLocked(book, PARTNER, INVOICE, 5, NOW.plusSeconds(60)));

        assertThat(message(0)).isEqualTo(message(1));
        assertThat(message(2).messageId()).isNotEqualTo(message(0).messageId());
        assertThat(message(0).template()).isEqualTo(Template.PAYMENT_LINKS_LOCKED);
        assertThat(message(0).about()).isEqualTo(INVOICE.value());
        assertThat(message(0).customerId()).isNull();
    }

    @Test
    void what_became_of_a_payment_is_told_with_its_receipt() {
        var policy = new SendConfirmations(sent::add);

        policy.when(corrected(Receipt.Kind.REFUND));
        policy.when(corrected(Receipt.Kind.RETURN));
        policy.when(corrected(Receipt.Kind.DISPUTE));
        policy.when(corrected(Receipt.Kind.DISPUTE_WON));

        assertThat(sent)
                .extracting(command -> ((SendMessage) command).template())
                .containsExactly(
                        Template.REFUND,
                        Template.PAYMENT_TAKEN_BACK,
                        Template.PAYMENT_TAKEN_BACK,
                        Template.PAYMENT_TAKEN_BACK);
    }

    private SendMessage message(int index) {
        return (SendMessage) sent.get(index);
    }
}
