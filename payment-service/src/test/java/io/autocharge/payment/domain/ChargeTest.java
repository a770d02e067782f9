package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ABOVE_OUTSTANDING;
import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_ENDED;
import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_PAID;
import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_SUBMITTED;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_DATE_IN_PAST;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_ARCHIVED;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.NOTHING_TO_PAY;
import static io.autocharge.contracts.payment.ChargeRefusal.NO_METHOD_ON_FILE;
import static io.autocharge.contracts.payment.ChargeRefusal.PAYMENT_METHOD_DISABLED;
import static io.autocharge.contracts.payment.ChargeRefusal.PAYMENT_METHOD_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.WRONG_CURRENCY;
import static io.autocharge.payment.domain.Known.BANK;
import static io.autocharge.payment.domain.Known.CARD;
import static io.autocharge.payment.domain.Known.CHARGE;
import static io.autocharge.payment.domain.Known.CHECKING;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.DUE;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NEW_YORK;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;
import static io.autocharge.payment.domain.Known.TODAY;
import static io.autocharge.payment.domain.Known.VISA;
import static io.autocharge.payment.domain.Known.usd;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.RefuseCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.runtime.Given;
import java.time.Instant;
import java.time.LocalDate;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ChargeTest {

    private static final Instant DUE_AT = Instant.parse("2026-03-10T13:00:00Z"); // 09:00, daylight saving since the 8th

    private final Known known = new Known();
    private final FixtureConfiguration<Charge> charge =
            Given.aggregate(Charge.class, NOW).registerInjectableResource(known);

    @Test
    void a_charge_for_now_is_due_at_once() {
        charge.givenNoPriorActivity().when(order(null, ChargeTime.NOW)).expectEvents(scheduled(null, TODAY, NOW));
    }

    @Test
    void a_charge_for_the_due_date_is_due_at_the_partners_cut_off_hour() {
        charge.givenNoPriorActivity()
                .when(order(usd(40), ChargeTime.DUE_DATE))
                .expectEvents(scheduled(usd(40), DUE, DUE_AT));
    }

    @Test
    void a_charge_for_a_date_is_due_at_the_partners_cut_off_hour() {
        charge.givenNoPriorActivity()
                .when(order(null, ChargeTime.on(LocalDate.parse("2026-03-03"))))
                .expectEvents(scheduled(null, LocalDate.parse("2026-03-03"), Instant.parse("2026-03-03T14:00:00Z")));
    }

    @Test
    void a_charge_for_today_whose_cut_off_has_passed_is_due_at_once() {
        charge.givenNoPriorActivity().when(order(null, ChargeTime.on(TODAY))).expectEvents(scheduled(null, TODAY, NOW));
    }

    @Test
    void a_charge_for_a_date_in_the_past_is_refused() {
        refused(order(null, ChargeTime.on(TODAY.minusDays(1))), CHARGE_DATE_IN_PAST);
    }

    @Test
    void what_came_with_an_invoice_is_dated_as_of_its_creation() {
        var created = Instant.parse("2026-03-01T15:00:00Z");
        known.terms = new InvoiceTerms.Terms(CUSTOMER, usd(100), false, DUE, NEW_YORK, 9, created);
        var yesterday = TODAY.minusDays(1);
        charge.givenNoPriorActivity()
                .when(new ScheduleCharge(
                        CHARGE, PARTNER, INVOICE, null, null, ChargeTime.on(yesterday), Origin.INVOICE))
                .expectEvents(new ChargeScheduled(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        null,
                        null,
                        yesterday,
                        created,
                        Origin.INVOICE,
                        NOW,
                        null,
                        null));
    }

    @Test
    void the_same_order_delivered_twice_is_one_charge() {
        charge.given(scheduled(usd(40), DUE, DUE_AT))
                .when(order(usd(40), ChargeTime.DUE_DATE))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void the_same_order_for_now_delivered_again_much_later_is_one_charge() {
        var before = Instant.parse("2026-03-01T11:11:11Z");
        charge.given(new ChargeScheduled(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        null,
                        null,
                        TODAY.minusDays(1),
                        before,
                        Origin.PARTNER,
                        before,
                        null,
                        null))
                .when(order(null, ChargeTime.NOW))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void the_same_id_with_other_content_is_refused() {
        for (var other : new ScheduleCharge[] {
            order(usd(41), ChargeTime.DUE_DATE), order(usd(40), ChargeTime.NOW), order(null, ChargeTime.DUE_DATE)
        }) {
            is(charge.given(scheduled(usd(40), DUE, DUE_AT)).when(other), CHARGE_ID_ALREADY_USED);
        }
    }

    @Test
    void an_invoice_that_this_partner_does_not_have_cannot_be_charged() {
        refused(order(STRANGER, INVOICE), INVOICE_UNKNOWN);
        refused(order(PARTNER, InvoiceId.derived("another")), INVOICE_UNKNOWN);
    }

    @Test
    void an_archived_invoice_cannot_be_charged() {
        known.terms = known.outstanding(usd(100), true);
        refused(order(null, ChargeTime.NOW), INVOICE_ARCHIVED);
    }

    @Test
    void a_paid_invoice_cannot_be_charged() {
        known.terms = known.outstanding(usd(0), false);
        refused(order(null, ChargeTime.NOW), ALREADY_PAID);
    }

    @Test
    void an_amount_must_be_above_zero_in_the_right_currency_and_within_what_is_outstanding() {
        refused(order(usd(0), ChargeTime.NOW), NOTHING_TO_PAY);
        refused(order(Money.of(100, "EUR"), ChargeTime.NOW), WRONG_CURRENCY);
        refused(order(usd(101), ChargeTime.NOW), ABOVE_OUTSTANDING);
    }

    @Test
    void a_customer_without_a_method_on_file_cannot_be_charged() {
        known.byDefault = null;
        refused(order(null, ChargeTime.NOW), NO_METHOD_ON_FILE);
    }

    @Test
    void a_method_that_is_not_there_any_more_cannot_be_charged() {
        refused(orderWith(BANK), PAYMENT_METHOD_UNKNOWN);
        known.stored.put(BANK, new Methods.Stored(BANK, CHECKING, "tok_bank", true, true));
        refused(orderWith(BANK), PAYMENT_METHOD_UNKNOWN);
    }

    @Test
    void a_disabled_method_cannot_be_charged() {
        known.stored.put(BANK, new Methods.Stored(BANK, CHECKING, "tok_bank", true, false, true));
        refused(orderWith(BANK), PAYMENT_METHOD_DISABLED);
    }

    @Test
    void a_method_that_was_given_for_one_charge_pays_for_that_charge_alone() {
        known.stored.put(BANK, new Methods.Stored(BANK, CHECKING, "tok_bank", false, false));
        refused(orderWith(BANK), PAYMENT_METHOD_UNKNOWN);
        var own = Methods.forOnly(CHARGE);
        known.stored.put(own, new Methods.Stored(own, VISA, "tok_once", false, false));
        charge.givenNoPriorActivity().when(orderWith(own)).expectSuccessfulHandlerExecution();
    }

    @Test
    void a_wish_that_could_not_be_planned_is_on_record() {
        var wish = new RecordRefusal(CHARGE, PARTNER, CUSTOMER, INVOICE, "INVOICE_ARCHIVED");
        charge.givenNoPriorActivity().when(wish).expectEvents(chargeRefused("INVOICE_ARCHIVED"));
        charge.given(chargeRefused("INVOICE_ARCHIVED")).when(wish).expectNoEvents();
        charge.given(scheduled(null, TODAY, NOW)).when(wish).expectNoEvents();
    }

    @Test
    void a_charge_that_was_refused_before_it_was_planned_stays_refused() {
        is(charge.given(chargeRefused("INVOICE_ARCHIVED")).when(order(null, ChargeTime.NOW)), ALREADY_ENDED);
    }

    @Test
    void a_charge_that_starts_asks_the_invoice_with_the_default_method_of_that_moment() {
        known.stored.put(BANK, new Methods.Stored(BANK, CHECKING, "tok_bank", true, false));
        known.byDefault = BANK;
        charge.given(scheduled(usd(40), DUE, DUE_AT))
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(new BalanceRequested(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), BANK, CHECKING, true, null, null));
    }

    @Test
    void a_charge_that_starts_without_a_method_left_is_refused_for_all_to_see() {
        known.byDefault = null;
        charge.given(scheduled(usd(40), DUE, DUE_AT))
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(chargeRefused("NO_METHOD_ON_FILE"));
    }

    @Test
    void a_charge_starts_once() {
        charge.given(scheduled(null, TODAY, NOW), requested())
                .when(new StartCharge(CHARGE, PARTNER))
                .expectNoEvents();
    }

    @Test
    void a_canceled_charge_does_not_start() {
        charge.given(scheduled(null, TODAY, NOW), canceled())
                .when(new StartCharge(CHARGE, PARTNER))
                .expectNoEvents();
    }

    @Test
    void another_partner_can_neither_start_nor_submit_nor_cancel_it() {
        charge.given(scheduled(null, TODAY, NOW))
                .when(new StartCharge(CHARGE, STRANGER))
                .expectNoEvents();
        charge.given(scheduled(null, TODAY, NOW), requested())
                .when(new SubmitCharge(CHARGE, STRANGER, usd(100), usd(0), null, null))
                .expectNoEvents();
        is(
                charge.given(scheduled(null, TODAY, NOW)).when(new CancelCharge(CHARGE, STRANGER, null, null)),
                CHARGE_UNKNOWN);
    }

    @Test
    void a_reservation_submits_the_charge_once() {
        charge.given(scheduled(null, TODAY, NOW), requested())
                .when(new SubmitCharge(CHARGE, PARTNER, usd(100), usd(0), null, null))
                .expectEvents(submitted());
        charge.given(scheduled(null, TODAY, NOW), requested(), submitted())
                .when(new SubmitCharge(CHARGE, PARTNER, usd(100), usd(0), null, null))
                .expectNoEvents();
    }

    @Test
    void nothing_is_submitted_that_was_not_asked_for() {
        charge.given(scheduled(null, DUE, DUE_AT))
                .when(new SubmitCharge(CHARGE, PARTNER, usd(100), usd(0), null, null))
                .expectNoEvents();
    }

    @Test
    void a_charge_ends_when_the_invoice_gives_no_reservation() {
        charge.given(scheduled(null, TODAY, NOW), requested())
                .when(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", null, null))
                .expectEvents(chargeRefused("PAYMENT_IN_FLIGHT"));
        charge.given(scheduled(null, TODAY, NOW), requested(), submitted())
                .when(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", null, null))
                .expectNoEvents();
    }

    @Test
    void a_planned_charge_can_be_canceled_once() {
        charge.given(scheduled(null, DUE, DUE_AT))
                .when(new CancelCharge(CHARGE, PARTNER, null, null))
                .expectEvents(canceled());
        charge.given(scheduled(null, DUE, DUE_AT), canceled())
                .when(new CancelCharge(CHARGE, PARTNER, null, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_charge_that_is_under_way_or_has_ended_cannot_be_canceled() {
        is(
                charge.given(scheduled(null, TODAY, NOW), requested(), submitted())
                        .when(new CancelCharge(CHARGE, PARTNER, null, null)),
                ALREADY_SUBMITTED);
        is(
                charge.given(scheduled(null, TODAY, NOW), chargeRefused("NO_METHOD_ON_FILE"))
                        .when(new CancelCharge(CHARGE, PARTNER, null, null)),
                ALREADY_ENDED);
    }

    @Test
    void a_charge_that_was_never_planned_is_unknown() {
        is(charge.givenNoPriorActivity().when(new CancelCharge(CHARGE, PARTNER, null, null)), CHARGE_UNKNOWN);
    }

    private void refused(ScheduleCharge order, Refusal reason) {
        is(charge.givenNoPriorActivity().when(order), reason);
    }

    private static void is(ResultValidator<Charge> result, Refusal reason) {
        result.expectException(Matchers.matches(e -> e instanceof Refused refused && refused.reason() == reason))
                .expectNoEvents();
    }

    private static ScheduleCharge order(Money amount, ChargeTime when) {
        return new ScheduleCharge(CHARGE, PARTNER, INVOICE, amount, null, when, Origin.PARTNER);
    }

    private static ScheduleCharge order(PartnerId partner, InvoiceId invoice) {
        return new ScheduleCharge(CHARGE, partner, invoice, null, null, ChargeTime.NOW, Origin.PARTNER);
    }

    private static ScheduleCharge orderWith(PaymentMethodId method) {
        return new ScheduleCharge(CHARGE, PARTNER, INVOICE, null, method, ChargeTime.NOW, Origin.PARTNER);
    }

    private static ChargeScheduled scheduled(Money amount, LocalDate on, Instant at) {
        return new ChargeScheduled(
                CHARGE, PARTNER, CUSTOMER, INVOICE, amount, null, on, at, Origin.PARTNER, NOW, null, null);
    }

    private static ChargeCanceled canceled() {
        return new ChargeCanceled(CHARGE, PARTNER, CUSTOMER, INVOICE, NOW, null, null);
    }

    private static ChargeRefused chargeRefused(String reason) {
        return new ChargeRefused(CHARGE, PARTNER, CUSTOMER, INVOICE, reason, NOW);
    }

    private static BalanceRequested requested() {
        return new BalanceRequested(CHARGE, PARTNER, CUSTOMER, INVOICE, null, CARD, VISA, null, null, null);
    }

    private static ChargeSubmitted submitted() {
        return new ChargeSubmitted(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(100), usd(0), CARD, VISA, NOW, null);
    }
}
