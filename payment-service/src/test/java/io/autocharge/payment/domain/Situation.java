package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.DUE;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NEW_YORK;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.TODAY;
import static io.autocharge.payment.domain.Known.usd;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayConditions.AmountCondition;
import io.autocharge.contracts.payment.AutoPayConditions.Comparison;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.ChargeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How things stand with the one invoice of these tests; whatever is set here is what auto-pay finds. */
final class Situation implements AutoPayFacts {

    final List<AutoPayRuleCreated> rules = new ArrayList<>();
    final Map<ChargeId, Fate> fates = new LinkedHashMap<>();
    final Set<ChargeId> listed = new LinkedHashSet<>();
    Set<String> tags = Set.of();
    LocalDate dueOn = DUE;
    LocalDate createdOn = TODAY;
    Money outstanding = usd(100);
    ZoneId zone = NEW_YORK;
    int cutOffHour = 9;
    boolean archived;
    ChargeId reservedBy;
    boolean methodOnFile = true;
    boolean paused;
    Instant resumedAt;
    Instant moneyWentBackAt;

    static AutoPayRuleCreated rule(String name, AutoPayScope scope, AutoPayConditions conditions) {
        return rule(name, scope, conditions, NOW.minusSeconds(60));
    }

    static AutoPayRuleCreated rule(String name, AutoPayScope scope, AutoPayConditions conditions, Instant at) {
        return new AutoPayRuleCreated(
                AutoPayRuleId.derived(name), PARTNER, name, scope, conditions, List.of(), null, at);
    }

    static AutoPayConditions pastDue(int days) {
        return new AutoPayConditions(days, null, null, null);
    }

    static AutoPayConditions beforeDue(int days) {
        return new AutoPayConditions(null, days, null, null);
    }

    static AutoPayConditions pastCreation(int days) {
        return new AutoPayConditions(null, null, days, null);
    }

    static AutoPayConditions outstanding(Comparison comparison, Money amount) {
        return new AutoPayConditions(null, null, null, new AmountCondition(comparison, amount));
    }

    InvoiceSeen invoice() {
        return new InvoiceSeen(INVOICE, CUSTOMER, tags, dueOn, createdOn, outstanding);
    }

    Circumstances now(Set<ChargeId> mentioned) {
        var planned = new LinkedHashSet<>(listed);
        planned.addAll(mentioned);
        planned.removeIf(
                charge -> fates.containsKey(charge) && !fates.get(charge).isToCome());
        return new Circumstances(
                invoice(),
                archived,
                reservedBy,
                zone,
                cutOffHour,
                List.copyOf(rules),
                methodOnFile,
                paused,
                resumedAt,
                moneyWentBackAt,
                planned,
                false);
    }

    @Override
    public Optional<Circumstances> find(PartnerId partner, InvoiceId invoice, Set<ChargeId> mentioned) {
        return partner.equals(PARTNER) && invoice.equals(INVOICE) ? Optional.of(now(mentioned)) : Optional.empty();
    }

    @Override
    public Fate fate(ChargeId charge) {
        return fates.getOrDefault(charge, Fate.at(Fate.Stage.UNHEARD));
    }
}
