package io.autocharge.contracts.notification;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import java.time.Instant;
import java.util.List;

/** The life of an e-mail, as published on {@code notification.events}. */
public sealed interface MessageEvent extends Event {

    /** The e-mail that it happened to. */
    MessageId messageId();

    @Override
    default Id subject() {
        return messageId();
    }

    /**
     * An e-mail is to be sent; {@code about} is the id of what it speaks of. Without an address in {@code to} it goes to
     * every user that the customer has by then; without a customer it is for the partner itself.
     */
    record MessageQueued(
            MessageId messageId,
            PartnerId partnerId,
            @MayBeAbsent CustomerId customerId,
            Template template,
            String about,
            List<String> to,
            Instant queuedAt)
            implements MessageEvent {}

    /** The mail server has taken it for the addresses {@code to}. */
    record MessageSent(
            MessageId messageId,
            PartnerId partnerId,
            @MayBeAbsent CustomerId customerId,
            Template template,
            String about,
            List<String> to,
            Instant sentAt)
            implements MessageEvent {}

    /** The mail server will never take it. */
    record MessageBounced(
            MessageId messageId,
            PartnerId partnerId,
            @MayBeAbsent CustomerId customerId,
            String reason,
            Instant bouncedAt)
            implements MessageEvent {}
}
