package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.DUE;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.TODAY;
import static io.autocharge.payment.domain.Known.usd;
import static io.autocharge.payment.domain.Situation.beforeDue;
import static io.autocharge.payment.domain.Situation.outstanding;
import static io.autocharge.payment.domain.Situation.pastCreation;
import static io.autocharge.payment.domain.Situation.pastDue;
import static io.autocharge.payment.domain.Situation.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayConditions.AmountCondition;
import io.autocharge.contracts.payment.AutoPayConditions.Comparison;
import io.autocharge.contracts.payment.AutoPayFinding;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.ChargeTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleMatchTest {

    private static final AutoPayConditions NONE = new AutoPayConditions(null, null, null, null);

    private final Situation situation = new Situation();

    @Test
    void zero_days_past_due_is_the_due_date() {
        assertThat(all(pastDue(0)).appliesOn()).isEqualTo(DUE);
    }

    @Test
    void days_past_due_count_from_the_due_date() {
        assertThat(all(pastDue(5)).appliesOn()).isEqualTo(DUE.plusDays(5));
    }

    @Test
    void an_invoice_that_is_already_further_past_due_is_charged_at_once() {
        situation.dueOn = TODAY.minusDays(40);
        assertThat(all(pastDue(5)).appliesOn()).isEqualTo(TODAY);
    }

    @Test
    void days_before_due_count_back_from_the_due_date() {
        assertThat(all(beforeDue(3)).appliesOn()).isEqualTo(DUE.minusDays(3));
        assertThat(all(beforeDue(30)).appliesOn()).isEqualTo(TODAY);
    }

    @Test
    void days_past_creation_count_from_the_date_of_creation_in_the_partners_zone() {
        assertThat(all(pastCreation(2)).appliesOn()).isEqualTo(TODAY.plusDays(2));
    }

    @Test
    void a_rule_without_a_condition_on_time_applies_today() {
        assertThat(all(NONE).appliesOn()).isEqualTo(TODAY);
    }

    @Test
    void inside_a_rule_all_conditions_must_hold_so_the_latest_date_counts() {
        var both = new AutoPayConditions(1, null, 30, null);
        assertThat(all(both).appliesOn()).isEqualTo(TODAY.plusDays(30));
        var oneFails = new AutoPayConditions(1, null, 30, new AmountCondition(Comparison.ABOVE, usd(100)));
        assertThat(all(oneFails).applies()).isFalse();
        assertThat(all(oneFails).findings())
                .extracting(AutoPayFinding::condition)
                .containsExactly("scope", "days_past_due", "days_past_creation", "outstanding");
    }

    @Test
    void the_outstanding_amount_can_be_equal_above_or_below() {
        assertThat(all(outstanding(Comparison.EQUAL, usd(100))).applies()).isTrue();
        assertThat(all(outstanding(Comparison.EQUAL, usd(99))).applies()).isFalse();
        assertThat(all(outstanding(Comparison.ABOVE, usd(99))).applies()).isTrue();
        assertThat(all(outstanding(Comparison.ABOVE, usd(100))).applies()).isFalse();
        assertThat(all(outstanding(Comparison.BELOW, usd(101))).applies()).isTrue();
        assertThat(all(outstanding(Comparison.BELOW, usd(100))).applies()).isFalse();
        assertThat(all(outstanding(Comparison.ABOVE, Money.of(1, "EUR"))).applies())
                .isFalse();
    }

    @Test
    void a_rule_is_for_all_customers_for_named_ones_or_for_those_with_a_tag() {
        var other = CustomerId.derived("other");
        assertThat(of(AutoPayScope.all()).applies()).isTrue();
        assertThat(of(AutoPayScope.of(other, CUSTOMER)).applies()).isTrue();
        assertThat(of(AutoPayScope.of(other)).applies()).isFalse();
        assertThat(of(AutoPayScope.tagged("gold", "silver")).applies()).isFalse();
        situation.tags = Set.of("silver", "north");
        assertThat(of(AutoPayScope.tagged("gold", "silver")).applies()).isTrue();
    }

    @Test
    void an_excluded_invoice_is_not_for_that_rule() {
        var rule = new AutoPayRuleCreated(
                AutoPayRuleId.derived("r"), PARTNER, "r", AutoPayScope.all(), pastDue(0), List.of(INVOICE), null, NOW);
        var match = RuleMatch.of(rule, situation.invoice(), TODAY);
        assertThat(match.applies()).isFalse();
        assertThat(match.findings())
                .contains(new AutoPayFinding(
                        rule.autoPayRuleId(), "excluded", "not excluded", "excluded by the partner", false));
    }

    @Test
    void each_condition_tells_what_was_wanted_and_what_was_seen() {
        var rule = rule("r", AutoPayScope.all(), outstanding(Comparison.ABOVE, usd(250)));
        assertThat(RuleMatch.of(rule, situation.invoice(), TODAY).findings())
                .contains(new AutoPayFinding(rule.autoPayRuleId(), "outstanding", "> 250.00 USD", "100.00 USD", false));
        var due = rule("due", AutoPayScope.all(), pastDue(1));
        assertThat(RuleMatch.of(due, situation.invoice(), TODAY).findings())
                .contains(new AutoPayFinding(
                        due.autoPayRuleId(),
                        "days_past_due",
                        "1 day past due: from 2026-03-11 on",
                        "it is 2026-03-02",
                        false));
    }

    /** All zones, every transition of thirty years and the days around it: the rule's date at the cut-off hour, once. */
    @Test
    void the_date_of_a_rule_falls_due_at_the_partners_cut_off_in_every_zone_around_every_transition() {
        long tried = 0;
        var longAgo = Instant.parse("2000-01-01T00:00:00Z");
        for (var name : ZoneId.getAvailableZoneIds()) {
            var zone = ZoneId.of(name);
            for (var day : daysAroundTransitions(zone)) {
                situation.zone = zone;
                situation.dueOn = day.minusDays(3);
                situation.createdOn = day.minusDays(40);
                for (int hour : new int[] {0, 2, 9}) {
                    situation.cutOffHour = hour;
                    var on = RuleMatch.of(
                                    rule("r", AutoPayScope.all(), pastDue(3)), situation.invoice(), day.minusDays(9))
                            .appliesOn();
                    assertThat(on).isEqualTo(day);
                    var at = situation.now(Set.of()).cutOff(on, longAgo);
                    var terms = new InvoiceTerms.Terms(CUSTOMER, usd(100), false, day, zone, hour, longAgo);
                    assertThat(at)
                            .isEqualTo(ChargeDate.resolve(ChargeTime.on(on), longAgo, terms)
                                    .at());
                    var dayThere = zone.getRules()
                            .isValidOffset(day.atTime(12, 0), zone.getRules().getOffset(at));
                    if (dayThere) {
                        assertThat(LocalDate.ofInstant(at, zone)).isEqualTo(day);
                    }
                    tried++;
                }
            }
        }
        assertThat(tried).isGreaterThan(50_000);
    }

    private static Set<LocalDate> daysAroundTransitions(ZoneId zone) {
        var days = new HashSet<LocalDate>();
        var until = Instant.parse("2041-01-01T00:00:00Z");
        var transition = zone.getRules().nextTransition(Instant.parse("2011-01-01T00:00:00Z"));
        while (transition != null && transition.getInstant().isBefore(until)) {
            var day = transition.getDateTimeBefore().toLocalDate();
            days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
            transition = zone.getRules().nextTransition(transition.getInstant());
        }
        return days;
    }

    private RuleMatch all(AutoPayConditions conditions) {
        return RuleMatch.of(rule("r", AutoPayScope.all(), conditions), situation.invoice(), TODAY);
    }

    private RuleMatch of(AutoPayScope scope) {
        return RuleMatch.of(rule("r", scope, pastDue(0)), situation.invoice(), TODAY);
    }
}
