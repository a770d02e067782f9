package io.autocharge.contracts.customer;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** Orders to a person of a partner's staff. {@code by} is who gives them: another person of the staff, or {@code operators}. */
public sealed interface StaffCommand extends Command {

    /** The person who is ordered about. */
    StaffId staffId();

    @Override
    default Id subject() {
        return staffId();
    }

    /** Invites a person, by a link that is good until {@code expiresAt}; again, as long as it has not come. */
    record InviteStaff(
            StaffId staffId,
            PartnerId partnerId,
            String name,
            String email,
            StaffRole role,
            SignInLinkId linkId,
            Instant expiresAt,
            String by)
            implements StaffCommand {}

    /** The person has accepted and chosen how to sign in. A fact; never refused. */
    record RecordStaffJoined(StaffId staffId, PartnerId partnerId) implements StaffCommand {}

    /** Gives the person another role. */
    record ChangeStaffRole(StaffId staffId, PartnerId partnerId, StaffRole role, String by) implements StaffCommand {}

    /** Lets the person in no more. */
    record RemoveStaff(StaffId staffId, PartnerId partnerId, String by) implements StaffCommand {}

    /** Has a link mailed to the person by which it chooses another passphrase until {@code expiresAt}. */
    record MailPassphraseLink(StaffId staffId, PartnerId partnerId, SignInLinkId linkId, Instant expiresAt)
            implements StaffCommand {}
}
