package io.autocharge.payment.view;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayFinding;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.payment.domain.AutoPayReason;
import io.autocharge.runtime.History;
import io.autocharge.runtime.http.PageRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why an invoice was charged or was not, for people who keep books. */
@Singleton
public class Explanations {

    private static final int MOST = 100;

    /** What auto-pay decided at a time, or would decide now; {@code reason} is a code, {@code sentence} says it in words. */
    public record Decision(
            AutoPayOutcome outcome,
            String sentence,
            String reason,
            AutoPayRuleId ruleId,
            String ruleName,
            ChargeId chargeId,
            LocalDate chargeOn,
            List<AutoPayFinding> findings,
            Instant nextAt,
            Instant decidedAt) {}

    /** A charge of the invoice, by whichever door it came in; {@code sentence} says what became of it, and when it is tried again. */
    public record Try(
            ChargeId chargeId,
            Origin origin,
            ChargeView.Status status,
            Money amount,
            LocalDate chargeOn,
            Instant chargeAt,
            String reason,
            String sentence,
            ChargeView.NextTry nextTry,
            RetryDenial noRetryReason,
            Instant updatedAt) {}

    /**
     * The whole story.
     *
     * @param now what the rules say of the invoice as it stands
     * @param charges what stands planned and what was tried, newest first
     * @param decisions what auto-pay decided, newest first
     */
    public record Explanation(
            InvoiceId invoiceId,
            CustomerId customerId,
            Money outstanding,
            LocalDate dueDate,
            boolean automaticChargesPaused,
            boolean automaticChargingFrozen,
            Decision now,
            List<Try> charges,
            List<Decision> decisions) {}

    private final AutoPayCircumstances autoPay;
    private final Forecast forecast;
    private final Charges charges;
    private final History histories;

    Explanations(AutoPayCircumstances autoPay, Forecast forecast, Charges charges, History histories) {
        this.autoPay = autoPay;
        this.forecast = forecast;
        this.charges = charges;
        this.histories = histories;
    }

    /** The story of an invoice, if this partner has it. */
    public Optional<Explanation> find(PartnerId partner, InvoiceId invoice) {
        return autoPay.find(partner, invoice, Set.of()).map(now -> {
            var names = autoPay.names(partner, now.invoice().customerId());
            return new Explanation(
                    invoice,
                    now.invoice().customerId(),
                    now.invoice().outstanding(),
                    now.invoice().dueOn(),
                    now.paused(),
                    now.frozen(),
                    present(partner, invoice, names),
                    tries(partner, invoice),
                    decisions(invoice, names));
        });
    }

    private Decision present(PartnerId partner, InvoiceId invoice, Map<AutoPayRuleId, String> names) {
        return forecast.now(partner, invoice)
                .map(judged -> {
                    var rule = judged.chosen() == null
                            ? null
                            : judged.chosen().rule().autoPayRuleId();
                    return new Decision(
                            judged.outcome(),
                            sentence(judged.outcome(), judged.reason(), names.get(rule), judged.chargeOn()),
                            judged.reason() == null ? null : judged.reason().name(),
                            rule,
                            names.get(rule),
                            null,
                            judged.chargeOn(),
                            judged.findings(),
                            null,
                            null);
                })
                .orElse(null);
    }

    private List<Decision> decisions(InvoiceId invoice, Map<AutoPayRuleId, String> names) {
        var decisions = new ArrayList<Decision>();
        histories.of(AutoPayId.of(invoice), AutoPayDecided.class).forEach(decided -> {
            var reason = decided.reason() == null ? null : AutoPayReason.valueOf(decided.reason());
            var name = names.get(decided.ruleId());
            decisions.add(new Decision(
                    decided.outcome(),
                    sentence(decided.outcome(), reason, name, decided.chargeOn()),
                    decided.reason(),
                    decided.ruleId(),
                    name,
                    decided.chargeId(),
                    decided.chargeOn(),
                    decided.findings(),
                    decided.nextAt(),
                    decided.decidedAt()));
        });
        Collections.reverse(decisions);
        return decisions.subList(0, Math.min(MOST, decisions.size()));
    }

    private List<Try> tries(PartnerId partner, InvoiceId invoice) {
        return charges.list(partner, new Charges.Wanted(invoice, null, null), PageRequest.first(MOST)).data().stream()
                .map(charge -> new Try(
                        charge.id(),
                        charge.origin(),
                        charge.status(),
                        charge.amount(),
                        charge.chargeOn(),
                        charge.chargeAt(),
                        charge.reason(),
                        sentence(charge),
                        charge.nextTry(),
                        charge.noRetryReason(),
                        charge.updatedAt()))
                .toList();
    }

    private static String sentence(AutoPayOutcome outcome, AutoPayReason reason, String rule, LocalDate on) {
        var by = rule == null ? "A rule" : "The rule “" + rule + "”";
        return switch (outcome) {
            case PLANNED -> by + " applies: what is outstanding then is charged on " + on + ".";
            case WITHDRAWN -> "The planned charge is given up. " + reason.sentence();
            case WAITING -> by + " applies on " + on + ", but nothing is planned. " + reason.sentence();
            case LEFT_ALONE -> "Auto-pay leaves the invoice alone. " + reason.sentence();
        };
    }

    private static String sentence(ChargeView charge) {
        if (charge.reason() == null) {
            return "The charge is " + charge.status().label().replace('_', ' ') + ".";
        }
        return Arrays.stream(ChargeRefusal.values())
                .filter(refusal -> refusal.name().equals(charge.reason()))
                .map(ChargeRefusal::sentence)
                .findFirst()
                .orElse("The payment processor or bank gave the reason " + charge.reason() + ".");
    }
}
