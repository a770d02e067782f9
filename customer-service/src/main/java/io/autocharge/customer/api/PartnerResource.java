package io.autocharge.customer.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.PartnerCommand.IssueApiKey;
import io.autocharge.contracts.customer.PartnerCommand.RegisterPartner;
import io.autocharge.contracts.customer.PartnerCommand.RevokeApiKey;
import io.autocharge.customer.domain.Scopes;
import io.autocharge.customer.view.PartnerView;
import io.autocharge.customer.view.Partners;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Partners over HTTP, for operators alone: the edge does not lead here. */
@Path("/partners")
class PartnerResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final String OPERATORS = "operators";

    /** A partner as it is taken on. */
    record Draft(String name, String email, ZoneId timeZone, Integer cutOffHour) {}

    /** What an API key may do; everything, if nothing is said. */
    record KeyDraft(List<String> scopes) {}

    /** An API key with its secret, this once. */
    record Issued(ApiKeyId clientId, String clientSecret, List<String> scopes) {}

    private final Commands commands;
    private final Partners partners;
    private final ApiSecrets secrets;

    PartnerResource(Commands commands, Partners partners, ApiSecrets secrets) {
        this.commands = commands;
        this.partners = partners;
        this.secrets = secrets;
    }

    @POST
    public Response register(@HeaderParam("Idempotency-Key") IdempotencyKey key, Draft draft) {
        var id = PartnerId.derived(
                OPERATORS, "register-partner", IdempotencyKey.required(key).value());
        var wanted = Body.required(draft);
        commands.send(new RegisterPartner(
                id,
                wanted.name(),
                wanted.email(),
                wanted.timeZone(),
                wanted.cutOffHour() == null ? 0 : wanted.cutOffHour()));
        var partner = Soon.find(MOMENT, () -> partners.find(id)).orElseThrow(Problem::notFound);
        return Response.created(URI.create("/partners/" + id)).entity(partner).build();
    }

    @GET
    @Path("/{id}")
    public PartnerView show(@PathParam("id") PartnerId id) {
        return partners.find(id).orElseThrow(Problem::notFound);
    }

    @POST
    @Path("/{id}/api-keys")
    public Response issueKey(
            @PathParam("id") PartnerId id, @HeaderParam("Idempotency-Key") IdempotencyKey key, KeyDraft draft) {
        var keyId = ApiKeyId.derived(
                id.value(), "issue-api-key", IdempotencyKey.required(key).value());
        var scopes = draft == null || draft.scopes() == null ? Scopes.ALL : draft.scopes();
        var secret = secrets.fresh();
        commands.send(new IssueApiKey(id, keyId, secrets.hash(secret), scopes, null, null, null, OPERATORS));
        return Response.status(201).entity(new Issued(keyId, secret, scopes)).build();
    }

    @DELETE
    @Path("/{id}/api-keys/{key}")
    public void revokeKey(@PathParam("id") PartnerId id, @PathParam("key") ApiKeyId key) {
        commands.send(new RevokeApiKey(id, key, OPERATORS));
    }
}
