package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.AutoPayRefusal.ALREADY_ENROLLED;
import static io.autocharge.contracts.payment.AutoPayRefusal.AUTO_PAY_RULE_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.AutoPayRefusal.AUTO_PAY_RULE_UNKNOWN;
import static io.autocharge.contracts.payment.AutoPayRefusal.CONDITIONS_CONTRADICT;
import static io.autocharge.contracts.payment.AutoPayRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.payment.AutoPayRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.payment.AutoPayRefusal.NAME_MISSING;
import static io.autocharge.contracts.payment.AutoPayRefusal.NO_METHOD_ON_FILE;
import static io.autocharge.contracts.payment.AutoPayRefusal.TOO_MANY_RULES;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.AutoPayBookId;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayConditions.Comparison;
import io.autocharge.contracts.payment.AutoPayRuleCommand.CreateAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleCommand.RemoveAutoPayRule;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleRemoved;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** The auto-pay rules of a partner, or what one customer has enrolled itself for. A rule is never edited, only replaced. */
public class AutoPayBook {

    private static final int MOST_RULES = 100;
    private static final int LONGEST_NAME = 200;

    @AggregateIdentifier
    private AutoPayBookId id;

    private PartnerId partner;

    /** Every rule that ever was, so that a request that is delivered late does not bring one back. */
    private final Map<AutoPayRuleId, AutoPayRuleCreated> known = new LinkedHashMap<>();

    private final Set<AutoPayRuleId> inForce = new LinkedHashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CreateAutoPayRule command, Clock clock, Customers customers, Methods methods) {
        var rule = new AutoPayRuleCreated(
                command.autoPayRuleId(),
                command.partnerId(),
                command.name(),
                command.scope(),
                command.conditions(),
                command.excluded() == null ? List.of() : List.copyOf(command.excluded()),
                command.enrolledBy(),
                clock.instant());
        var before = known.get(command.autoPayRuleId());
        if (before != null) {
            AUTO_PAY_RULE_ID_ALREADY_USED.when(!same(before, rule));
            return; // the same request delivered twice is still one rule
        }
        NAME_MISSING.when(command.name() == null
                || command.name().isBlank()
                || command.name().length() > LONGEST_NAME);
        CONDITIONS_CONTRADICT.when(contradict(command.conditions()));
        if (command.enrolledBy() != null) {
            enrolment(command, customers, methods);
        }
        TOO_MANY_RULES.when(inForce.size() >= MOST_RULES);
        apply(rule);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RemoveAutoPayRule command, Clock clock) {
        AUTO_PAY_RULE_UNKNOWN.when(!known.containsKey(command.autoPayRuleId())
                || !command.partnerId().equals(partner));
        if (inForce.contains(command.autoPayRuleId())) {
            apply(new AutoPayRuleRemoved(
                    command.autoPayRuleId(), command.partnerId(), clock.instant(), command.enrolledBy()));
        }
    }

    private void enrolment(CreateAutoPayRule command, Customers customers, Methods methods) {
        var standing = standing(command, customers);
        CUSTOMER_ARCHIVED.when(standing.archived());
        NO_METHOD_ON_FILE.when(
                methods.byDefault(command.partnerId(), command.enrolledBy()).isEmpty());
        CONDITIONS_CONTRADICT.when(!command.scope().equals(AutoPayScope.of(command.enrolledBy())));
        ALREADY_ENROLLED.when(!inForce.isEmpty());
    }

    private static Customers.Standing standing(CreateAutoPayRule command, Customers customers) {
        CustomerId customer = command.enrolledBy();
        return customers.find(command.partnerId(), customer).orElseThrow(() -> new Refused(CUSTOMER_UNKNOWN));
    }

    /** An invoice cannot be before and past its due date, and one of which nothing is outstanding is not charged. */
    private static boolean contradict(AutoPayConditions wanted) {
        if (wanted.daysPastDue() != null && wanted.daysBeforeDue() != null) {
            return true;
        }
        var sum = wanted.outstanding();
        if (sum == null || sum.comparison() == Comparison.ABOVE) {
            return false;
        }
        return sum.amount().amount() < (sum.comparison() == Comparison.BELOW ? 2 : 1);
    }

    private static boolean same(AutoPayRuleCreated one, AutoPayRuleCreated other) {
        return one.partnerId().equals(other.partnerId())
                && one.name().equals(other.name())
                && one.scope().equals(other.scope())
                && one.conditions().equals(other.conditions())
                && one.excluded().equals(other.excluded());
    }

    @EventSourcingHandler
    void evolve(AutoPayRuleCreated event) {
        id = AutoPayBookId.of(event.partnerId(), event.enrolledBy());
        partner = event.partnerId();
        known.put(event.autoPayRuleId(), event);
        inForce.add(event.autoPayRuleId());
    }

    @EventSourcingHandler
    void evolve(AutoPayRuleRemoved event) {
        inForce.remove(event.autoPayRuleId());
    }
}
