package io.autocharge.invoice.domain;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.OTHER;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.applied;
import static io.autocharge.invoice.Samples.created;
import static io.autocharge.invoice.Samples.paid;
import static io.autocharge.invoice.Samples.reserved;
import static io.autocharge.invoice.Samples.unpaid;
import static io.autocharge.invoice.Samples.usd;

import io.autocharge.contracts.invoice.InvoiceCommand.ReleaseBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.Given;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReservationTest {

    private final FixtureConfiguration<Invoice> invoice = Given.aggregate(Invoice.class, NOW);

    @Test
    void a_charge_for_up_to_an_amount_reserves_what_is_outstanding_if_that_is_less() {
        invoice.given(created(), applied(CHARGE, 7_000, unpaid().afterPayment(usd(7_000))))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(5_000), true, 1))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, OTHER, usd(3_000), usd(0), NOW, 1));
    }

    @Test
    void a_charge_for_up_to_an_amount_reserves_no_more_than_that() {
        invoice.given(created())
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, usd(5_000), true, 1))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, CHARGE, usd(5_000), usd(5_000), NOW, 1));
    }

    @Test
    void a_charge_that_met_another_in_flight_may_ask_again_in_a_later_round() {
        invoice.given(created(), inFlight(OTHER, 1))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(5_000), true, 2))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, OTHER, usd(5_000), usd(5_000), NOW, 2));
    }

    @Test
    void the_same_round_told_again_is_not_asked_again() {
        invoice.given(created(), inFlight(OTHER, 2))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(5_000), true, 2))
                .expectNoEvents();
        invoice.given(created(), inFlight(OTHER, 2))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(5_000), true, null))
                .expectNoEvents();
    }

    @Test
    void a_charge_may_meet_others_in_flight_in_round_after_round() {
        invoice.given(created(), reserved(CHARGE, 4_000), inFlight(OTHER, 1))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(5_000), true, 2))
                .expectEvents(inFlight(OTHER, 2));
    }

    @Test
    void any_other_no_is_final_in_every_round() {
        invoice.given(created(), new BalanceRefused(INVOICE, PARTNER, OTHER, "ABOVE_OUTSTANDING", usd(10_000), 1))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(5_000), false, 2))
                .expectNoEvents();
    }

    @Test
    void a_charge_that_gave_the_reservation_back_gets_no_other() {
        invoice.given(created(), reserved(CHARGE, 4_000), released(CHARGE, 4_000))
                .when(new ReserveBalance(INVOICE, PARTNER, CHARGE, usd(4_000), null, 2))
                .expectNoEvents();
    }

    @Test
    void giving_back_what_was_never_reserved_does_nothing_and_spoils_nothing() {
        invoice.given(created())
                .andGivenCommands(new ReleaseBalance(INVOICE, PARTNER, OTHER, "PAYMENT_IN_FLIGHT"))
                .when(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(4_000), null, 1))
                .expectEvents(new BalanceReserved(INVOICE, PARTNER, OTHER, usd(4_000), usd(6_000), NOW, 1));
    }

    @Test
    void a_payment_that_comes_late_takes_nothing_from_the_charge_in_flight() {
        invoice.given(created(), reserved(CHARGE, 8_000))
                .when(paid(OTHER, 5_000))
                .expectEvents(
                        applied(OTHER, 2_000, unpaid().afterPayment(usd(2_000))),
                        new OverpaymentFound(INVOICE, PARTNER, CUSTOMER, OTHER, usd(3_000), null));
    }

    private static BalanceRefused inFlight(ChargeId charge, Integer round) {
        return new BalanceRefused(INVOICE, PARTNER, charge, "PAYMENT_IN_FLIGHT", usd(10_000), round);
    }

    private static BalanceReleased released(ChargeId charge, long cents) {
        return new BalanceReleased(INVOICE, PARTNER, charge, usd(cents), usd(10_000), "do_not_honor");
    }
}
