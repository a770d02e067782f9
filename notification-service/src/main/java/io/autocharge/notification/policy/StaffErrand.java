package io.autocharge.notification.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.SignInLinkId;
import java.time.Instant;

/** A link that is to be mailed to a person of a partner's staff, as long as it is good. The link itself is not written down here. */
public record StaffErrand(
        SignInLinkId linkId, PartnerId partnerId, String name, String email, boolean joins, Instant expiresAt) {

    static final String WORKLIST = "staff-links";
}
