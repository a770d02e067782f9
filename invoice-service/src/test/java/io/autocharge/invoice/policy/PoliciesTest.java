package io.autocharge.invoice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PoliciesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final RefundId REFUND = RefundId.derived("refund");
    private static final DisputeId DISPUTE = DisputeId.derived("dispute");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
    private static final Money FORTY = Money.of(4_000, "USD");
    private static final Money SIXTY = Money.of(6_000, "USD");
    private static final Money HUNDRED = Money.of(10_000, "USD");

    private final List<Command> sent = new ArrayList<>();

    @Test
    void a_charge_that_asks_for_the_balance_has_it_reserved_or_refused() {
        new ReserveBalances(sent::add)
                .when(new BalanceRequested(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        FORTY,
                        PaymentMethodId.derived("card"),
                        VISA,
                        null,
                        null,
                        null));

        assertThat(sent).containsExactly(new ReserveBalance(INVOICE, PARTNER, CHARGE, FORTY, null, null));
    }

    @Test
    void a_payment_is_recorded_on_its_invoice_in_full_or_in_part() {
        var policy = new RecordPayments(sent::add);

        policy.when(
                new PartialPaymentCaptured(CHARGE, PARTNER, CUSTOMER, INVOICE, FORTY, SIXTY, VISA, "ch_1", NOW, null));
        policy.when(new PaymentCaptured(CHARGE, PARTNER, CUSTOMER, INVOICE, HUNDRED, VISA, "ch_2", NOW, null));

        assertThat(sent)
                .containsExactly(
                        new RecordPayment(INVOICE, PARTNER, CHARGE, FORTY, VISA, NOW),
                        new RecordPayment(INVOICE, PARTNER, CHARGE, HUNDRED, VISA, NOW));
    }

    @Test
    void a_decline_and_a_return_give_the_reservation_back() {
        var policy = new ReleaseBalances(sent::add);

        policy.when(
                new ChargeDeclined(CHARGE, PARTNER, CUSTOMER, INVOICE, FORTY, VISA, "do_not_honor", NOW, null, null));
        policy.when(new PaymentReturned(CHARGE, PARTNER, CUSTOMER, INVOICE, FORTY, VISA, "R01", NOW, null, null));

        assertThat(sent)
                .containsExactly(
                        new ReleaseBalance(INVOICE, PARTNER, CHARGE, "do_not_honor"),
                        new ReleaseBalance(INVOICE, PARTNER, CHARGE, "R01"));
    }

    @Test
    void a_refused_charge_gives_back_what_other_invoices_had_reserved() {
        new ReleaseBalances(sent::add).when(new ChargeRefused(CHARGE, PARTNER, CUSTOMER, INVOICE, "ALREADY_PAID", NOW));

        assertThat(sent).containsExactly(new ReleaseBalance(INVOICE, PARTNER, CHARGE, "ALREADY_PAID"));
    }

    @Test
    void a_refund_of_a_payment_is_recorded_on_its_invoice_and_no_other_refund() {
        var policy = new RecordPayments(sent::add);

        for (var purpose : RefundPurpose.values()) {
            policy.when(new RefundSucceeded(
                    CHARGE, PARTNER, CUSTOMER, INVOICE, REFUND, FORTY, FORTY, purpose, VISA, "re_1", NOW));
        }

        assertThat(sent).containsExactly(new RecordRefund(INVOICE, PARTNER, CHARGE, REFUND, FORTY, NOW));
    }

    @Test
    void a_late_return_is_recorded_on_its_invoice() {
        new RecordPayments(sent::add)
                .when(new SettledPaymentReturned(CHARGE, PARTNER, CUSTOMER, INVOICE, FORTY, VISA, "R10", NOW, null));

        assertThat(sent).containsExactly(new RecordReturn(INVOICE, PARTNER, CHARGE, FORTY, "R10", NOW));
    }

    @Test
    void a_dispute_is_recorded_on_its_invoice_when_it_is_opened_and_when_it_is_won() {
        var policy = new RecordPayments(sent::add);

        policy.when(new DisputeOpened(CHARGE, PARTNER, CUSTOMER, INVOICE, DISPUTE, FORTY, VISA, "fraudulent", NOW));
        policy.when(new DisputeWon(CHARGE, PARTNER, CUSTOMER, INVOICE, DISPUTE, FORTY, VISA, NOW));

        assertThat(sent)
                .containsExactly(
                        new RecordDispute(INVOICE, PARTNER, CHARGE, DISPUTE, FORTY, "fraudulent", NOW),
                        new RecordDisputeWon(INVOICE, PARTNER, CHARGE, DISPUTE, FORTY, NOW));
    }
}
