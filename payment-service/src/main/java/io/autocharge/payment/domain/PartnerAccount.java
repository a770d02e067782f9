package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.PartnerAccountRefusal.NOT_FROZEN;
import static io.autocharge.contracts.payment.PartnerAccountRefusal.PARTNER_UNKNOWN;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.PartnerAccountCommand.FreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountCommand.UnfreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingUnfrozen;
import io.autocharge.contracts.payment.PartnerAccountId;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * How charging stands for a partner. While its books do not agree, nothing is charged for it automatically; what a person
 * asks for goes on.
 */
public class PartnerAccount {

    @AggregateIdentifier
    private PartnerAccountId id;

    /** Which invariants were found broken since automatic charging was last taken up. */
    private final Set<String> broken = new HashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(FreezeAutomaticCharging command, Clock clock) {
        isOf(command.partnerId(), command.partnerAccountId());
        if (!broken.contains(command.invariant())) { // each pass finds the same again until it is cleared up
            apply(new AutomaticChargingFrozen(
                    command.partnerAccountId(),
                    command.partnerId(),
                    command.invariant(),
                    command.finding(),
                    clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(UnfreezeAutomaticCharging command, Clock clock) {
        isOf(command.partnerId(), command.partnerAccountId());
        NOT_FROZEN.when(broken.isEmpty());
        apply(new AutomaticChargingUnfrozen(id, command.partnerId(), command.note(), clock.instant()));
    }

    private static void isOf(PartnerId partner, PartnerAccountId account) {
        PARTNER_UNKNOWN.when(!account.equals(PartnerAccountId.of(partner)));
    }

    @EventSourcingHandler
    void evolve(AutomaticChargingFrozen event) {
        id = event.partnerAccountId();
        broken.add(event.invariant());
    }

    @EventSourcingHandler
    void evolve(AutomaticChargingUnfrozen event) {
        broken.clear();
    }
}
