package io.autocharge.contracts.customer;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** The life of a link by which a person signs in, as published on {@code customer.events}. Nobody signs in with what is told here. */
public sealed interface SignInEvent extends Event {

    /** The link that it happened to. */
    SignInLinkId linkId();

    @Override
    default Id subject() {
        return linkId();
    }

    /** A person of a customer asked for a link to sign in, which is good until {@code expiresAt}. */
    record SignInLinkRequested(
            SignInLinkId linkId,
            PartnerId partnerId,
            CustomerId customerId,
            UserId userId,
            Instant expiresAt,
            Instant requestedAt)
            implements SignInEvent {}
}
