package io.autocharge.contracts.customer;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** The life of a person of a partner's staff, as published on {@code customer.events}. Nothing by which it signs in is told. */
public sealed interface StaffEvent extends Event {

    /** The person to whom it happened. */
    StaffId staffId();

    @Override
    default Id subject() {
        return staffId();
    }

    /** A person was invited, by a link that is good until {@code expiresAt}. */
    record StaffInvited(
            StaffId staffId,
            PartnerId partnerId,
            String name,
            String email,
            StaffRole role,
            SignInLinkId linkId,
            Instant expiresAt,
            String by,
            Instant invitedAt)
            implements StaffEvent {}

    /** The person has accepted and can sign in. */
    record StaffJoined(StaffId staffId, PartnerId partnerId, Instant joinedAt) implements StaffEvent {}

    /** The person has another role from now on. */
    record StaffRoleChanged(StaffId staffId, PartnerId partnerId, StaffRole role, String by, Instant changedAt)
            implements StaffEvent {}

    /** The person is let in no more. */
    record StaffRemoved(StaffId staffId, PartnerId partnerId, String by, Instant removedAt) implements StaffEvent {}

    /** The person asked for a link to choose another passphrase, which is good until {@code expiresAt}. */
    record PassphraseLinkRequested(
            StaffId staffId,
            PartnerId partnerId,
            String name,
            String email,
            SignInLinkId linkId,
            Instant expiresAt,
            Instant requestedAt)
            implements StaffEvent {}
}
