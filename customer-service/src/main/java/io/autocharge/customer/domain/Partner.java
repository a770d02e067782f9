package io.autocharge.customer.domain;

import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_ALREADY_ISSUED;
import static io.autocharge.contracts.customer.PartnerRefusal.API_KEY_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.CUT_OFF_HOUR_OUT_OF_RANGE;
import static io.autocharge.contracts.customer.PartnerRefusal.EMAIL_MALFORMED;
import static io.autocharge.contracts.customer.PartnerRefusal.NAME_MISSING;
import static io.autocharge.contracts.customer.PartnerRefusal.PARTNER_ID_ALREADY_USED;
import static io.autocharge.contracts.customer.PartnerRefusal.PARTNER_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.SCOPE_UNKNOWN;
import static io.autocharge.contracts.customer.PartnerRefusal.TIME_ZONE_MISSING;
import static io.autocharge.contracts.customer.PartnerRefusal.TOO_MANY_API_KEYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/** Who invoices and gets paid. Its apps come in with API keys, of which two may be good at a time so that one can follow the other. */
public class Partner {

    private static final int MOST_KEYS = 2;

    @AggregateIdentifier
    private PartnerId id;

    private PartnerRegistered terms;
    private CollectionTerms collection; // absent while the usual terms hold
    private final Map<ApiKeyId, ApiKeyIssued> issued = new HashMap<>();
    private final Set<ApiKeyId> revoked = new HashSet<>();

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
        var before = issued.get(command.apiKeyId());
        if (before != null) {
            API_KEY_ALREADY_ISSUED.when(!before.secretHash().equals(command.secretHash()));
            return;
        }
        SCOPE_UNKNOWN.when(!Scopes.known(command.scopes()));
        TOO_MANY_API_KEYS.when(issued.size() - revoked.size() >= MOST_KEYS);
        apply(new ApiKeyIssued(id, command.apiKeyId(), command.secretHash(), command.scopes(), clock.instant()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RevokeApiKey command, Clock clock) {
        PARTNER_UNKNOWN.when(id == null);
        API_KEY_UNKNOWN.when(!issued.containsKey(command.apiKeyId()));
        if (!revoked.contains(command.apiKeyId())) {
            apply(new ApiKeyRevoked(id, command.apiKeyId(), clock.instant()));
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
        issued.put(event.apiKeyId(), event);
    }

    @EventSourcingHandler
    void evolve(ApiKeyRevoked event) {
        revoked.add(event.apiKeyId());
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
