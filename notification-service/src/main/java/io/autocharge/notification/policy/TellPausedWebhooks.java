package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointPaused;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Policy;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;

/** Whenever an endpoint is paused that the partner did not pause itself, mail the partner. */
@Policy
public class TellPausedWebhooks {

    private final Commands commands;

    TellPausedWebhooks(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void when(WebhookEndpointPaused event) {
        if (event.reason() != WebhookPause.REQUESTED) {
            var endpoint = event.webhookEndpointId().value();
            commands.send(new SendMessage(
                    MessageId.derived(
                            endpoint, "paused", String.valueOf(event.pausedAt().toEpochMilli())),
                    event.partnerId(),
                    null,
                    Template.WEBHOOK_PAUSED,
                    endpoint,
                    List.of()));
        }
    }
}
