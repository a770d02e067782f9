package io.autocharge.payment.view;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayFinding;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.payment.domain.AutoPayReason;
import io.autocharge.payment.domain.Circumstances;
import io.autocharge.payment.domain.Hold;
import io.autocharge.payment.domain.InvoiceSeen;
import io.autocharge.payment.domain.Judgement;
import io.autocharge.payment.domain.RuleMatch;
import io.autocharge.runtime.History;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What auto-pay would do, without doing it: the same judgement on the same facts. Which invoices there are comes from a list,
 * so one that was created a moment ago may be missing.
 */
@Singleton
public class Forecast {

    /**
     * An invoice that a rule concerns, or does not.
     *
     * @param amount what is outstanding
     * @param chargeOn the date on which it is charged, if nothing stands in the way
     * @param ruleId the rule that applies first
     * @param charged whether it would be charged: in a preview at all, in a dry run on the date that is asked for
     * @param reason why it would not, as a code; {@code sentence} says it in words
     */
    public record Row(
            InvoiceId invoiceId,
            String number,
            CustomerId customerId,
            LocalDate dueDate,
            Money amount,
            boolean charged,
            LocalDate chargeOn,
            AutoPayRuleId ruleId,
            String ruleName,
            String reason,
            String sentence,
            List<AutoPayFinding> findings) {}

    /** A part of the rows by the ids of their invoices, and how many there are in all. */
    public record Rows(long totalCount, List<Row> data, String endCursor, boolean hasNextPage) {}

    private final OpenInvoices invoices;
    private final AutoPayCircumstances autoPay;
    private final History histories;
    private final Clock clock;

    Forecast(OpenInvoices invoices, AutoPayCircumstances autoPay, History histories, Clock clock) {
        this.invoices = invoices;
        this.autoPay = autoPay;
        this.histories = histories;
        this.clock = clock;
    }

    /** The open invoices to which a rule would apply that is not made yet, with date, amount and what may stand in the way. */
    public Rows preview(PartnerId partner, AutoPayRuleCreated rule, InvoiceId after, int limit) {
        var zone = zone(partner);
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var tags = invoices.tags(partner);
        var found = new Found(after, limit);
        invoices.each(partner, rule.scope(), invoice -> {
            if (RuleMatch.of(rule, seen(invoice, zone, tags), today).appliesOn() != null) {
                found.add(invoice);
            }
        });
        return found.rows(invoice -> row(partner, invoice, List.of(rule), false, null));
    }

    /** All open invoices, and which of them would be charged on a date, by the rules in force and {@code draft}, if any. */
    public Rows dryRun(PartnerId partner, LocalDate on, AutoPayRuleCreated draft, InvoiceId after, int limit) {
        var found = new Found(after, limit);
        invoices.page(partner, after, limit + 1).forEach(found::add);
        found.total = invoices.count(partner);
        var rules = draft == null ? List.<AutoPayRuleCreated>of() : List.of(draft);
        return found.rows(invoice -> row(partner, invoice, rules, true, on));
    }

    /** The partner's date today. */
    public LocalDate today(PartnerId partner) {
        return LocalDate.ofInstant(clock.instant(), zone(partner));
    }

    /** The judgement on an invoice as it stands now; empty if not all of it was heard of yet. */
    public Optional<Judgement> now(PartnerId partner, InvoiceId invoice) {
        return autoPay.known(partner, invoice, Set.of())
                .map(now -> judge(now, invoice, now.rules(), now.dateAt(clock.instant())));
    }

    private Row row(
            PartnerId partner,
            OpenInvoice invoice,
            List<AutoPayRuleCreated> drafts,
            boolean withRulesInForce,
            LocalDate on) {
        var known = autoPay.known(partner, invoice.id(), Set.of());
        if (known.isEmpty()) {
            return row(invoice, invoice.outstanding(), null, false, null);
        }
        var now = known.get();
        var rules = new ArrayList<>(withRulesInForce ? now.rules() : List.<AutoPayRuleCreated>of());
        rules.addAll(drafts);
        var judged = judge(now.with(rules), invoice.id(), rules, now.dateAt(clock.instant()));
        var planned = judged.outcome() == AutoPayOutcome.PLANNED;
        var charged = planned && (on == null || judged.chargeOn().equals(on));
        var reason = planned && !charged ? AutoPayReason.ANOTHER_DATE : judged.reason();
        return row(invoice, now.invoice().outstanding(), judged, charged, reason);
    }

    private static Row row(OpenInvoice invoice, Money amount, Judgement judged, boolean charged, AutoPayReason reason) {
        var rule = judged == null || judged.chosen() == null
                ? null
                : judged.chosen().rule();
        var applies = judged == null || judged.chosen() == null
                ? null
                : judged.chosen().appliesOn();
        return new Row(
                invoice.id(),
                invoice.number(),
                invoice.customerId(),
                invoice.dueOn(),
                amount,
                charged,
                applies,
                rule == null ? null : rule.autoPayRuleId(),
                rule == null ? null : rule.name(),
                reason == null ? null : reason.name(),
                reason == null ? null : reason.sentence(),
                judged == null ? List.of() : judged.findings());
    }

    private Judgement judge(Circumstances now, InvoiceId invoice, List<AutoPayRuleCreated> rules, LocalDate today) {
        var decided = histories.of(AutoPayId.of(invoice), AutoPayDecided.class).toList();
        var holds = new ArrayList<Hold>();
        decided.forEach(decision -> Hold.after(decision).ifPresent(holds::add));
        if (now.moneyWentBackAt() != null) {
            holds.add(new Hold(AutoPayReason.MONEY_WENT_BACK, now.moneyWentBackAt()));
        }
        var isPlanned = !decided.isEmpty() && decided.get(decided.size() - 1).outcome() == AutoPayOutcome.PLANNED;
        return Judgement.of(now.with(rules), holds, today, isPlanned);
    }

    private ZoneId zone(PartnerId partner) {
        return histories
                .of(partner, PartnerRegistered.class)
                .findFirst()
                .map(PartnerRegistered::timeZone)
                .orElse(ZoneId.of("UTC"));
    }

    private static InvoiceSeen seen(OpenInvoice invoice, ZoneId zone, Map<CustomerId, Set<String>> tags) {
        return new InvoiceSeen(
                invoice.id(),
                invoice.customerId(),
                tags.getOrDefault(invoice.customerId(), Set.of()),
                invoice.dueOn(),
                LocalDate.ofInstant(invoice.createdAt(), zone),
                invoice.outstanding());
    }

    /** Counts all that comes, and keeps the part that is asked for. */
    private static final class Found {

        private final InvoiceId after;
        private final int limit;
        private final List<OpenInvoice> kept = new ArrayList<>();
        private long total;

        Found(InvoiceId after, int limit) {
            this.after = after;
            this.limit = limit;
        }

        void add(OpenInvoice invoice) {
            total++;
            var beyond = after == null || invoice.id().value().compareTo(after.value()) > 0;
            if (beyond && kept.size() <= limit) {
                kept.add(invoice);
            }
        }

        Rows rows(java.util.function.Function<OpenInvoice, Row> show) {
            var shown = kept.subList(0, Math.min(limit, kept.size()));
            return new Rows(
                    total,
                    shown.stream().map(show).toList(),
                    shown.isEmpty() ? null : shown.get(shown.size() - 1).id().value(),
                    kept.size() > limit);
        }
    }
}
