package io.autocharge.contracts.customer;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** Orders to a link by which a person signs in. */
public sealed interface SignInCommand extends Command {

    /** The link that is ordered. */
    SignInLinkId linkId();

    @Override
    default Id subject() {
        return linkId();
    }

    /** Has the link mailed to the person who asked for it; it is good until {@code expiresAt}. */
    record MailSignInLink(
            SignInLinkId linkId, PartnerId partnerId, CustomerId customerId, UserId userId, Instant expiresAt)
            implements SignInCommand {}
}
