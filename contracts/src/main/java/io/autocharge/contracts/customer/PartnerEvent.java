package io.autocharge.contracts.customer;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** The life of a partner, as published on {@code customer.events}. */
public sealed interface PartnerEvent extends Event {

    @Override
    default Id subject() {
        return partnerId();
    }

    /** A partner was taken on; its due dates end at {@code cutOffHour} (0–23) in {@code timeZone}. */
    record PartnerRegistered(
            PartnerId partnerId, String name, String email, ZoneId timeZone, int cutOffHour, Instant registeredAt)
            implements PartnerEvent {}

    /** The partner's invoices are collected by these terms from now on. */
    record CollectionTermsAgreed(PartnerId partnerId, CollectionTerms terms, Instant agreedAt)
            implements PartnerEvent {}

    /**
     * A partner app may come in until {@code expiresAt}; 365 days from {@code issuedAt} where that is not said. It shows a
     * secret, of which {@code secretHash} is a keyed hash, or, where that is empty, signs with the private half of
     * {@code publicKey} (a JWK). {@code issuedBy} is the key, the person or the operators who let it in.
     */
    record ApiKeyIssued(
            PartnerId partnerId,
            ApiKeyId apiKeyId,
            String secretHash,
            List<String> scopes,
            Instant issuedAt,
            @MayBeAbsent String name,
            @MayBeAbsent String publicKey,
            @MayBeAbsent Instant expiresAt,
            @MayBeAbsent String issuedBy)
            implements PartnerEvent {}

    /** A partner app may no longer come in, nor use what it was given before. {@code revokedBy} says who locked it out. */
    record ApiKeyRevoked(PartnerId partnerId, ApiKeyId apiKeyId, Instant revokedAt, @MayBeAbsent String revokedBy)
            implements PartnerEvent {}
}
