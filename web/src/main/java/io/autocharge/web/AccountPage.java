package io.autocharge.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Tells a person that it is signed in and as whom, and lets it out again. */
@Path("/account")
class AccountPage {

    /** As whom. */
    record Account(String role, String formToken) implements TemplateInstance {}

    private final Sessions sessions;
    private final Origins origins;

    AccountPage(Sessions sessions, Origins origins) {
        this.sessions = sessions;
        this.origins = origins;
    }

    @GET
    @Blocking
    @Produces(MediaType.TEXT_HTML)
    public Response show(@Context HttpServerRequest request) {
        var session = Cookies.session(request);
        return session.flatMap(sessions::find)
                .map(person -> Response.ok(new Account(person.role(), Cookies.formToken(session.get())).render())
                        .build())
                .orElseGet(AccountPage::toTheDoor);
    }

    /** For the scripts of our pages: who is signed in, what its role allows, and what its forms carry. */
    @GET
    @Path("/session")
    @Blocking
    @Produces({MediaType.APPLICATION_JSON, Refusals.TYPE})
    public Response session(@Context HttpServerRequest request) {
        if (!origins.mayLook(request)) {
            return refused(403, request);
        }
        var session = Cookies.session(request);
        return session.flatMap(sessions::find)
                .map(person -> Response.ok(new JsonObject()
                                .put("person", person.id())
                                .put("partner_id", person.partner())
                                .put("customer_id", person.customer())
                                .put("role", person.role())
                                .put("scopes", new JsonArray(person.scopes()))
                                .put("signed_in_at", person.signedInAt().toString())
                                .put("form_token", Cookies.formToken(session.get()))
                                .encode())
                        .build())
                .orElseGet(() -> refused(401, request));
    }

    @POST
    @Path("/sign-out")
    @Blocking
    public Response signOut(@Context HttpServerRequest request, @FormParam("form_token") String formToken) {
        var session = Cookies.session(request).orElse("");
        if (!origins.mayChange(request) || !same(Cookies.formToken(session), formToken)) {
            return refused(403, request);
        }
        sessions.end(session);
        return toTheDoor();
    }

    private static boolean same(String expected, String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8));
    }

    private static Response toTheDoor() {
        return Response.status(303)
                .header("Location", "/sign-in")
                .header("Set-Cookie", Cookies.forget())
                .build();
    }

    private static Response refused(int status, HttpServerRequest request) {
        return Response.status(status)
                .type(Refusals.TYPE)
                .entity(Refusals.body(status, Refusals.trace(request)).encode())
                .build();
    }
}
