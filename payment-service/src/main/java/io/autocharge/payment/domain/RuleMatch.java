package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.AutoPayFinding;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * One rule held against one invoice. A condition on time names the date from which on it holds, and it holds ever after: five
 * days past due is the fifth day and each day that follows, so an invoice that is long overdue when the rule is made is
 * charged at once. Of several dates the latest counts. The amount is judged as it is outstanding now.
 *
 * @param findings each condition, with what was seen
 * @param appliesOn the date on which the invoice is to be charged by it: today, if it applies already; absent if it does
 *     not apply, whatever the date
 * @param excluded whether the partner has excluded the invoice from this rule
 */
public record RuleMatch(AutoPayRuleCreated rule, List<AutoPayFinding> findings, LocalDate appliesOn, boolean excluded) {

    /** The earliest date first; among equals, the oldest rule. */
    static final Comparator<RuleMatch> FIRST = Comparator.comparing(RuleMatch::appliesOn)
            .thenComparing(match -> match.rule().createdAt())
            .thenComparing(match -> match.rule().autoPayRuleId().value());

    /** Holds {@code rule} against {@code invoice}; {@code today} is the partner's. */
    public static RuleMatch of(AutoPayRuleCreated rule, InvoiceSeen invoice, LocalDate today) {
        var looking = new Looking(rule, today);
        if (!looking.scope(invoice)) {
            return new RuleMatch(rule, List.copyOf(looking.findings), null, false);
        }
        var excluded = rule.excluded().contains(invoice.id());
        if (excluded) {
            looking.found("excluded", "not excluded", "excluded by the partner", false);
        }
        var wanted = rule.conditions();
        looking.date("days_past_due", wanted.daysPastDue(), "past due", invoice.dueOn(), 1);
        looking.date("days_before_due", wanted.daysBeforeDue(), "before due", invoice.dueOn(), -1);
        looking.date("days_past_creation", wanted.daysPastCreation(), "past creation", invoice.createdOn(), 1);
        var holds = looking.amount(invoice);
        return new RuleMatch(rule, List.copyOf(looking.findings), holds ? looking.from : null, excluded);
    }

    /** Whether the rule applies, now or at a later date. */
    public boolean applies() {
        return appliesOn != null && !excluded;
    }

    private static final class Looking {

        private final AutoPayRuleCreated rule;
        private final LocalDate today;
        private final List<AutoPayFinding> findings = new ArrayList<>();
        private LocalDate from;

        Looking(AutoPayRuleCreated rule, LocalDate today) {
            this.rule = rule;
            this.today = today;
            this.from = today;
        }

        boolean scope(InvoiceSeen invoice) {
            var scope = rule.scope();
            var holds = true;
            if (scope.level() == AutoPayScope.Level.CUSTOMERS) {
                holds = scope.customers().contains(invoice.customerId());
                var wanted = rule.enrolledBy() == null
                        ? "one of " + scope.customers().size() + " customers"
                        : "the customer who has enrolled itself";
                found("scope", wanted, invoice.customerId().value(), holds);
            } else if (scope.level() == AutoPayScope.Level.TAGS) {
                holds = scope.tags().stream().anyMatch(invoice.tags()::contains);
                found(
                        "scope",
                        "a customer tagged " + String.join(" or ", scope.tags()),
                        invoice.tags().isEmpty() ? "no tag" : String.join(", ", new TreeSet<>(invoice.tags())),
                        holds);
            } else {
                found("scope", "all customers", invoice.customerId().value(), true);
            }
            return holds;
        }

        void date(String condition, Integer days, String words, LocalDate start, int direction) {
            if (days == null) {
                return;
            }
            var date = start.plusDays((long) direction * days);
            from = date.isAfter(from) ? date : from;
            found(
                    condition,
                    days + (days == 1 ? " day " : " days ") + words + ": from " + date + " on",
                    "it is " + today,
                    !date.isAfter(today));
        }

        boolean amount(InvoiceSeen invoice) {
            var wanted = rule.conditions().outstanding();
            if (wanted == null) {
                return true;
            }
            var holds = wanted.holds(invoice.outstanding());
            found(
                    "outstanding",
                    wanted.comparison().sign() + " " + wanted.amount(),
                    invoice.outstanding().toString(),
                    holds);
            return holds;
        }

        void found(String condition, String wanted, String seen, boolean holds) {
            findings.add(new AutoPayFinding(rule.autoPayRuleId(), condition, wanted, seen, holds));
        }
    }
}
