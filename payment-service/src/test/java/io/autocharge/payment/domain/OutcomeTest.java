package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CARD;
import static io.autocharge.payment.domain.Known.CHARGE;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;
import static io.autocharge.payment.domain.Known.TODAY;
import static io.autocharge.payment.domain.Known.VISA;
import static io.autocharge.payment.domain.Known.usd;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.runtime.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OutcomeTest {

    private final FixtureConfiguration<Charge> charge =
            Given.aggregate(Charge.class, NOW).registerInjectableResource(new Known());

    @Test
    void a_capture_of_all_that_is_outstanding_is_a_payment() {
        after(submitted(usd(0))).when(says(Status.CAPTURED)).expectEvents(captured());
    }

    @Test
    void a_capture_that_leaves_something_open_is_a_partial_payment() {
        after(submitted(usd(60)))
                .when(says(Status.CAPTURED))
                .expectEvents(new PartialPaymentCaptured(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), usd(60), VISA, "ch_1", NOW, null));
    }

    @Test
    void money_is_captured_once_whatever_is_said_afterwards() {
        for (var later : List.of(Status.CAPTURED, Status.PENDING, Status.DECLINED, Status.UNKNOWN)) {
            after(submitted(usd(0)), captured()).when(says(later)).expectNoEvents();
        }
    }

    @Test
    void a_decline_is_a_fact_that_is_told_once() {
        after(submitted(usd(0))).when(says(Status.DECLINED)).expectEvents(declined());
        after(submitted(usd(0)), declined()).when(says(Status.DECLINED)).expectNoEvents();
    }

    @Test
    void a_decline_of_which_nobody_said_why_is_a_decline_all_the_same() {
        after(submitted(usd(0)))
                .when(new RecordOutcome(CHARGE, PARTNER, new Outcome(Status.DECLINED, null, null)))
                .expectEvents(new ChargeDeclined(
                        CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "unspecified", NOW, CARD, Origin.PARTNER));
    }

    @Test
    void money_that_moved_after_all_is_kept_apart_because_the_processor_had_said_no() {
        after(submitted(usd(0)), declined()).when(says(Status.CAPTURED)).expectEvents(late());
        after(submitted(usd(0)), declined(), late()).when(says(Status.CAPTURED)).expectNoEvents();
        after(submitted(usd(0)), declined(), late()).when(says(Status.DECLINED)).expectNoEvents();
    }

    @Test
    void no_answer_is_neither_paid_nor_failed_and_is_told_once() {
        after(submitted(usd(0))).when(says(Status.UNKNOWN)).expectEvents(unknown());
        after(submitted(usd(0)), unknown()).when(says(Status.UNKNOWN)).expectNoEvents();
    }

    @Test
    void an_unknown_outcome_becomes_known() {
        after(submitted(usd(0)), unknown()).when(says(Status.CAPTURED)).expectEvents(captured());
        after(submitted(usd(0)), unknown()).when(says(Status.DECLINED)).expectEvents(declined());
        after(submitted(usd(0)), unknown()).when(says(Status.PENDING)).expectEvents(pending());
    }

    @Test
    void a_bank_payment_is_pending_until_it_settles() {
        after(submitted(usd(0))).when(says(Status.PENDING)).expectEvents(pending());
        after(submitted(usd(0)), pending()).when(says(Status.PENDING)).expectNoEvents();
        after(submitted(usd(0)), pending()).when(says(Status.UNKNOWN)).expectNoEvents();
        after(submitted(usd(0)), pending()).when(says(Status.CAPTURED)).expectEvents(captured());
    }

    @Test
    void a_pending_bank_payment_can_be_returned() {
        after(submitted(usd(0)), pending()).when(says(Status.RETURNED)).expectEvents(returned());
        after(submitted(usd(0)), pending(), returned())
                .when(says(Status.RETURNED))
                .expectNoEvents();
    }

    @Test
    void a_return_after_settlement_is_not_lost() {
        var late = new SettledPaymentReturned(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "R10", NOW, CARD);
        after(submitted(usd(0)), captured())
                .when(new RecordOutcome(CHARGE, PARTNER, new Outcome(Status.RETURNED, "ch_1", "R10")))
                .expectEvents(late);
        after(submitted(usd(0)), captured(), late).when(says(Status.RETURNED)).expectNoEvents();
    }

    @Test
    void nothing_is_recorded_of_a_charge_that_was_never_submitted_or_is_of_another_partner() {
        charge.given(scheduled()).when(says(Status.CAPTURED)).expectNoEvents();
        after(submitted(usd(0)))
                .when(new RecordOutcome(CHARGE, STRANGER, new Outcome(Status.CAPTURED, "ch_1", null)))
                .expectNoEvents();
    }

    @Test
    void whatever_is_said_in_whatever_order_money_is_captured_once_if_any_answer_said_so() {
        var random = new Random(20260302);
        for (int round = 0; round < 300; round++) {
            var history = new ArrayList<ChargeEvent>(List.of(scheduled(), requested(), submitted(usd(0))));
            var saidCaptured = false;
            for (int step = 0; step < 6; step++) {
                var status = Status.values()[random.nextInt(Status.values().length)];
                saidCaptured |= status == Status.CAPTURED;
                charge.given(List.copyOf(history)).when(says(status)).expectEventsMatching(new Collected(history));
            }
            Assertions.assertThat(history.stream()
                            .filter(fact -> fact instanceof PaymentCaptured || fact instanceof LatePaymentFound))
                    .hasSize(saidCaptured ? 1 : 0);
        }
    }

    /** Takes what was applied into the history of the next step. */
    private static final class Collected
            extends org.hamcrest.TypeSafeMatcher<List<? super org.axonframework.eventhandling.EventMessage<?>>> {

        private final List<ChargeEvent> history;

        Collected(List<ChargeEvent> history) {
            this.history = history;
        }

        @Override
        protected boolean matchesSafely(List<? super org.axonframework.eventhandling.EventMessage<?>> events) {
            for (var event : events) {
                history.add((ChargeEvent) ((org.axonframework.eventhandling.EventMessage<?>) event).getPayload());
            }
            return events.size() <= 1;
        }

        @Override
        public void describeTo(org.hamcrest.Description description) {
            description.appendText("at most one fact");
        }
    }

    private org.axonframework.test.aggregate.TestExecutor<Charge> after(ChargeEvent... events) {
        var history = new ArrayList<ChargeEvent>(List.of(scheduled(), requested()));
        history.addAll(List.of(events));
        return charge.given(history);
    }

    private static RecordOutcome says(Status status) {
        var reference = status == Status.CAPTURED || status == Status.PENDING ? "ch_1" : null;
        var code = status == Status.DECLINED ? "insufficient_funds" : status == Status.RETURNED ? "R01" : null;
        return new RecordOutcome(CHARGE, PARTNER, new Outcome(status, reference, code));
    }

    private static LatePaymentFound late() {
        return new LatePaymentFound(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "ch_1", NOW);
    }

    private static ChargeScheduled scheduled() {
        return new ChargeScheduled(
                CHARGE, PARTNER, CUSTOMER, INVOICE, null, null, TODAY, NOW, Origin.PARTNER, NOW, null, null);
    }

    private static BalanceRequested requested() {
        return new BalanceRequested(CHARGE, PARTNER, CUSTOMER, INVOICE, null, CARD, VISA, null, null, null);
    }

    private static ChargeSubmitted submitted(Money remaining) {
        return new ChargeSubmitted(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), remaining, CARD, VISA, NOW, null);
    }

    private static PaymentCaptured captured() {
        return new PaymentCaptured(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "ch_1", NOW, null);
    }

    private static PaymentPending pending() {
        return new PaymentPending(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "ch_1", NOW);
    }

    private static PaymentReturned returned() {
        return new PaymentReturned(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "R01", NOW, CARD, Origin.PARTNER);
    }

    private static ChargeDeclined declined() {
        return new ChargeDeclined(
                CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "insufficient_funds", NOW, CARD, Origin.PARTNER);
    }

    private static ChargeOutcomeUnknown unknown() {
        return new ChargeOutcomeUnknown(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), NOW);
    }
}
