package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.AutoPayFinding;
import io.autocharge.contracts.payment.AutoPayOutcome;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes of holding all rules against an invoice: within a rule all conditions must hold, and one rule is enough. The
 * earliest date wins, then the oldest rule. A function of what it is given, and of nothing else.
 *
 * @param chosen the rule that applies first, if one applies and nothing keeps it back
 * @param chargeOn the date on which it is to charge
 * @param reason why nothing is planned, if nothing is
 * @param free all rules that apply and that nothing keeps back
 */
public record Judgement(
        AutoPayOutcome outcome,
        RuleMatch chosen,
        LocalDate chargeOn,
        AutoPayReason reason,
        List<AutoPayFinding> findings,
        List<RuleMatch> free) {

    /** Where there are more, the rest says no more than these. */
    private static final int MOST_FINDINGS = 40;

    /** Judges; {@code isPlanned} says that auto-pay has a charge planned already, which a payment in flight lets stand. */
    public static Judgement of(Circumstances now, List<Hold> holds, LocalDate today, boolean isPlanned) {
        if (now.invoice().outstanding().isZero()) {
            return none(AutoPayReason.INVOICE_PAID, null, List.of());
        }
        if (now.archived()) {
            return none(AutoPayReason.INVOICE_ARCHIVED, null, List.of());
        }
        var matches = now.rules().stream()
                .map(rule -> RuleMatch.of(rule, now.invoice(), today))
                .toList();
        var applying = matches.stream()
                .filter(RuleMatch::applies)
                .sorted(RuleMatch.FIRST)
                .toList();
        if (applying.isEmpty()) {
            var excluded = matches.stream().anyMatch(match -> match.appliesOn() != null);
            var reason = excluded ? AutoPayReason.EXCLUDED : AutoPayReason.NO_RULE_APPLIES;
            return none(reason, null, findings(null, matches));
        }
        var effective =
                holds.stream().filter(hold -> !now.isLiftedByResuming(hold)).toList();
        var free = applying.stream()
                .filter(match -> effective.stream().noneMatch(hold -> hold.keepsBack(match.rule())))
                .toList();
        if (free.isEmpty()) {
            var last = effective.get(effective.size() - 1);
            return none(last.reason(), applying.get(0), findings(applying.get(0), matches));
        }
        return planned(now, today, isPlanned, matches, free);
    }

    private static Judgement planned(
            Circumstances now, LocalDate today, boolean isPlanned, List<RuleMatch> matches, List<RuleMatch> free) {
        var best = free.get(0);
        var on = best.appliesOn();
        var findings = findings(best, matches);
        var obstacle = obstacle(now, isPlanned);
        if (obstacle == null) {
            return new Judgement(AutoPayOutcome.PLANNED, best, on, null, findings, free);
        }
        if (obstacle == AutoPayReason.ANOTHER_CHARGE_PLANNED) {
            var rule = best.rule().autoPayRuleId();
            now.planned().stream()
                    .sorted((a, b) -> a.value().compareTo(b.value()))
                    .map(charge ->
                            new AutoPayFinding(rule, AutoPay.OTHER_CHARGE, "no other charge", charge.value(), false))
                    .forEach(findings::add);
        }
        var later = on.isAfter(today);
        return new Judgement(
                later ? AutoPayOutcome.WAITING : AutoPayOutcome.LEFT_ALONE,
                best,
                later ? on : null,
                obstacle,
                findings,
                free);
    }

    private static AutoPayReason obstacle(Circumstances now, boolean isPlanned) {
        if (now.paused()) {
            return AutoPayReason.AUTOMATIC_CHARGES_PAUSED;
        }
        if (!now.planned().isEmpty()) {
            return AutoPayReason.ANOTHER_CHARGE_PLANNED;
        }
        if (now.reservedBy() != null && !isPlanned) {
            return AutoPayReason.PAYMENT_IN_FLIGHT;
        }
        return now.methodOnFile() ? null : AutoPayReason.NO_METHOD_ON_FILE;
    }

    private static Judgement none(AutoPayReason reason, RuleMatch match, List<AutoPayFinding> findings) {
        return new Judgement(AutoPayOutcome.LEFT_ALONE, match, null, reason, findings, List.of());
    }

    /** Those of the rule that decides come first. */
    private static List<AutoPayFinding> findings(RuleMatch first, List<RuleMatch> matches) {
        var findings = new ArrayList<AutoPayFinding>();
        if (first != null) {
            findings.addAll(first.findings());
        }
        matches.stream()
                .filter(match -> match != first)
                .flatMap(match -> match.findings().stream())
                .limit(Math.max(0, MOST_FINDINGS - findings.size()))
                .forEach(findings::add);
        return findings;
    }
}
