package io.autocharge.invoice.policy;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.VISA;
import static io.autocharge.invoice.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.invoice.CreditCommand.GrantCredit;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditRefund;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTakenBack;
import io.autocharge.contracts.invoice.CreditCommand.RecordCreditTurnedAway;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditTurnedAway;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentTakenBack;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.invoice.Told;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CreditPoliciesTest {

    private static final DisputeId DISPUTE = DisputeId.derived("dispute");
    private static final RefundId REFUND = RefundId.derived("refund");
    private static final CreditUseId USE = CreditUseId.derived("use");
    private static final CreditId CREDIT = CreditId.of(CHARGE, INVOICE, null);
    private static final CreditId WON = CreditId.of(CHARGE, INVOICE, DISPUTE);

    private final List<Command> sent = new ArrayList<>();
    private final Told told = new Told();

    @Test
    void an_overpayment_becomes_a_credit_of_its_own_and_so_does_that_of_a_won_dispute() {
        var policy = new RecordOverpayments(sent::add);

        policy.when(new OverpaymentFound(INVOICE, PARTNER, CUSTOMER, CHARGE, usd(500), null));
        policy.when(new OverpaymentFound(INVOICE, PARTNER, CUSTOMER, CHARGE, usd(700), DISPUTE));

        assertThat(CREDIT).isNotEqualTo(WON);
        assertThat(sent)
                .containsExactly(
                        new GrantCredit(CREDIT, PARTNER, CUSTOMER, INVOICE, CHARGE, usd(500)),
                        new GrantCredit(WON, PARTNER, CUSTOMER, INVOICE, CHARGE, usd(700)));
    }

    @Test
    void an_overpayment_that_a_bank_took_back_comes_out_of_its_credit() {
        new RecordOverpayments(sent::add)
                .when(new OverpaymentTakenBack(
                        INVOICE, PARTNER, CUSTOMER, CHARGE, CHARGE.value(), usd(200), usd(700), NOW, DISPUTE));

        assertThat(sent).containsExactly(new RecordCreditTakenBack(WON, PARTNER, CUSTOMER, CHARGE, usd(700)));
    }

    @Test
    void what_is_spent_of_a_credit_reaches_the_invoice_and_what_that_turns_away_comes_back() {
        var policy = new ApplyCredits(sent::add);

        policy.when(new CreditSpent(CREDIT, PARTNER, CUSTOMER, USE, INVOICE, usd(500), usd(0), NOW));
        policy.when(new CreditTurnedAway(INVOICE, PARTNER, CREDIT, USE, usd(100)));

        assertThat(sent)
                .containsExactly(
                        new RecordCredit(INVOICE, PARTNER, CREDIT, USE, usd(500)),
                        new RecordCreditTurnedAway(CREDIT, PARTNER, USE, usd(100)));
    }

    @Test
    void what_came_of_the_refund_of_a_credit_is_recorded_on_the_credit_that_had_asked() {
        var policy = new RecordCreditRefunds(sent::add, told);
        told.and(
                new DisputeWon(CHARGE, PARTNER, CUSTOMER, INVOICE, DISPUTE, usd(700), VISA, NOW),
                new CreditRefundRequested(WON, PARTNER, CUSTOMER, INVOICE, CHARGE, REFUND, usd(700), usd(0), NOW));

        policy.when(refunded(RefundPurpose.CREDIT));
        policy.when(refunded(RefundPurpose.PAYMENT));
        policy.when(new RefundFailed(
                CHARGE, PARTNER, CUSTOMER, INVOICE, REFUND, usd(700), RefundPurpose.CREDIT, "no", NOW));
        policy.when(new RefundFailed(
                CHARGE, PARTNER, CUSTOMER, INVOICE, REFUND, usd(700), RefundPurpose.LATE_PAYMENT, "no", NOW));

        assertThat(sent)
                .containsExactly(
                        new RecordCreditRefund(WON, PARTNER, REFUND, true),
                        new RecordCreditRefund(WON, PARTNER, REFUND, false));
    }

    private static RefundSucceeded refunded(RefundPurpose purpose) {
        return new RefundSucceeded(
                CHARGE, PARTNER, CUSTOMER, INVOICE, REFUND, usd(700), usd(700), purpose, VISA, "re_1", NOW);
    }
}
