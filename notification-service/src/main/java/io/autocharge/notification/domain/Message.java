package io.autocharge.notification.domain;

import static io.autocharge.contracts.notification.MessageRefusal.MESSAGE_ID_ALREADY_USED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.notification.MessageCommand.RecordBounce;
import io.autocharge.contracts.notification.MessageCommand.RecordDelivery;
import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageEvent.MessageBounced;
import io.autocharge.contracts.notification.MessageEvent.MessageQueued;
import io.autocharge.contracts.notification.MessageEvent.MessageSent;
import io.autocharge.contracts.notification.MessageId;
import java.time.Clock;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** An e-mail to a customer or a partner: it is told once, however often it is asked for. */
public class Message {

    @AggregateIdentifier
    private MessageId id;

    private MessageQueued queued;
    private boolean sent;
    private boolean bounced;

    Message() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(SendMessage command, Clock clock) {
        if (id != null) {
            MESSAGE_ID_ALREADY_USED.when(!saysTheSame(command));
            return;
        }
        apply(new MessageQueued(
                command.messageId(),
                command.partnerId(),
                command.customerId(),
                command.template(),
                command.about(),
                command.to(),
                clock.instant()));
    }

    @CommandHandler
    void decide(RecordDelivery command, Clock clock) {
        if (!sent) {
            apply(new MessageSent(
                    id,
                    queued.partnerId(),
                    queued.customerId(),
                    queued.template(),
                    queued.about(),
                    command.to(),
                    clock.instant()));
        }
    }

    @CommandHandler
    void decide(RecordBounce command, Clock clock) {
        if (!bounced) {
            apply(new MessageBounced(id, queued.partnerId(), queued.customerId(), command.reason(), clock.instant()));
        }
    }

    @EventSourcingHandler
    void evolve(MessageQueued event) {
        id = event.messageId();
        queued = event;
    }

    @EventSourcingHandler
    void evolve(MessageSent event) {
        sent = true;
    }

    @EventSourcingHandler
    void evolve(MessageBounced event) {
        bounced = true;
    }

    private boolean saysTheSame(SendMessage command) {
        return queued.partnerId().equals(command.partnerId())
                && Objects.equals(queued.customerId(), command.customerId())
                && queued.template() == command.template()
                && queued.about().equals(command.about())
                && queued.to().equals(command.to());
    }
}
