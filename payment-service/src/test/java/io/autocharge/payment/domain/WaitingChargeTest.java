package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CARD;
import static io.autocharge.payment.domain.Known.CHARGE;
import static io.autocharge.payment.domain.Known.CHECKING;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.DUE;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.VISA;
import static io.autocharge.payment.domain.Known.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RefuseCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.ShrinkCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.contracts.payment.ChargeCommand.SwitchPaymentMethod;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.PaymentMethodSwitched;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.runtime.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Charges that nobody waits for wait, shrink and give way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WaitingChargeTest {

    private static final ChargeId OTHER = ChargeId.derived("other");
    private static final PaymentMethodId NEWER = PaymentMethodId.derived("newer");
    private static final Instant BEFORE = NOW.minus(Duration.ofDays(3));

    private final Known known = new Known();
    private final FixtureConfiguration<Charge> charge =
            Given.aggregate(Charge.class, NOW).registerInjectableResource(known);

    @Test
    void a_charge_on_a_date_that_meets_another_in_flight_waits_an_hour_and_keeps_its_amount() {
        charge.given(planned(Origin.PARTNER, usd(40)), requested(usd(40), true, null))
                .when(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", INVOICE, null))
                .expectEvents(deferred("PAYMENT_IN_FLIGHT", 1, Duration.ofHours(1)));
    }

    @Test
    void a_charge_that_waited_asks_again_in_the_next_round_and_waits_longer_each_time() {
        charge.given(
                        planned(Origin.PARTNER, usd(40)),
                        requested(usd(40), true, null),
                        deferred("PAYMENT_IN_FLIGHT", 1, Duration.ofHours(1)))
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(requested(usd(40), true, 2));
        charge.given(
                        planned(Origin.PARTNER, usd(40)),
                        deferred("PAYMENT_IN_FLIGHT", 6, Duration.ofHours(24)),
                        requested(usd(40), true, 7))
                .when(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", INVOICE, 7))
                .expectEvents(deferred("PAYMENT_IN_FLIGHT", 7, Duration.ofHours(24)));
    }

    @Test
    void an_answer_of_a_round_that_is_over_moves_nothing() {
        charge.given(
                        planned(Origin.PARTNER, usd(40)),
                        deferred("PAYMENT_IN_FLIGHT", 1, Duration.ofHours(1)),
                        requested(usd(40), true, 2))
                .when(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", INVOICE, null))
                .expectNoEvents();
        charge.given(
                        planned(Origin.PARTNER, usd(40)),
                        deferred("PAYMENT_IN_FLIGHT", 1, Duration.ofHours(1)),
                        requested(usd(40), true, 2))
                .when(new SubmitCharge(CHARGE, PARTNER, usd(40), usd(60), INVOICE, null))
                .expectNoEvents();
    }

    @Test
    void a_charge_that_waits_can_still_be_canceled() {
        charge.given(planned(Origin.PARTNER, usd(40)), deferred("PAYMENT_IN_FLIGHT", 1, Duration.ofHours(1)))
                .when(new CancelCharge(CHARGE, PARTNER, Cancellation.CUSTOMER_OBJECTED, null))
                .expectEvents(canceled(Cancellation.CUSTOMER_OBJECTED, null));
    }

    @Test
    void whoever_waits_for_the_answer_gets_it_at_once() {
        charge.given(now(Origin.PARTNER), requested(null, null, null))
                .when(new RefuseCharge(CHARGE, PARTNER, "PAYMENT_IN_FLIGHT", INVOICE, null))
                .expectEvents(new ChargeRefused(CHARGE, PARTNER, CUSTOMER, INVOICE, "PAYMENT_IN_FLIGHT", NOW));
    }

    @Test
    void while_a_partner_is_frozen_automatic_charges_wait_and_charges_by_hand_go_on() {
        known.frozen = true;
        charge.given(planned(Origin.AUTO_PAY, null))
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(new ChargeDeferred(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        null,
                        "AUTOMATIC_CHARGING_FROZEN",
                        1,
                        NOW.plus(Duration.ofHours(1)),
                        NOW));
        charge.given(now(Origin.PARTNER))
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(requested(null, null, null));
    }

    @Test
    void while_a_customer_is_paused_no_rule_and_no_retry_charges_it_but_the_partner_may() {
        known.paused = true;
        for (var origin : List.of(Origin.AUTO_PAY, Origin.RETRY, Origin.NEW_METHOD, Origin.INVOICE)) {
            charge.given(planned(origin, null))
                    .when(new StartCharge(CHARGE, PARTNER))
                    .expectEvents(canceled(Cancellation.PAUSED, null));
        }
        charge.given(planned(Origin.PARTNER, null))
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(requested(null, null, null));
    }

    @Test
    void a_payment_by_another_way_leaves_less_for_a_planned_charge_with_the_reason() {
        charge.given(planned(Origin.PARTNER, usd(40)))
                .when(new ShrinkCharge(CHARGE, PARTNER, usd(25), OTHER))
                .expectEvents(new ChargeShrunk(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), usd(25), OTHER, NOW));
        charge.given(
                        planned(Origin.PARTNER, usd(40)),
                        new ChargeShrunk(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), usd(25), OTHER, NOW))
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(requested(usd(25), true, null));
    }

    @Test
    void a_payment_by_another_way_that_leaves_nothing_cancels_a_planned_charge_with_the_reason() {
        charge.given(planned(Origin.AUTO_PAY, null))
                .when(new ShrinkCharge(CHARGE, PARTNER, usd(0), OTHER))
                .expectEvents(canceled(Cancellation.PAID_OTHERWISE, OTHER));
    }

    @Test
    void a_charge_that_has_begun_or_takes_no_more_than_is_left_is_not_touched() {
        charge.given(planned(Origin.PARTNER, usd(40)), requested(usd(40), true, null))
                .when(new ShrinkCharge(CHARGE, PARTNER, usd(0), OTHER))
                .expectNoEvents();
        charge.given(planned(Origin.PARTNER, usd(40)))
                .when(new ShrinkCharge(CHARGE, PARTNER, usd(40), OTHER))
                .expectNoEvents();
    }

    @Test
    void a_bank_payment_that_is_presented_again_keeps_its_amount_or_is_not_made() {
        var bank = PaymentMethodId.derived("bank");
        known.stored.put(bank, new Methods.Stored(bank, CHECKING, "tok_bank", true, false));
        var retry = scheduled(Origin.RETRY, usd(40), bank);
        charge.given(retry)
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(new BalanceRequested(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), bank, CHECKING, null, null, null));
        charge.given(retry)
                .when(new ShrinkCharge(CHARGE, PARTNER, usd(25), OTHER))
                .expectEvents(canceled(Cancellation.PAID_OTHERWISE, OTHER));
    }

    @Test
    void a_replaced_default_method_takes_over_a_planned_charge_that_names_the_old_one() {
        known.stored.put(NEWER, new Methods.Stored(NEWER, VISA, "tok_newer", true, false));
        var plan = scheduled(Origin.PARTNER, usd(40), CARD);
        var switched = new PaymentMethodSwitched(CHARGE, PARTNER, CUSTOMER, INVOICE, CARD, NEWER, NOW);
        charge.given(plan)
                .when(new SwitchPaymentMethod(CHARGE, PARTNER, CARD, NEWER))
                .expectEvents(switched);
        charge.given(plan, switched)
                .when(new SwitchPaymentMethod(CHARGE, PARTNER, CARD, NEWER))
                .expectNoEvents();
        charge.given(plan, switched)
                .when(new StartCharge(CHARGE, PARTNER))
                .expectEvents(new BalanceRequested(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), NEWER, VISA, true, null, null));
    }

    @Test
    void a_charge_on_a_future_date_is_cancelable_until_it_is_submitted() {
        charge.given(planned(Origin.PARTNER, null))
                .when(new CancelCharge(CHARGE, PARTNER, null, null))
                .expectEvents(canceled(null, null));
        var submitted =
                new ChargeSubmitted(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(100), usd(0), CARD, VISA, NOW, null);
        charge.given(planned(Origin.PARTNER, null), requested(null, null, null), submitted)
                .when(new CancelCharge(CHARGE, PARTNER, null, null))
                .expectException(Matchers.matches(
                        e -> e instanceof Refused refused && refused.reason() == ChargeRefusal.ALREADY_SUBMITTED));
    }

    @Test
    void a_customer_may_schedule_too_but_not_past_the_due_date() {
        charge.givenNoPriorActivity()
                .when(byCustomer(ChargeTime.on(DUE.plusDays(1))))
                .expectException(Matchers.matches(
                        e -> e instanceof Refused refused && refused.reason() == ChargeRefusal.AFTER_DUE_DATE));
        charge.givenNoPriorActivity().when(byCustomer(ChargeTime.on(DUE))).expectSuccessfulHandlerExecution();
        charge.givenNoPriorActivity().when(byCustomer(ChargeTime.NOW)).expectSuccessfulHandlerExecution();
    }

    @Test
    void what_led_to_a_charge_stays_with_it() {
        var cause = Cause.retry(OTHER, 2);
        var order = new ScheduleCharge(CHARGE, PARTNER, INVOICE, null, CARD, ChargeTime.NOW, Origin.RETRY, cause, null);
        charge.givenNoPriorActivity().when(order).expectSuccessfulHandlerExecution();
        charge.given(new ChargeScheduled(
                        CHARGE,
                        PARTNER,
                        CUSTOMER,
                        INVOICE,
                        null,
                        CARD,
                        Known.TODAY,
                        NOW,
                        Origin.RETRY,
                        NOW,
                        cause,
                        null))
                .when(order)
                .expectNoEvents();
        assertThat(cause.attempt()).isEqualTo(2);
    }

    private static ScheduleCharge byCustomer(ChargeTime when) {
        return new ScheduleCharge(CHARGE, PARTNER, INVOICE, null, null, when, Origin.CUSTOMER);
    }

    /** Planned three days ago for now. */
    private static ChargeScheduled planned(Origin origin, Money amount) {
        return scheduled(origin, amount, null);
    }

    private static ChargeScheduled scheduled(Origin origin, Money amount, PaymentMethodId method) {
        return new ChargeScheduled(
                CHARGE, PARTNER, CUSTOMER, INVOICE, amount, method, Known.TODAY, NOW, origin, BEFORE, null, null);
    }

    private static ChargeScheduled now(Origin origin) {
        return new ChargeScheduled(
                CHARGE, PARTNER, CUSTOMER, INVOICE, null, null, Known.TODAY, NOW, origin, NOW, null, null);
    }

    private static BalanceRequested requested(Money amount, Boolean upTo, Integer round) {
        return new BalanceRequested(CHARGE, PARTNER, CUSTOMER, INVOICE, amount, CARD, VISA, upTo, round, null);
    }

    private static ChargeDeferred deferred(String reason, int round, Duration pause) {
        return new ChargeDeferred(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), reason, round, NOW.plus(pause), NOW);
    }

    private static ChargeCanceled canceled(Cancellation reason, ChargeId paidBy) {
        return new ChargeCanceled(CHARGE, PARTNER, CUSTOMER, INVOICE, NOW, reason, paidBy);
    }
}
