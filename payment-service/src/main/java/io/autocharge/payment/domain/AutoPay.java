package io.autocharge.payment.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayFinding;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * What auto-pay makes of one invoice. All rules are held against the invoice here and nowhere else, one evaluation after the
 * other: therefore two rules never plan two charges. What is decided is kept, but only if it differs from what was decided before.
 */
public class AutoPay {

    /** The finding that names another charge of the invoice that is planned. */
    public static final String OTHER_CHARGE = "other_charge";

    @AggregateIdentifier
    private AutoPayId id;

    private AutoPayDecided last;
    private AutoPayDecided plan; // the last one there was, also if it is withdrawn or has ended
    private int plans;
    private final List<Hold> holds = new ArrayList<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(EvaluateAutoPay command, Clock clock, AutoPayFacts facts) {
        if (!command.autoPayId().equals(AutoPayId.of(command.invoiceId()))) {
            throw new IllegalArgumentException("auto_pay_id is not that of the invoice.");
        }
        var fate = plan == null ? null : facts.fate(plan.chargeId());
        if (fate != null && fate.stage() == Fate.Stage.MOVING) {
            return; // what comes of it will be looked at when it has ended
        }
        var found = facts.find(command.partnerId(), command.invoiceId(), mentioned(command))
                .orElseThrow(() -> new IllegalStateException("Nothing was heard of " + command.invoiceId() + " yet."));
        var deciding = new Deciding(command, found, clock.instant());
        var stands = last != null && last.outcome() == AutoPayOutcome.PLANNED && deciding.stands(fate);
        deciding.conclude(Judgement.of(found, holds(found), deciding.today, stands), stands);
    }

    private Set<ChargeId> mentioned(EvaluateAutoPay command) {
        var mentioned = new HashSet<ChargeId>(noted(last == null ? List.of() : last.findings()));
        if (command.about() != null) {
            mentioned.add(command.about());
        }
        return mentioned;
    }

    private List<Hold> holds(Circumstances now) {
        var all = new ArrayList<>(holds);
        if (now.moneyWentBackAt() != null) {
            all.add(new Hold(AutoPayReason.MONEY_WENT_BACK, now.moneyWentBackAt()));
        }
        return all;
    }

    private static List<ChargeId> noted(List<AutoPayFinding> findings) {
        return findings.stream()
                .filter(finding -> finding.condition().equals(OTHER_CHARGE))
                .map(finding -> new ChargeId(finding.seen()))
                .toList();
    }

    @EventSourcingHandler
    void evolve(AutoPayDecided event) {
        id = event.autoPayId();
        last = event;
        if (event.outcome() == AutoPayOutcome.PLANNED) {
            plan = event;
            plans++;
        }
        Hold.after(event).ifPresent(holds::add);
    }

    /** One evaluation. */
    private final class Deciding {

        private final EvaluateAutoPay command;
        private final Circumstances found;
        private final Instant now;
        private final LocalDate today;

        Deciding(EvaluateAutoPay command, Circumstances found, Instant now) {
            this.command = command;
            this.found = found;
            this.now = now;
            this.today = found.dateAt(now);
        }

        /** Whether the charge that was planned is still to come; if it is not for a reason that keeps rules back, says so. */
        boolean stands(Fate fate) {
            if (fate.isUnwanted()) {
                var byCustomer = fate.canceledFor() == Cancellation.CUSTOMER_OBJECTED;
                withdraw(byCustomer ? AutoPayReason.CUSTOMER_OBJECTED : AutoPayReason.CANCELED_BY_PARTNER, null);
            } else if (fate.isFailure()) {
                apply(decided(
                        AutoPayOutcome.LEFT_ALONE,
                        plan.ruleId(),
                        plan.chargeId(),
                        null,
                        null,
                        AutoPayReason.CHARGE_FAILED,
                        plan.findings(),
                        null));
            }
            return fate.isToCome();
        }

        void conclude(Judgement judged, boolean stands) {
            if (judged.outcome() == AutoPayOutcome.PLANNED) {
                if (!stands) {
                    plan(judged);
                } else if (!isKept(judged)) {
                    withdraw(isInForce(plan.ruleId()) ? AutoPayReason.ANOTHER_DATE : AutoPayReason.RULE_REMOVED, null);
                    plan(judged);
                }
            } else if (stands) {
                withdraw(reason(judged), judged);
            } else if (!isSame(judged)) {
                apply(decided(
                        judged.outcome(),
                        judged.chosen() == null ? null : judged.chosen().rule().autoPayRuleId(),
                        null,
                        judged.chargeOn(),
                        null,
                        judged.reason(),
                        judged.findings(),
                        nextAt(judged)));
            }
        }

        /** A plan is kept as long as its own rule would still charge on its date, and no rule earlier. */
        private boolean isKept(Judgement judged) {
            var planned = plan.chargeOn().isBefore(today) ? today : plan.chargeOn();
            return judged.chargeOn().equals(planned)
                    && judged.free().stream()
                            .anyMatch(match -> match.rule().autoPayRuleId().equals(plan.ruleId())
                                    && match.appliesOn().equals(planned));
        }

        private AutoPayReason reason(Judgement judged) {
            if (judged.reason() != AutoPayReason.NO_RULE_APPLIES) {
                return judged.reason();
            }
            return isInForce(plan.ruleId()) ? AutoPayReason.RULE_NO_LONGER_APPLIES : AutoPayReason.RULE_REMOVED;
        }

        private boolean isInForce(AutoPayRuleId rule) {
            return found.rules().stream().anyMatch(one -> one.autoPayRuleId().equals(rule));
        }

        private boolean isSame(Judgement judged) {
            return last != null
                    && last.outcome() != AutoPayOutcome.PLANNED
                    && AutoPayReason.valueOf(last.reason()).result() == judged.reason()
                    && Objects.equals(last.nextAt(), nextAt(judged))
                    && noted(last.findings()).equals(noted(judged.findings()));
        }

        private Instant nextAt(Judgement judged) {
            return judged.outcome() == AutoPayOutcome.WAITING ? found.cutOff(judged.chargeOn(), now) : null;
        }

        private void plan(Judgement judged) {
            apply(decided(
                    AutoPayOutcome.PLANNED,
                    judged.chosen().rule().autoPayRuleId(),
                    charge(command.invoiceId(), plans + 1),
                    judged.chargeOn(),
                    found.cutOff(judged.chargeOn(), now),
                    null,
                    judged.findings(),
                    null));
        }

        private void withdraw(AutoPayReason reason, Judgement judged) {
            apply(decided(
                    AutoPayOutcome.WITHDRAWN,
                    plan.ruleId(),
                    plan.chargeId(),
                    plan.chargeOn(),
                    null,
                    reason,
                    judged == null ? plan.findings() : judged.findings(),
                    judged == null ? null : nextAt(judged)));
        }

        private AutoPayDecided decided(
                AutoPayOutcome outcome,
                AutoPayRuleId rule,
                ChargeId charge,
                LocalDate on,
                Instant at,
                AutoPayReason reason,
                List<AutoPayFinding> findings,
                Instant nextAt) {
            return new AutoPayDecided(
                    command.autoPayId(),
                    command.partnerId(),
                    found.invoice().customerId(),
                    command.invoiceId(),
                    outcome,
                    rule,
                    charge,
                    on,
                    at,
                    reason == null ? null : reason.name(),
                    List.copyOf(findings),
                    nextAt,
                    now);
        }
    }

    /** The charge that auto-pay plans for an invoice the {@code n}th time. */
    static ChargeId charge(InvoiceId invoice, int n) {
        return ChargeId.derived(invoice.value(), "auto-pay", String.valueOf(n));
    }
}
