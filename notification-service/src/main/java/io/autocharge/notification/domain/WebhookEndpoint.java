package io.autocharge.notification.domain;

import static io.autocharge.contracts.notification.WebhookEndpointRefusal.EVENT_TYPE_UNKNOWN;
import static io.autocharge.contracts.notification.WebhookEndpointRefusal.WEBHOOK_ENDPOINT_ID_ALREADY_USED;
import static io.autocharge.contracts.notification.WebhookEndpointRefusal.WEBHOOK_ENDPOINT_UNKNOWN;
import static io.autocharge.contracts.notification.WebhookEndpointRefusal.WEBHOOK_URL_MALFORMED;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEndpointCommand.PauseWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RegisterWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RemoveWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.ResumeWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RotateWebhookKey;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointPaused;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRegistered;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRemoved;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointResumed;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookKeyRotated;
import io.autocharge.contracts.notification.WebhookEndpointId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** A place of a partner to which it is told what happens. */
public class WebhookEndpoint {

    /** For how long the key before the newest signs too, so that a partner can change over without a gap. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private static final int LONGEST_URL = 2_048;

    @AggregateIdentifier
    private WebhookEndpointId id;

    private Subscription subscription;
    private String lastRotation;

    WebhookEndpoint() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterWebhookEndpoint command, Clock clock) {
        if (id != null) {
            WEBHOOK_ENDPOINT_ID_ALREADY_USED.when(!isAsRegistered(command));
            return; // the same request said twice is still one endpoint
        }
        WEBHOOK_URL_MALFORMED.when(command.url().isBlank() || command.url().length() > LONGEST_URL);
        EVENT_TYPE_UNKNOWN.when(!areKnown(command.eventTypes()));
        apply(new WebhookEndpointRegistered(
                command.webhookEndpointId(),
                command.partnerId(),
                command.url(),
                command.signature(),
                command.eventTypes(),
                clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RotateWebhookKey command, Clock clock) {
        mustBeThereFor(command.partnerId());
        if (!command.requestId().equals(lastRotation)) {
            var now = clock.instant();
            apply(new WebhookKeyRotated(
                    id,
                    subscription.partnerId(),
                    subscription.keyVersion() + 1,
                    now.plus(OVERLAP),
                    command.requestId(),
                    now));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(PauseWebhookEndpoint command, Clock clock) {
        mustBeThereFor(command.partnerId());
        if (subscription.isActive()) {
            apply(new WebhookEndpointPaused(
                    id, subscription.partnerId(), subscription.url(), command.reason(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ResumeWebhookEndpoint command, Clock clock) {
        mustBeThereFor(command.partnerId());
        if (!subscription.isActive()) {
            apply(new WebhookEndpointResumed(id, subscription.partnerId(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RemoveWebhookEndpoint command, Clock clock) {
        mustBeThereFor(command.partnerId());
        apply(new WebhookEndpointRemoved(id, subscription.partnerId(), clock.instant()));
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointRegistered event) {
        id = event.webhookEndpointId();
        subscription = Subscription.of(event);
    }

    @EventSourcingHandler
    void evolve(WebhookKeyRotated event) {
        lastRotation = event.requestId();
        subscription = subscription.after(event);
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointPaused event) {
        subscription = subscription.after(event);
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointResumed event) {
        subscription = subscription.after(event);
    }

    @EventSourcingHandler
    void evolve(WebhookEndpointRemoved event) {
        subscription = subscription.after(event);
    }

    /** What belongs to another partner, or was removed, is not there. */
    private void mustBeThereFor(PartnerId partner) {
        WEBHOOK_ENDPOINT_UNKNOWN.when(
                id == null || !subscription.partnerId().equals(partner) || subscription.removed());
    }

    private boolean isAsRegistered(RegisterWebhookEndpoint command) {
        return !subscription.removed()
                && subscription.partnerId().equals(command.partnerId())
                && subscription.url().equals(command.url())
                && subscription.signature() == command.signature()
                && subscription.eventTypes().equals(command.eventTypes());
    }

    private static boolean areKnown(List<String> types) {
        return AnnouncementTypes.names().containsAll(types) && new HashSet<>(types).size() == types.size();
    }
}
