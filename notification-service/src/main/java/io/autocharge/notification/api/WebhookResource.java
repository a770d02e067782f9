package io.autocharge.notification.api;

import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.notification.WebhookEndpointCommand.PauseWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RegisterWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RemoveWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.ResumeWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RotateWebhookKey;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.contracts.notification.WebhookSignature;
import io.autocharge.notification.domain.Courier;
import io.autocharge.notification.domain.Seal;
import io.autocharge.notification.policy.QueueWebhooks;
import io.autocharge.notification.view.WebhookEndpointView;
import io.autocharge.notification.view.WebhookEndpoints;
import io.autocharge.runtime.Commands;
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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;

/** The places to which a partner is told what happens, over HTTP. */
@Path("/webhooks")
class WebhookResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** For how long the answer to a repeated request still shows the secret that the first one showed. */
    private static final Duration SHOWN = Duration.ofHours(24);

    /** Where to, signed how (Ed25519, {@code v1a}, if nothing is said), and what of (everything, if nothing is said). */
    record Draft(String url, WebhookSignature signature, List<String> eventTypes) {}

    /**
     * An endpoint as its partner sees it.
     *
     * @param state {@code active} or {@code paused}
     * @param publicKeys of {@code v1a}, all keys that are good now, the newest first
     * @param secret of {@code v1}, in the answer that makes it and never again
     */
    record Shown(
            WebhookEndpointId id,
            String url,
            List<String> eventTypes,
            WebhookSignature signature,
            String state,
            WebhookPause pausedReason,
            Instant pausedAt,
            int keyVersion,
            Instant previousKeyUntil,
            List<String> publicKeys,
            String secret,
            Instant createdAt) {}

    private final Commands commands;
    private final WebhookEndpoints endpoints;
    private final Courier courier;
    private final Seal seal;
    private final Caller caller;
    private final Clock clock;

    WebhookResource(
            Commands commands, WebhookEndpoints endpoints, Courier courier, Seal seal, Caller caller, Clock clock) {
        this.commands = commands;
        this.endpoints = endpoints;
        this.courier = courier;
        this.seal = seal;
        this.caller = caller;
        this.clock = clock;
    }

    /** Registers an endpoint: from now on it is told what happens. */
    @POST
    @HoldsASecret
    @APIResponseSchema(responseCode = "201", value = Shown.class)
    public Response register(@HeaderParam("Idempotency-Key") IdempotencyKey key, Draft draft) {
        var partner = caller.partner();
        var id = WebhookEndpointId.derived(
                partner.value(), "webhook", IdempotencyKey.required(key).value());
        if (draft == null || draft.url() == null) {
            throw Problem.malformed("A JSON body with a 'url' is expected.");
        }
        if (endpoints.find(partner, id).isEmpty()) {
            courier.objection(draft.url()).ifPresent(objection -> {
                throw Problem.of(422, "webhook_url_not_allowed", objection);
            });
            if (endpoints.of(partner, QueueWebhooks.MOST_ENDPOINTS).size() >= QueueWebhooks.MOST_ENDPOINTS) {
                throw Problem.of(409, "too_many_webhook_endpoints", "A partner has at most 16 endpoints at a time.");
            }
        }
        var signature = draft.signature() == null ? WebhookSignature.ED25519 : draft.signature();
        commands.send(new RegisterWebhookEndpoint(id, partner, draft.url(), signature, draft.eventTypes()));
        var view = seen(id, endpoint -> true);
        var fresh = view.keyVersion() == 1
                && clock.instant().isBefore(view.createdAt().plus(SHOWN));
        return Response.created(URI.create("/v1/webhooks/" + id))
                .entity(shown(view, fresh))
                .build();
    }

    @GET
    public Page<Shown> list(@BeanParam PageRequest page) {
        return endpoints.list(caller.partner(), page).map(view -> shown(view, false));
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") WebhookEndpointId id) {
        return shown(found(id), false);
    }

    /** Removes an endpoint for good. */
    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") WebhookEndpointId id) {
        var partner = caller.partner();
        commands.send(new RemoveWebhookEndpoint(id, partner));
        Soon.find(
                MOMENT,
                () -> endpoints.find(partner, id).isEmpty() ? java.util.Optional.of(id) : java.util.Optional.empty());
    }

    /** Signs with a new key from now on, beside the one before it for 24 hours. */
    @POST
    @Path("/{id}/rotate")
    @HoldsASecret
    public Shown rotate(@PathParam("id") WebhookEndpointId id, @HeaderParam("Idempotency-Key") IdempotencyKey key) {
        var request = Ulid.derived("rotate", IdempotencyKey.required(key).value());
        var before = found(id);
        commands.send(new RotateWebhookKey(id, caller.partner(), request));
        var view = seen(id, endpoint -> endpoint.keyVersion() > before.keyVersion());
        return shown(view, view.previousUntil() != null && clock.instant().isBefore(view.previousUntil()));
    }

    /** Sends nothing there until it is resumed. */
    @POST
    @Path("/{id}/pause")
    public Shown pause(@PathParam("id") WebhookEndpointId id) {
        commands.send(new PauseWebhookEndpoint(id, caller.partner(), WebhookPause.REQUESTED));
        return shown(seen(id, endpoint -> endpoint.pausedReason() != null), false);
    }

    /** Sends what happens from now on. */
    @POST
    @Path("/{id}/resume")
    public Shown resume(@PathParam("id") WebhookEndpointId id) {
        commands.send(new ResumeWebhookEndpoint(id, caller.partner()));
        return shown(seen(id, endpoint -> endpoint.pausedReason() == null), false);
    }

    private WebhookEndpointView found(WebhookEndpointId id) {
        return endpoints.find(caller.partner(), id).orElseThrow(Problem::notFound);
    }

    private WebhookEndpointView seen(WebhookEndpointId id, Predicate<WebhookEndpointView> change) {
        var partner = caller.partner();
        return Soon.find(MOMENT, () -> endpoints.find(partner, id).filter(change))
                .or(() -> endpoints.find(partner, id))
                .orElseThrow(Problem::notFound);
    }

    private Shown shown(WebhookEndpointView view, boolean withSecret) {
        var open = view.signature() == WebhookSignature.ED25519;
        var twoKeys = view.previousUntil() != null && clock.instant().isBefore(view.previousUntil());
        var versions = twoKeys ? Stream.of(view.keyVersion(), view.keyVersion() - 1) : Stream.of(view.keyVersion());
        return new Shown(
                view.id(),
                view.url(),
                view.eventTypes(),
                view.signature(),
                view.pausedReason() == null ? "active" : "paused",
                view.pausedReason(),
                view.pausedAt(),
                view.keyVersion(),
                twoKeys ? view.previousUntil() : null,
                open
                        ? versions.map(version -> seal.key(view.id(), view.signature(), version))
                                .toList()
                        : null,
                !open && withSecret ? seal.key(view.id(), view.signature(), view.keyVersion()) : null,
                view.createdAt());
    }
}
