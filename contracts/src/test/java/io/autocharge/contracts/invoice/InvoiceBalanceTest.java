package io.autocharge.contracts.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InvoiceBalanceTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-04-01");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId FIRST = ChargeId.derived("first");
    private static final ChargeId SECOND = ChargeId.derived("second");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    @Test
    void a_new_invoice_is_outstanding_in_full() {
        var balance = after(created());

        assertThat(balance.outstanding()).isEqualTo(usd(10_000));
        assertThat(balance.sums().captured()).isEqualTo(usd(0));
        assertThat(balance.scheduled()).isEqualTo(usd(0));
    }

    @Test
    void a_scheduled_charge_shows_until_it_starts_then_is_in_flight_then_captured() {
        var scheduled = after(created(), scheduled(FIRST, usd(4_000)));
        assertThat(scheduled.scheduled()).isEqualTo(usd(4_000));

        var started = scheduled.after(requested(FIRST, usd(4_000))).after(reserved(FIRST, 4_000, 6_000));
        assertThat(started.scheduled()).isEqualTo(usd(0));
        assertThat(started.inFlight()).isEqualTo(usd(4_000));
        assertThat(started.outstanding()).isEqualTo(usd(10_000));

        var paid = started.after(applied(FIRST, 4_000, 4_000, 6_000));
        assertThat(paid.inFlight()).isEqualTo(usd(0));
        assertThat(paid.sums().captured()).isEqualTo(usd(4_000));
        assertThat(paid.outstanding()).isEqualTo(usd(6_000));
    }

    @Test
    void a_plan_for_all_counts_what_is_outstanding_and_not_in_flight() {
        var balance =
                after(created(), scheduled(SECOND, null), requested(FIRST, usd(4_000)), reserved(FIRST, 4_000, 6_000));

        assertThat(balance.scheduled()).isEqualTo(usd(6_000));
    }

    @Test
    void plans_together_are_never_more_than_what_can_be_charged() {
        var balance = after(created(), scheduled(FIRST, usd(8_000)), scheduled(SECOND, usd(8_000)));

        assertThat(balance.scheduled()).isEqualTo(usd(10_000));
    }

    @Test
    void a_canceled_plan_is_gone() {
        var balance = after(
                created(),
                scheduled(FIRST, usd(4_000)),
                new ChargeCanceled(FIRST, PARTNER, CUSTOMER, INVOICE, NOW, null, null));

        assertThat(balance.scheduled()).isEqualTo(usd(0));
        assertThat(balance.plans()).isEmpty();
    }

    @Test
    void a_released_reservation_leaves_everything_outstanding() {
        var balance = after(
                created(),
                reserved(FIRST, 4_000, 6_000),
                new BalanceReleased(INVOICE, PARTNER, FIRST, usd(4_000), usd(10_000), "insufficient_funds"));

        assertThat(balance.inFlight()).isEqualTo(usd(0));
        assertThat(balance.outstanding()).isEqualTo(usd(10_000));
    }

    @Test
    void a_plan_that_is_heard_of_before_the_invoice_is_not_lost() {
        var balance = after(scheduled(FIRST, usd(4_000)), created());

        assertThat(balance.scheduled()).isEqualTo(usd(4_000));
    }

    private static InvoiceBalance after(Event... events) {
        var balance = InvoiceBalance.unknown();
        for (var event : events) {
            balance = balance.after(event);
        }
        return balance;
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }

    private static InvoiceCreated created() {
        return new InvoiceCreated(
                INVOICE,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Acme Bakery",
                "INV-1",
                null,
                List.of(new LineItem("Managed laptops", 1, usd(10_000))),
                null,
                usd(10_000),
                DUE,
                Collection.later(),
                NOW);
    }

    private static ChargeScheduled scheduled(ChargeId charge, Money amount) {
        return new ChargeScheduled(
                charge, PARTNER, CUSTOMER, INVOICE, amount, null, DUE, NOW, Origin.PARTNER, NOW, null, null);
    }

    private static BalanceRequested requested(ChargeId charge, Money amount) {
        return new BalanceRequested(
                charge, PARTNER, CUSTOMER, INVOICE, amount, PaymentMethodId.derived("card"), VISA, null, null, null);
    }

    private static BalanceReserved reserved(ChargeId charge, long cents, long remaining) {
        return new BalanceReserved(INVOICE, PARTNER, charge, usd(cents), usd(remaining), NOW, null);
    }

    private static PaymentApplied applied(ChargeId charge, long cents, long captured, long outstanding) {
        return new PaymentApplied(
                INVOICE,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Acme Bakery",
                "INV-1",
                charge,
                usd(cents),
                usd(10_000),
                usd(captured),
                usd(outstanding),
                VISA,
                NOW,
                null);
    }
}
