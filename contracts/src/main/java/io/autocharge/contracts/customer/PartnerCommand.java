package io.autocharge.contracts.customer;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Orders to a partner. */
public sealed interface PartnerCommand extends Command {

    @Override
    default Id subject() {
        return partnerId();
    }

    /**
     * Takes on a partner. Its due dates end at {@code cutOffHour} (0–23) in {@code timeZone}: that is when charges of
     * the day are made.
     */
    record RegisterPartner(PartnerId partnerId, String name, String email, ZoneId timeZone, int cutOffHour)
            implements PartnerCommand {}

    /** Says how the partner's invoices are collected where nobody is asked. */
    record AgreeCollectionTerms(PartnerId partnerId, CollectionTerms terms) implements PartnerCommand {}

    /**
     * Lets a partner app in, for 365 days if {@code expiresAt} says nothing else. {@code secretHash} is a keyed hash of its
     * secret, which is shown once and kept nowhere; it is empty for an app that signs with the private half of
     * {@code publicKey} (a JWK) instead. {@code issuedBy} says on whose word.
     */
    record IssueApiKey(
            PartnerId partnerId,
            ApiKeyId apiKeyId,
            String secretHash,
            List<String> scopes,
            @MayBeAbsent String name,
            @MayBeAbsent String publicKey,
            @MayBeAbsent Instant expiresAt,
            @MayBeAbsent String issuedBy)
            implements PartnerCommand {}

    /** Locks a partner app out. {@code revokedBy} says on whose word. */
    record RevokeApiKey(PartnerId partnerId, ApiKeyId apiKeyId, @MayBeAbsent String revokedBy)
            implements PartnerCommand {}
}
