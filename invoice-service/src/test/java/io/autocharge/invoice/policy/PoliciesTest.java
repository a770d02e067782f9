package io.autocharge.invoice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.ReceiptBookCommand.IssueReceipt;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
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
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
    private static final Money FORTY = Money.of(4_000, "USD");
    private static final Money SIXTY = Money.of(6_000, "USD");
    private static final Money HUNDRED = Money.of(10_000, "USD");

    private final List<Command> sent = new ArrayList<>();

    @Test
    void a_charge_that_asks_for_the_balance_has_it_reserved_or_refused() {
        new ReserveBalances(sent::add)
                .when(new BalanceRequested(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, FORTY, PaymentMethodId.derived("card"), VISA, null, null));

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
    void a_payment_told_twice_asks_for_the_same_receipt() {
        var policy = new IssueReceipts(sent::add);
        var applied = new PaymentApplied(
                INVOICE,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Acme Bakery",
                "INV-1",
                CHARGE,
                FORTY,
                HUNDRED,
                FORTY,
                SIXTY,
                VISA,
                NOW,
                null);

        policy.when(applied);
        policy.when(applied);

        assertThat(sent).hasSize(2).allMatch(command -> command.equals(sent.get(0)));
        assertThat(((IssueReceipt) sent.get(0)).receipt())
                .satisfies(receipt -> assertThat(receipt.amount()).isEqualTo(FORTY))
                .satisfies(receipt -> assertThat(receipt.outstanding()).isEqualTo(SIXTY))
                .satisfies(receipt -> assertThat(receipt.customerName()).isEqualTo("Acme Bakery"));
    }
}
