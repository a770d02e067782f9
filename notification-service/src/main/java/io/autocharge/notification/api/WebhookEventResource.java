package io.autocharge.notification.api;

import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookEventId;
import io.autocharge.notification.domain.Announcement;
import io.autocharge.notification.policy.ResendWebhooks;
import io.autocharge.notification.view.Deliveries;
import io.autocharge.notification.view.Delivery;
import io.autocharge.notification.view.PartnerFeed;
import io.autocharge.notification.view.WebhookEndpointView;
import io.autocharge.notification.view.WebhookEndpoints;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What a partner is told, over HTTP: to read again, to see what became of it, and to have it sent again. */
@Path("/webhooks")
class WebhookEventResource {

    private static final int MOST_EVENTS = 100;

    /** An event as webhooks tell it. */
    record Happened(
            WebhookEventId id,
            String type,
            String apiVersion,
            Instant timestamp,
            String subject,
            long sequence,
            long position,
            Map<String, String> data) {

        static Happened of(Announcement event) {
            return new Happened(
                    event.id(),
                    event.type(),
                    "v1",
                    event.occurredAt(),
                    event.subject(),
                    event.sequence(),
                    event.position(),
                    event.data());
        }
    }

    /** What became of one event at one endpoint; {@code id} is the header {@code webhook-id}. */
    record Sent(
            WebhookDeliveryId id,
            WebhookEventId eventId,
            String type,
            String subject,
            long sequence,
            long position,
            Delivery.State state,
            int attempts,
            List<Delivery.Try> tries,
            Instant nextTryAt,
            Instant createdAt) {

        static Sent of(Delivery delivery) {
            var event = delivery.event();
            return new Sent(
                    delivery.id(),
                    event.id(),
                    event.type(),
                    event.subject(),
                    event.sequence(),
                    event.position(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.tries(),
                    delivery.nextAt(),
                    delivery.createdAt());
        }
    }

    /** Which events are to be sent to an endpoint again: these, or all behind a position of the feed. */
    record Wish(WebhookEndpointId endpointId, List<WebhookEventId> eventIds, Long after) {

        Wish {
            // Generated clients send the lists that nobody filled.
            eventIds = eventIds == null || eventIds.isEmpty() ? null : eventIds;
        }
    }

    private final PartnerFeed feed;
    private final WebhookEndpoints endpoints;
    private final Deliveries deliveries;
    private final ResendWebhooks resender;
    private final Caller caller;

    WebhookEventResource(
            PartnerFeed feed,
            WebhookEndpoints endpoints,
            Deliveries deliveries,
            ResendWebhooks resender,
            Caller caller) {
        this.feed = feed;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.resender = resender;
        this.caller = caller;
    }

    /** What has happened in the last 30 days, the oldest first; {@code after} is a position, {@code end_cursor} the next. */
    @GET
    @Path("/events")
    public Page<Happened> events(@BeanParam PageRequest page) {
        if (page.before() != null) {
            throw Problem.malformed("The feed is read forwards: 'after' is expected.");
        }
        var from = page.after() == null ? 0 : position(page.after());
        var found = feed.after(caller.partner(), from, page.limit() + 1);
        var shown = found.subList(0, Math.min(page.limit(), found.size()));
        return new Page<>(
                shown.stream().map(Happened::of).toList(),
                shown.isEmpty() ? null : String.valueOf(shown.get(0).position()),
                shown.isEmpty()
                        ? page.after()
                        : String.valueOf(shown.get(shown.size() - 1).position()),
                found.size() > page.limit(),
                from > 0);
    }

    /** What was sent to an endpoint in the last 30 days, the newest first. */
    @GET
    @Path("/{id}/deliveries")
    public Page<Sent> deliveries(@PathParam("id") WebhookEndpointId id, @BeanParam PageRequest page) {
        found(id);
        return deliveries.list(caller.partner(), id, page).map(Sent::of);
    }

    /** Sends events to an endpoint again: these, or all behind a position of the feed. */
    @POST
    @Path("/retry")
    @APIResponse(responseCode = "202")
    public Response retry(@HeaderParam("Idempotency-Key") IdempotencyKey key, Wish wish) {
        var request = Ulid.derived(
                caller.partner().value(), "retry", IdempotencyKey.required(key).value());
        if (wish == null || wish.endpointId() == null || (wish.eventIds() == null) == (wish.after() == null)) {
            throw Problem.malformed("An 'endpoint_id' and either 'event_ids' or 'after' are expected.");
        }
        if (found(wish.endpointId()).pausedReason() != null) {
            throw Problem.of(409, "webhook_endpoint_paused", "The endpoint is paused. Resume it first.");
        }
        if (wish.after() != null) {
            resender.resendFrom(caller.partner(), wish.endpointId(), wish.after(), request);
        } else {
            resender.resend(wish.endpointId(), named(wish.eventIds()), request);
        }
        return Response.accepted().build();
    }

    private List<Announcement> named(List<WebhookEventId> ids) {
        if (ids.size() > MOST_EVENTS || ids.stream().anyMatch(java.util.Objects::isNull)) {
            throw Problem.malformed("1 to 100 'event_ids' are expected.");
        }
        return ids.stream()
                .distinct()
                .map(id -> feed.find(caller.partner(), id).orElseThrow(Problem::notFound))
                .toList();
    }

    private WebhookEndpointView found(WebhookEndpointId id) {
        return endpoints.find(caller.partner(), id).orElseThrow(Problem::notFound);
    }

    private static long position(String after) {
        if (!after.matches("[0-9]{1,18}")) {
            throw Problem.malformed("The cursor is none that was given out here.");
        }
        return Long.parseLong(after);
    }
}
