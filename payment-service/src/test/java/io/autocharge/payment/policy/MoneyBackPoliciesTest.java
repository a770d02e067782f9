package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.CaseCommand.CloseCase;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import io.autocharge.contracts.payment.WalletCommand.PauseAutomaticCharges;
import io.autocharge.contracts.payment.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MoneyBackPoliciesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final RefundId REFUND = RefundId.derived("refund");
    private static final Money AMOUNT = Money.of(40_00, "USD");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final List<Command> sent = new ArrayList<>();
    private final FakeHistory history = new FakeHistory();
    private final OpenLatePaymentCases cases = new OpenLatePaymentCases(sent::add, history);

    @Test
    void a_late_success_after_a_decline_opens_one_case_however_often_it_is_told() {
        var found = new LatePaymentFound(CHARGE, PARTNER, CUSTOMER, INVOICE, AMOUNT, VISA, "ch_1", NOW);
        cases.when(found);
        cases.when(found);
        assertThat(sent).hasSize(2).allSatisfy(command -> {
            var opened = (OpenCase) command;
            assertThat(opened).isEqualTo(sent.get(0));
            assertThat(opened.kind()).isEqualTo(CaseKind.LATE_PAYMENT);
            assertThat(opened.about()).isEqualTo(CHARGE.value());
            assertThat(opened.amount()).isEqualTo(AMOUNT);
        });
    }

    @Test
    void a_late_payment_that_cannot_be_given_back_opens_another_case_and_any_other_failed_refund_none() {
        cases.when(new LatePaymentFound(CHARGE, PARTNER, CUSTOMER, INVOICE, AMOUNT, VISA, "ch_1", NOW));
        cases.when(failed(RefundPurpose.LATE_PAYMENT, NOW));
        cases.when(failed(RefundPurpose.PAYMENT, NOW));
        cases.when(failed(RefundPurpose.CREDIT, NOW));
        assertThat(sent).hasSize(2);
        assertThat(((OpenCase) sent.get(1)).caseId()).isNotEqualTo(((OpenCase) sent.get(0)).caseId());
        assertThat(((OpenCase) sent.get(1)).finding()).contains("expired_or_canceled_card");
    }

    @Test
    void a_decision_closes_the_case_and_those_of_the_tries_before_it() {
        var before = failed(RefundPurpose.LATE_PAYMENT, NOW.minusSeconds(60));
        cases.when(new LatePaymentFound(CHARGE, PARTNER, CUSTOMER, INVOICE, AMOUNT, VISA, "ch_1", NOW));
        cases.when(before);
        history.happened(before);
        var opened = sent.stream().map(command -> ((OpenCase) command).caseId()).toList();
        sent.clear();
        cases.when(
                new LatePaymentResolved(CHARGE, PARTNER, CUSTOMER, INVOICE, AMOUNT, LatePaymentResolution.APPLY, NOW));
        assertThat(sent)
                .containsExactly(
                        new CloseCase(opened.get(0), PARTNER, "apply"), new CloseCase(opened.get(1), PARTNER, "apply"));
    }

    @Test
    void a_credit_that_is_given_back_refunds_so_much_of_the_charge_from_which_it_came() {
        new RefundCredits(sent::add)
                .when(new CreditRefundRequested(
                        CreditId.of(CHARGE, INVOICE, null),
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        CHARGE,
                        REFUND,
                        AMOUNT,
                        AMOUNT.zero(),
                        NOW));
        assertThat(sent)
                .containsExactly(
                        new RefundCharge(CHARGE, PARTNER, REFUND, INVOICE, AMOUNT, null, RefundPurpose.CREDIT));
    }

    @Test
    void a_dispute_pauses_the_automatic_charges_of_its_customer() {
        new PauseAfterDisputes(sent::add)
                .when(new DisputeOpened(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        DisputeId.derived("dispute"),
                        AMOUNT,
                        VISA,
                        "fraudulent",
                        NOW));
        assertThat(sent)
                .containsExactly(new PauseAutomaticCharges(
                        WalletId.of(CUSTOMER), PARTNER, CUSTOMER, "PAYMENT_DISPUTED", CHARGE));
    }

    private static RefundFailed failed(RefundPurpose purpose, Instant at) {
        return new RefundFailed(
                CHARGE, PARTNER, CUSTOMER, INVOICE, REFUND, AMOUNT, purpose, "expired_or_canceled_card", at);
    }
}
