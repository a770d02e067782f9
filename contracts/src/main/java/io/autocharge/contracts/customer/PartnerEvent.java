package io.autocharge.contracts.customer;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
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

    /** A partner app may come in. */
    record ApiKeyIssued(
            PartnerId partnerId, ApiKeyId apiKeyId, String secretHash, List<String> scopes, Instant issuedAt)
            implements PartnerEvent {}

    /** A partner app may no longer come in. */
    record ApiKeyRevoked(PartnerId partnerId, ApiKeyId apiKeyId, Instant revokedAt) implements PartnerEvent {}
}
