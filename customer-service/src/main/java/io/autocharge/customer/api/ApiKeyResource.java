package io.autocharge.customer.api;

import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.PartnerCommand.IssueApiKey;
import io.autocharge.contracts.customer.PartnerCommand.RevokeApiKey;
import io.autocharge.customer.domain.Scopes;
import io.autocharge.customer.view.ApiKeyView;
import io.autocharge.customer.view.ApiKeys;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.HoldsASecret;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The API keys of the partner that asks: with two of them, one is replaced by the other without a gap. */
@Path("/api-keys")
class ApiKeyResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** What a key is called, what it may do, and until when. With a public key (a JWK) it has no secret. */
    record Draft(
            String name,
            @Schema(required = true) List<String> scopes,
            Instant expiresAt,
            Map<String, Object> publicKey) {}

    /** A key as its partner sees it; the secret is there once, in the answer to the request that made it. */
    record Key(
            ApiKeyId id,
            String last4,
            String name,
            List<String> scopes,
            String state,
            Object publicKey,
            String clientSecret,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            Instant revokedAt,
            String revokedBy) {}

    private final Commands commands;
    private final ApiKeys keys;
    private final ApiSecrets secrets;
    private final Caller caller;
    private final Clock clock;

    ApiKeyResource(Commands commands, ApiKeys keys, ApiSecrets secrets, Caller caller, Clock clock) {
        this.commands = commands;
        this.keys = keys;
        this.secrets = secrets;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    public Page<Key> list(@BeanParam PageRequest page) {
        return keys.list(caller.partner(), page).map(key -> shown(key, null));
    }

    @GET
    @Path("/{id}")
    public Key show(@PathParam("id") ApiKeyId id) {
        return shown(keys.find(caller.partner(), id).orElseThrow(Problem::notFound), null);
    }

    @POST
    @APIResponseSchema(responseCode = "201", value = Key.class)
    @HoldsASecret
    public Response issue(@HeaderParam("Idempotency-Key") IdempotencyKey key, Draft draft) {
        var wanted = Body.required(draft);
        checkThatCallerMayPassOn(wanted.scopes());
        var partner = caller.partner();
        var id = ApiKeyId.derived(
                partner.value(), "issue-api-key", IdempotencyKey.required(key).value());
        var publicKey = wanted.publicKey() == null ? null : PublicKeys.checked(wanted.publicKey());
        var secret = publicKey == null ? secrets.fresh() : null;
        commands.send(new IssueApiKey(
                partner,
                id,
                secret == null ? "" : secrets.hash(secret),
                wanted.scopes(),
                wanted.name(),
                publicKey,
                wanted.expiresAt(),
                caller.client()));
        var issued = Soon.find(MOMENT, () -> keys.find(partner, id)).orElseThrow(Problem::notFound);
        return Response.created(URI.create("/v1/api-keys/" + id))
                .entity(shown(issued, secret))
                .build();
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") ApiKeyId id) {
        var partner = caller.partner();
        commands.send(new RevokeApiKey(partner, id, caller.client()));
        Soon.find(MOMENT, () -> keys.find(partner, id).filter(key -> key.revokedAt() != null));
    }

    /** Nobody gives away more than it was given itself. */
    private void checkThatCallerMayPassOn(List<String> scopes) {
        var lacking = scopes == null
                ? List.<String>of()
                : scopes.stream()
                        .filter(Scopes.ALL::contains)
                        .filter(scope -> !caller.scopes().contains(scope))
                        .toList();
        if (!lacking.isEmpty()) {
            throw Problem.of(403, "insufficient_scope", "A key can be given no scope that the token does not have.")
                    .with(
                            "WWW-Authenticate",
                            "Bearer error=\"insufficient_scope\", scope=\"" + String.join(" ", lacking) + "\"");
        }
    }

    private Key shown(ApiKeyView key, String secret) {
        var id = key.id().value();
        var state = key.revokedAt() != null ? "revoked" : key.opens(clock.instant()) ? "active" : "expired";
        return new Key(
                key.id(),
                id.substring(id.length() - 4),
                key.name(),
                key.scopes(),
                state,
                key.publicKey() == null ? null : Json.read(key.publicKey(), Map.class),
                secret,
                key.createdAt(),
                key.createdBy(),
                key.expiresAt(),
                key.revokedAt(),
                key.revokedBy());
    }
}
