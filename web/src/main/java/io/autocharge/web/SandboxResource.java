package io.autocharge.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;

/**
 * Lets a partner app see tomorrow in the sandbox. Time passes for all services up to the same instant, so that asking again
 * after one of them was away does no harm. Who may is judged by each service.
 */
@Path(SandboxResource.PATH)
@Produces({MediaType.APPLICATION_JSON, Refusals.TYPE})
class SandboxResource {

    static final String PATH = "/sandbox/clock";

    private static final Set<String> FIELDS = Set.of("advance", "until");

    private final Services services;

    SandboxResource(Services services) {
        this.services = services;
    }

    /** The time as the services have it. */
    @GET
    public Response show(@HeaderParam("Authorization") String authorization) {
        return passed(services.get(Upstream.PAYMENT, PATH, headers(authorization)));
    }

    /** Lets time pass: {@code {"advance": "P1D"}}, or {@code {"until": "2026-12-24T09:00:00Z"}}. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response pass(
            @HeaderParam("Authorization") String authorization, @Context HttpServerRequest request, String body) {
        var headers = headers(authorization);
        var now = services.get(Upstream.PAYMENT, PATH, headers);
        if (now.status() != 200) {
            return passed(now);
        }
        Instant until;
        try {
            var wanted = new JsonObject(body);
            var unknown = wanted.fieldNames().stream()
                    .filter(name -> !FIELDS.contains(name))
                    .findFirst();
            if (unknown.isPresent()) {
                return malformed(request, unknown.get(), "This field is not known.");
            }
            until = until(wanted, Instant.parse(now.body().getString("now")));
        } catch (RuntimeException e) {
            return malformed(
                    request, "advance", "A period such as P30D or PT6H is expected, or until with an instant.");
        }
        var answer = now;
        for (var service : Upstream.values()) {
            answer = services.post(service, PATH, new JsonObject().put("until", until.toString()), headers);
            if (answer.status() != 200) {
                return passed(answer);
            }
        }
        return passed(answer);
    }

    private static Response malformed(HttpServerRequest request, String field, String why) {
        var pointer = "/" + field.replace("~", "~0").replace("/", "~1");
        var fault = new JsonObject().put("pointer", pointer).put("detail", why);
        return Response.status(400)
                .type(Refusals.TYPE)
                .entity(Refusals.body(400, Refusals.trace(request))
                        .put("errors", new JsonArray().add(fault))
                        .encode())
                .build();
    }

    private static Instant until(JsonObject body, Instant now) {
        var advance = body.getString("advance");
        if (advance == null) {
            return Instant.parse(body.getString("until"));
        }
        try {
            return now.plus(Duration.parse(advance));
        } catch (DateTimeParseException e) {
            return now.atZone(ZoneOffset.UTC).plus(Period.parse(advance)).toInstant();
        }
    }

    private static Map<String, String> headers(String authorization) {
        return authorization == null ? Map.of() : Map.of("Authorization", authorization);
    }

    private static Response passed(Services.Answer answer) {
        var response = Response.status(answer.status()).entity(answer.body().encode());
        return (answer.status() == 200 ? response : response.type(Refusals.TYPE)).build();
    }
}
