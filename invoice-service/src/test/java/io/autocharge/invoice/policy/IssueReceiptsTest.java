package io.autocharge.invoice.policy;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NAMES;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.VISA;
import static io.autocharge.invoice.Samples.applied;
import static io.autocharge.invoice.Samples.appliedOfOld;
import static io.autocharge.invoice.Samples.created;
import static io.autocharge.invoice.Samples.unpaid;
import static io.autocharge.invoice.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefunded;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.invoice.Receipt.Kind;
import io.autocharge.contracts.invoice.ReceiptBookCommand.IssueReceipt;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.invoice.Told;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IssueReceiptsTest {

    private static final Sums PAID = unpaid().afterPayment(usd(10_000));
    private static final ReceiptId PAYMENT = ReceiptId.derived(CHARGE.value(), INVOICE.value());
    private static final DisputeId DISPUTE = DisputeId.derived("dispute");

    private final List<Command> sent = new ArrayList<>();
    private final Told told = new Told();
    private final IssueReceipts policy = new IssueReceipts(sent::add, told);

    @Test
    void a_payment_told_twice_asks_for_the_same_receipt() {
        var partly = applied(CHARGE, 4_000, unpaid().afterPayment(usd(4_000)));

        policy.when(partly);
        policy.when(partly);

        assertThat(sent).hasSize(2).allMatch(command -> command.equals(sent.get(0)));
        assertThat(receipts().get(0).receiptId()).isEqualTo(PAYMENT);
        assertThat(receipts().get(0).amount()).isEqualTo(usd(4_000));
        assertThat(receipts().get(0).outstanding()).isEqualTo(usd(6_000));
        assertThat(receipts().get(0).customerName()).isEqualTo("Acme Bakery");
    }

    @Test
    void a_refund_a_return_and_a_dispute_each_correct_the_receipt_of_the_payment() {
        told.and(applied(CHARGE, 10_000, PAID));
        var refunded = PAID.afterRefund(usd(1_000));
        var withheld = refunded.afterDispute(usd(9_000));
        var returned = refunded.afterReturn(usd(9_000));

        policy.when(new PaymentRefunded(
                INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, RefundId.derived("r"), usd(1_000), refunded, VISA, NOW));
        policy.when(new PaymentDisputed(
                INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, DISPUTE, usd(9_000), withheld, VISA, "fraud", NOW));
        policy.when(new DisputedPaymentRestored(
                INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, DISPUTE, usd(9_000), refunded, VISA, NOW));
        policy.when(new PaymentTakenBack(
                INVOICE, PARTNER, CUSTOMER, NAMES, CHARGE, usd(9_000), returned, VISA, "R10", NOW));

        assertThat(receipts())
                .extracting(Receipt::kind)
                .containsExactly(Kind.REFUND, Kind.DISPUTE, Kind.DISPUTE_WON, Kind.RETURN);
        assertThat(receipts()).extracting(Receipt::corrects).containsOnly(PAYMENT);
        assertThat(receipts()).extracting(Receipt::receiptId).doesNotHaveDuplicates();
        assertThat(receipts())
                .extracting(Receipt::outstanding)
                .containsExactly(usd(1_000), usd(10_000), usd(1_000), usd(10_000));
    }

    @Test
    void a_receipt_is_about_all_the_money_that_moved_also_what_no_invoice_could_take() {
        told.and(
                applied(CHARGE, 10_000, PAID),
                new OverpaymentFound(INVOICE, PARTNER, CUSTOMER, CHARGE, usd(500), null),
                new OverpaymentTakenBack(
                        INVOICE, PARTNER, CUSTOMER, CHARGE, CHARGE.value(), usd(500), usd(500), NOW, null));

        policy.when(applied(CHARGE, 10_000, PAID));
        policy.when(new PaymentTakenBack(
                INVOICE,
                PARTNER,
                CUSTOMER,
                NAMES,
                CHARGE,
                usd(10_000),
                PAID.afterReturn(usd(10_000)),
                VISA,
                "R10",
                NOW));

        assertThat(receipts()).extracting(Receipt::amount).containsExactly(usd(10_500), usd(10_500));
    }

    @Test
    void a_credit_that_is_given_back_gets_its_receipt_too() {
        var credit = CreditId.of(CHARGE, INVOICE, null);
        var refund = RefundId.derived("r");
        told.and(
                created(),
                applied(CHARGE, 10_000, PAID),
                new CreditRefundRequested(credit, PARTNER, CUSTOMER, INVOICE, CHARGE, refund, usd(500), usd(0), NOW));

        policy.when(new CreditRefunded(credit, PARTNER, CUSTOMER, refund, usd(500), usd(0), NOW));

        assertThat(receipts().get(0).kind()).isEqualTo(Kind.REFUND);
        assertThat(receipts().get(0).amount()).isEqualTo(usd(500));
        assertThat(receipts().get(0).outstanding()).isEqualTo(usd(0));
        assertThat(receipts().get(0).corrects()).isEqualTo(PAYMENT);
    }

    @Test
    void the_receipt_of_a_payment_of_the_first_release_keeps_its_name() {
        told.and(appliedOfOld(CHARGE, 10_000, PAID));
        var refund = new PaymentRefunded(
                INVOICE,
                PARTNER,
                CUSTOMER,
                NAMES,
                CHARGE,
                RefundId.derived("r"),
                usd(1_000),
                PAID.afterRefund(usd(1_000)),
                VISA,
                NOW);

        policy.when(appliedOfOld(CHARGE, 10_000, PAID));
        policy.when(refund);

        assertThat(receipts().get(0).receiptId()).isEqualTo(ReceiptId.derived(CHARGE.value()));
        assertThat(receipts().get(1).corrects()).isEqualTo(ReceiptId.derived(CHARGE.value()));
    }

    private List<Receipt> receipts() {
        return sent.stream().map(command -> ((IssueReceipt) command).receipt()).toList();
    }
}
