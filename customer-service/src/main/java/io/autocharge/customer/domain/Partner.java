package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.CUT_OFF_HOUR_OUT_OF_RANGE;
import static io.autocharge.contracts.customer.PartnerRefusal.EMAIL_MALFORMED;
import static io.autocharge.contracts.customer.PartnerRefusal.NAME_MISSING;
import static io.autocharge.contracts.customer.PartnerRefusal.PARTNER_ID_ALREADY_USED;
import static io.autocharge.contracts.customer.PartnerRefusal.PARTNER_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.TIME_ZONE_MISSING;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.PartnerCommand.AgreeCollectionTerms;
import io.autocharge.contracts.customer.PartnerCommand.IssueApiKey;
import io.autocharge.contracts.customer.PartnerCommand.RegisterPartner;
import io.autocharge.contracts.customer.PartnerCommand.RevokeApiKey;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyIssued;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyRevoked;
import io.autocharge.contracts.customer.PartnerEvent.CollectionTermsAgreed;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Who invoices and gets paid. Its apps come in with API keys, of which two may be good at a time so that one can follow the other. */
public class Partner {

    @AggregateIdentifier
    private PartnerId id;

    private PartnerRegistered terms;
    private CollectionTerms collection; // absent while the usual terms hold
    private final IssuedKeys keys = new IssuedKeys();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterPartner command, Clock clock) {
        var registered = new PartnerRegistered(
                command.partnerId(),
                command.name(),
                command.email(),
                command.timeZone(),
                command.cutOffHour(),
                clock.instant());
        if (id != null) {
            PARTNER_ID_ALREADY_USED.when(!same(terms, registered));
            return;
        }
        NAME_MISSING.when(!Written.asName(command.name()));
        EMAIL_MALFORMED.when(!Written.asEmail(command.email()));
        TIME_ZONE_MISSING.when(command.timeZone() == null);
        CUT_OFF_HOUR_OUT_OF_RANGE.when(command.cutOffHour() < 0 || command.cutOffHour() > 23);
        apply(registered);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AgreeCollectionTerms command, Clock clock) {
        PARTNER_UNKNOWN.when(id == null);
        if (!command.terms().equals(collection)) {
            apply(new CollectionTermsAgreed(id, command.terms(), clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(IssueApiKey command, Clock clock) {
        PARTNER_UNKNOWN.when(id == null);
        var now = clock.instant();
        var key = new ApiKeyIssued(
                id,
                command.apiKeyId(),
                command.secretHash() == null ? "" : command.secretHash(),
                command.scopes(),
                now,
                command.name(),
                command.publicKey(),
                command.expiresAt() == null ? now.plus(IssuedKeys.LONGEST) : command.expiresAt(),
                command.issuedBy());
        if (!keys.repeats(command)) {
            keys.admit(key);
            apply(key);
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RevokeApiKey command, Clock clock) {
        PARTNER_UNKNOWN.when(id == null);
        API_KEY_UNKNOWN.when(!keys.knows(command.apiKeyId()));
        if (!keys.isRevoked(command.apiKeyId())) {
            apply(new ApiKeyRevoked(id, command.apiKeyId(), clock.instant(), command.revokedBy()));
        }
    }

    @EventSourcingHandler
    void evolve(PartnerRegistered event) {
        id = event.partnerId();
        terms = event;
    }

    @EventSourcingHandler
    void evolve(CollectionTermsAgreed event) {
        collection = event.terms();
    }

    @EventSourcingHandler
    void evolve(ApiKeyIssued event) {
        keys.issued(event);
    }

    @EventSourcingHandler
    void evolve(ApiKeyRevoked event) {
        keys.revoked(event);
    }

    /** The same but for the moment at which it was said. */
    private static boolean same(PartnerRegistered one, PartnerRegistered other) {
        return one.equals(new PartnerRegistered(
                other.partnerId(),
                other.name(),
                other.email(),
                other.timeZone(),
                other.cutOffHour(),
                one.registeredAt()));
    }
}
