package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayBookId;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayRuleEvent;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleRemoved;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PartnerAccountEvent;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.PartnerAccountId;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.AutoPayFacts;
import io.autocharge.payment.domain.Circumstances;
import io.autocharge.payment.domain.Fate;
import io.autocharge.payment.domain.PlannedCharges;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Soon;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What auto-pay has to know of an invoice, told from events. The list of charges only proposes: each charge that it names is
 * asked for its own events.
 */
@Singleton
public class AutoPayCircumstances implements AutoPayFacts {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final History histories;
    private final PlannedCharges charges;

    public AutoPayCircumstances(History histories, PlannedCharges charges) {
        this.histories = histories;
        this.charges = charges;
    }

    @Override
    public Optional<Circumstances> find(PartnerId partner, InvoiceId invoice, Set<ChargeId> mentioned) {
        return Soon.find(MOMENT, () -> known(partner, invoice, mentioned));
    }

    /** As {@link #find}, without waiting for what may be on its way. */
    public Optional<Circumstances> known(PartnerId partner, InvoiceId invoice, Set<ChargeId> mentioned) {
        var bill = new BillSeen();
        histories.of(invoice, InvoiceEvent.class).forEach(bill::take);
        var seller = histories.of(partner, PartnerRegistered.class).findFirst();
        if (!bill.isOf(partner) || seller.isEmpty()) {
            return Optional.empty();
        }
        var customer = bill.created().customerId();
        var about = histories.of(customer, CustomerEvent.class).toList();
        if (about.isEmpty()) {
            return Optional.empty();
        }
        var zone = seller.get().timeZone();
        var wallet = wallet(partner, customer);
        return Optional.of(new Circumstances(
                bill.seen(zone, tags(about)),
                bill.archived(),
                bill.reservedBy(),
                zone,
                seller.get().cutOffHour(),
                rules(partner, customer),
                wallet.canBeCharged(),
                wallet.paused(),
                wallet.resumedAt(),
                bill.moneyWentBackAt(),
                planned(partner, bill, mentioned),
                isFrozen(partner)));
    }

    /** The rules in force for the invoices of a customer: those of the partner, and what it has enrolled itself for. */
    public List<AutoPayRuleCreated> rules(PartnerId partner, CustomerId customer) {
        return Stream.concat(rules(AutoPayBookId.of(partner)), rules(AutoPayBookId.of(customer)))
                .filter(rule -> rule.partnerId().equals(partner))
                .toList();
    }

    /** The rules that the partner itself has made and not removed. */
    public List<AutoPayRuleCreated> rules(PartnerId partner) {
        return rules(AutoPayBookId.of(partner)).toList();
    }

    /** What the customer has enrolled itself for, if it has. */
    public Optional<AutoPayRuleCreated> enrolment(PartnerId partner, CustomerId customer) {
        return rules(AutoPayBookId.of(customer))
                .filter(rule -> rule.partnerId().equals(partner))
                .findFirst();
    }

    /** What the rules for the invoices of a customer are or were called, by their ids. */
    public Map<AutoPayRuleId, String> names(PartnerId partner, CustomerId customer) {
        var names = new HashMap<AutoPayRuleId, String>();
        Stream.of(AutoPayBookId.of(partner), AutoPayBookId.of(customer))
                .flatMap(book -> histories.of(book, AutoPayRuleCreated.class))
                .forEach(rule -> names.put(rule.autoPayRuleId(), rule.name()));
        return names;
    }

    /** What a customer can be charged with automatically, and whether it may be. */
    public WalletSeen wallet(PartnerId partner, CustomerId customer) {
        var wallet = new WalletSeen();
        histories
                .of(WalletId.of(customer), WalletEvent.class)
                .filter(event -> event.partnerId().equals(partner))
                .forEach(wallet::take);
        return wallet;
    }

    /** Whether there is anything to look at: a rule that is in force, or something that was decided before. */
    public boolean concerns(PartnerId partner, InvoiceId invoice) {
        if (rules(AutoPayBookId.of(partner)).findAny().isPresent()
                || histories
                        .of(AutoPayId.of(invoice), AutoPayDecided.class)
                        .findAny()
                        .isPresent()) {
            return true;
        }
        return histories
                .of(invoice, InvoiceEvent.InvoiceCreated.class)
                .anyMatch(created ->
                        rules(AutoPayBookId.of(created.customerId())).findAny().isPresent());
    }

    @Override
    public Fate fate(ChargeId charge) {
        var fate = Fate.at(Fate.Stage.UNHEARD);
        for (var event : histories.of(charge, ChargeEvent.class).toList()) {
            fate = FateSeen.after(fate, event);
        }
        return fate;
    }

    private Stream<AutoPayRuleCreated> rules(AutoPayBookId book) {
        var rules = new LinkedHashMap<AutoPayRuleId, AutoPayRuleCreated>();
        histories.of(book, AutoPayRuleEvent.class).forEach(event -> {
            if (event instanceof AutoPayRuleCreated created) {
                rules.put(created.autoPayRuleId(), created);
            } else if (event instanceof AutoPayRuleRemoved removed) {
                rules.remove(removed.autoPayRuleId());
            }
        });
        return rules.values().stream();
    }

    private Set<ChargeId> planned(PartnerId partner, BillSeen bill, Set<ChargeId> mentioned) {
        var invoice = bill.created().invoiceId();
        var candidates = new HashSet<>(mentioned);
        charges.of(partner, invoice).forEach(planned -> candidates.add(planned.charge()));
        candidates.removeIf(charge -> !isPlannedByAnother(charge, invoice));
        bill.ownCharge().filter(charge -> fate(charge).isToCome()).ifPresent(candidates::add);
        return candidates;
    }

    private boolean isPlannedByAnother(ChargeId charge, InvoiceId invoice) {
        return fate(charge).stage() == Fate.Stage.PLANNED
                && histories
                        .of(charge, ChargeScheduled.class)
                        .anyMatch(plan -> plan.origin() != Origin.AUTO_PAY
                                && plan.invoiceId().equals(invoice));
    }

    private boolean isFrozen(PartnerId partner) {
        return histories
                .of(PartnerAccountId.of(partner), PartnerAccountEvent.class)
                .reduce((before, after) -> after)
                .filter(AutomaticChargingFrozen.class::isInstance)
                .isPresent();
    }

    private static Set<String> tags(List<CustomerEvent> history) {
        List<String> tags = List.of();
        for (var event : history) {
            if (event instanceof CustomerEvent.CustomerAdded added) {
                tags = added.tags();
            } else if (event instanceof CustomerEvent.CustomerTagged tagged) {
                tags = tagged.tags();
            }
        }
        return Set.copyOf(tags);
    }
}
