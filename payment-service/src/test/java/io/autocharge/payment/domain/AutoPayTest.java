package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.DUE;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.TODAY;
import static io.autocharge.payment.domain.Known.usd;
import static io.autocharge.payment.domain.Situation.outstanding;
import static io.autocharge.payment.domain.Situation.pastDue;
import static io.autocharge.payment.domain.Situation.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayConditions.Comparison;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayFinding;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.Fate.Stage;
import io.autocharge.runtime.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AutoPayTest {

    private static final Instant DUE_AT = Instant.parse("2026-03-10T13:00:00Z"); // 09:00 in New York
    private static final ChargeId FIRST = AutoPay.charge(INVOICE, 1);
    private static final ChargeId SECOND = AutoPay.charge(INVOICE, 2);
    private static final ChargeId OTHER = ChargeId.derived("other");
    private static final AutoPayRuleCreated ON_DUE_DATE =
            rule("due", AutoPayScope.all(), AutoPayConditions.onDueDate());

    private final Situation situation = new Situation();
    private final List<AutoPayDecided> past = new ArrayList<>();

    @Test
    void the_charge_is_planned_ahead_for_the_date_on_which_the_rule_applies() {
        situation.rules.add(ON_DUE_DATE);
        assertThat(evaluated()).containsExactly(planned(ON_DUE_DATE, FIRST, DUE, DUE_AT));
    }

    @Test
    void a_rule_whose_date_has_passed_charges_today_at_the_cut_off_or_at_once_after_it() {
        situation.dueOn = TODAY.minusDays(9);
        situation.rules.add(ON_DUE_DATE);
        assertThat(evaluated()).containsExactly(planned(ON_DUE_DATE, FIRST, TODAY, NOW)); // 10:00, an hour past it
        past.clear();
        situation.cutOffHour = 17;
        assertThat(evaluated().get(0).chargeAt()).isEqualTo(Instant.parse("2026-03-02T22:00:00Z"));
    }

    @Test
    void between_rules_one_is_enough_and_the_earliest_date_wins() {
        situation.rules.add(rule("late", AutoPayScope.all(), pastDue(9)));
        situation.rules.add(rule("never", AutoPayScope.all(), outstanding(Comparison.ABOVE, usd(500))));
        situation.rules.add(ON_DUE_DATE);
        assertThat(evaluated().get(0).ruleId()).isEqualTo(ON_DUE_DATE.autoPayRuleId());
    }

    @Test
    void of_two_rules_for_one_date_the_oldest_wins_and_one_charge_is_planned() {
        situation.rules.add(ON_DUE_DATE);
        var older = rule("older", AutoPayScope.all(), pastDue(0), NOW.minusSeconds(3_600));
        situation.rules.add(older);
        assertThat(evaluated()).containsExactly(planned(older, FIRST, DUE, DUE_AT));
        assertThat(evaluated()).isEmpty();
    }

    @Test
    void what_does_not_change_the_result_is_not_kept() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.outstanding = usd(60);
        assertThat(evaluated()).isEmpty();
    }

    @Test
    void a_rule_that_applies_earlier_takes_over_and_the_charge_before_is_withdrawn() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        var sooner = rule("sooner", AutoPayScope.all(), Situation.beforeDue(2));
        situation.rules.add(sooner);
        assertThat(evaluated())
                .extracting(AutoPayDecided::outcome, AutoPayDecided::chargeId, AutoPayDecided::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(AutoPayOutcome.WITHDRAWN, FIRST, "ANOTHER_DATE"),
                        org.assertj.core.groups.Tuple.tuple(AutoPayOutcome.PLANNED, SECOND, null));
    }

    @Test
    void a_rule_that_is_removed_withdraws_what_it_had_planned() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.rules.clear();
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.WITHDRAWN, "RULE_REMOVED", FIRST));
        assertThat(evaluated()).isEmpty();
    }

    @Test
    void an_amount_that_no_longer_fits_when_it_is_looked_at_right_before_the_charge_withdraws_it() {
        situation.rules.add(rule("large", AutoPayScope.all(), outstanding(Comparison.ABOVE, usd(50))));
        evaluated();
        situation.outstanding = usd(50);
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.WITHDRAWN, "RULE_NO_LONGER_APPLIES", FIRST));
    }

    @Test
    void a_paid_invoice_is_left_alone() {
        situation.rules.add(ON_DUE_DATE);
        situation.outstanding = usd(0);
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.LEFT_ALONE, "INVOICE_PAID", null));
    }

    @Test
    void an_invoice_that_is_paid_another_way_has_its_planned_charge_withdrawn() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.outstanding = usd(0);
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.WITHDRAWN, "INVOICE_PAID", FIRST));
    }

    @Test
    void an_archived_invoice_is_left_alone() {
        situation.rules.add(ON_DUE_DATE);
        situation.archived = true;
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.LEFT_ALONE, "INVOICE_ARCHIVED", null));
    }

    @Test
    void a_reserved_invoice_is_left_alone_and_looked_at_again_when_that_has_ended() {
        situation.rules.add(rule("now", AutoPayScope.all(), new AutoPayConditions(null, null, null, null)));
        situation.reservedBy = OTHER;
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.LEFT_ALONE, "PAYMENT_IN_FLIGHT", null));
        situation.reservedBy = null;
        situation.outstanding = usd(40);
        assertThat(only(evaluated()).outcome()).isEqualTo(AutoPayOutcome.PLANNED);
    }

    @Test
    void a_payment_in_flight_lets_a_planned_charge_stand_which_waits_for_it_by_itself() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.reservedBy = OTHER;
        assertThat(evaluated()).isEmpty();
    }

    @Test
    void auto_pay_needs_a_method_on_file() {
        situation.methodOnFile = false;
        situation.rules.add(ON_DUE_DATE);
        var waiting = only(evaluated());
        assertThat(waiting).satisfies(is(AutoPayOutcome.WAITING, "NO_METHOD_ON_FILE", null));
        assertThat(waiting.nextAt()).isEqualTo(DUE_AT);
        situation.methodOnFile = true;
        assertThat(only(evaluated())).isEqualTo(planned(ON_DUE_DATE, FIRST, DUE, DUE_AT));
    }

    @Test
    void a_charge_that_somebody_planned_by_name_goes_before_and_is_remembered_without_any_list() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        var decided = only(evaluated(OTHER)); // this order's occasion; no list knows it yet
        assertThat(decided).satisfies(is(AutoPayOutcome.WITHDRAWN, "ANOTHER_CHARGE_PLANNED", FIRST));
        assertThat(decided.findings())
                .contains(new AutoPayFinding(
                        ON_DUE_DATE.autoPayRuleId(), AutoPay.OTHER_CHARGE, "no other charge", OTHER.value(), false));
        assertThat(evaluated()).isEmpty();
        situation.fates.put(OTHER, Fate.at(Stage.CAPTURED));
        situation.outstanding = usd(60);
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.PLANNED, null, SECOND));
    }

    @Test
    void a_customer_that_canceled_by_the_notices_link_is_not_planned_again_by_the_same_rule() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.fates.put(FIRST, new Fate(Stage.CANCELED, Cancellation.CUSTOMER_OBJECTED, null));
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.WITHDRAWN, "CUSTOMER_OBJECTED", FIRST));
        assertThat(evaluated()).isEmpty();
        situation.resumedAt = NOW.plusSeconds(60);
        assertThat(evaluated()).isEmpty();
        situation.rules.add(rule("newer", AutoPayScope.all(), pastDue(3), NOW.plusSeconds(60)));
        assertThat(only(evaluated()).ruleId()).isEqualTo(AutoPayRuleId.derived("newer"));
    }

    @Test
    void a_charge_that_the_partner_canceled_is_not_planned_again_by_the_same_rule() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.fates.put(FIRST, new Fate(Stage.CANCELED, Cancellation.REQUESTED, null));
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.WITHDRAWN, "CANCELED_BY_PARTNER", FIRST));
        assertThat(evaluated()).isEmpty();
    }

    @Test
    void a_charge_that_failed_is_left_to_the_retries_and_never_planned_in_a_circle() {
        situation.dueOn = TODAY;
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.fates.put(FIRST, new Fate(Stage.FAILED, null, "insufficient_funds"));
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.LEFT_ALONE, "CHARGE_FAILED", FIRST));
        assertThat(evaluated()).isEmpty();
    }

    @Test
    void a_charge_under_way_is_waited_for() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.fates.put(FIRST, Fate.at(Stage.MOVING));
        situation.rules.clear();
        assertThat(evaluated()).isEmpty();
    }

    @Test
    void a_rule_is_paused_after_a_return_or_a_dispute_until_the_partner_resumes() {
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        situation.paused = true;
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.WITHDRAWN, "AUTOMATIC_CHARGES_PAUSED", FIRST));
        situation.paused = false;
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.PLANNED, null, SECOND));
    }

    @Test
    void a_payment_that_went_back_pauses_the_rules_in_force_for_the_invoice_until_the_partner_resumes() {
        situation.rules.add(ON_DUE_DATE);
        situation.moneyWentBackAt = NOW.minusSeconds(5);
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.LEFT_ALONE, "MONEY_WENT_BACK", null));
        situation.resumedAt = NOW;
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.PLANNED, null, FIRST));
    }

    @Test
    void an_excluded_invoice_is_left_alone_with_the_reason() {
        situation.rules.add(new AutoPayRuleCreated(
                AutoPayRuleId.derived("r"), PARTNER, "r", AutoPayScope.all(), pastDue(0), List.of(INVOICE), null, NOW));
        assertThat(only(evaluated())).satisfies(is(AutoPayOutcome.LEFT_ALONE, "EXCLUDED", null));
    }

    @Test
    void a_plan_that_could_not_be_carried_out_on_its_date_stands_and_is_not_planned_anew_each_day() {
        situation.dueOn = TODAY;
        situation.rules.add(ON_DUE_DATE);
        evaluated();
        assertThat(evaluated(NOW.plusSeconds(3 * 86_400), null)).isEmpty();
    }

    private List<AutoPayDecided> evaluated() {
        return evaluated(NOW, null);
    }

    private List<AutoPayDecided> evaluated(ChargeId about) {
        return evaluated(NOW, about);
    }

    private List<AutoPayDecided> evaluated(Instant at, ChargeId about) {
        var decided = new ArrayList<AutoPayDecided>();
        Given.aggregate(AutoPay.class, at, situation)
                .given(past)
                .when(new EvaluateAutoPay(AutoPayId.of(INVOICE), PARTNER, INVOICE, about))
                .expectSuccessfulHandlerExecution()
                .expectEventsMatching(org.axonframework.test.matchers.Matchers.payloadsMatching(
                        org.axonframework.test.matchers.Matchers.predicate(events -> {
                            events.forEach(event -> decided.add((AutoPayDecided)
                                    (event instanceof EventMessage<?> message ? message.getPayload() : event)));
                            return true;
                        })));
        past.addAll(decided);
        return decided;
    }

    private static AutoPayDecided only(List<AutoPayDecided> decided) {
        assertThat(decided).hasSize(1);
        return decided.get(0);
    }

    private static java.util.function.Consumer<AutoPayDecided> is(
            AutoPayOutcome outcome, String reason, ChargeId charge) {
        return decided -> {
            assertThat(decided.outcome()).isEqualTo(outcome);
            assertThat(decided.reason()).isEqualTo(reason);
            assertThat(decided.chargeId()).isEqualTo(charge);
        };
    }

    private AutoPayDecided planned(AutoPayRuleCreated rule, ChargeId charge, LocalDate on, Instant at) {
        var findings = Judgement.of(situation.now(java.util.Set.of()), List.of(), TODAY, false)
                .findings();
        return new AutoPayDecided(
                AutoPayId.of(INVOICE),
                PARTNER,
                CUSTOMER,
                INVOICE,
                AutoPayOutcome.PLANNED,
                rule.autoPayRuleId(),
                charge,
                on,
                at,
                null,
                findings,
                null,
                NOW);
    }
}
