package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.UserId;
import java.time.Instant;

/** A link to sign in that is to be mailed to one person, as long as it is good. The link itself is not written down here. */
public record SignInErrand(
        SignInLinkId linkId, PartnerId partnerId, CustomerId customerId, UserId userId, Instant expiresAt) {

    static final String WORKLIST = "sign-in-links";
}
