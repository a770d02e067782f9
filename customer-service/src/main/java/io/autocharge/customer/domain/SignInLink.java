package io.autocharge.customer.domain;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.customer.SignInCommand.MailSignInLink;
import io.autocharge.contracts.customer.SignInEvent.SignInLinkRequested;
import io.autocharge.contracts.customer.SignInLinkId;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** A link that a person asked for, to be mailed once. What may be done with it is kept apart: it is a secret. */
public class SignInLink {

    @AggregateIdentifier
    private SignInLinkId id;

    SignInLink() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(MailSignInLink command, Clock clock) {
        if (id == null) {
            apply(new SignInLinkRequested(
                    command.linkId(),
                    command.partnerId(),
                    command.customerId(),
                    command.userId(),
                    command.expiresAt(),
                    clock.instant()));
        }
    }

    @EventSourcingHandler
    void evolve(SignInLinkRequested event) {
        id = event.linkId();
    }
}
