package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.CaseRefusal.CASE_UNKNOWN;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.payment.CaseCommand.CloseCase;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.contracts.payment.CaseEvent.CaseClosed;
import io.autocharge.contracts.payment.CaseEvent.CaseOpened;
import io.autocharge.contracts.payment.CaseId;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Something that a person has to look into, from when it is found until it is settled. */
public class Case {

    @AggregateIdentifier
    private CaseId id;

    private CaseOpened opened;
    private boolean closed;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenCase command, Clock clock) {
        if (id == null) { // found again, it is still the same
            apply(new CaseOpened(
                    command.caseId(),
                    command.partnerId(),
                    command.kind(),
                    command.about(),
                    command.amount(),
                    command.finding(),
                    clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(CloseCase command, Clock clock) {
        CASE_UNKNOWN.when(opened == null || !opened.partnerId().equals(command.partnerId()));
        if (!closed) {
            apply(new CaseClosed(id, command.partnerId(), command.resolution(), clock.instant()));
        }
    }

    @EventSourcingHandler
    void evolve(CaseOpened event) {
        id = event.caseId();
        opened = event;
    }

    @EventSourcingHandler
    void evolve(CaseClosed event) {
        closed = true;
    }
}
