package io.autocharge.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a person sees in the place of a page that cannot be shown, and where somebody is led who is not signed in. */
@Singleton
class TroublePage {

    static final String PORTAL = "/portal";

    private static final String DOOR = "/staff/sign-in";

    @ServerExceptionMapper
    public Response signedOut(Visitor.SignedOut e, HttpServerRequest request) {
        // A part of a page cannot be led elsewhere, htmx has to lead the page.
        return request.headers().contains("HX-Request")
                ? Response.status(401).header("HX-Redirect", DOOR).build()
                : Response.status(303)
                        .header("Location", DOOR)
                        .header("Set-Cookie", Cookies.forget())
                        .build();
    }

    @ServerExceptionMapper
    public Response refused(Visitor.Refused e) {
        return of(e.status());
    }

    static boolean isFor(HttpServerRequest request) {
        return request.path().startsWith(PORTAL);
    }

    static Response of(int status) {
        return page(status).answer(status);
    }

    private static Lost page(int status) {
        return switch (status) {
            case 401, 403 ->
                portal(
                        "This is not yours to see",
                        "Your role does not allow it. An admin of your company can change that.");
            case 400, 404, 405 ->
                portal("There is nothing here", "It may have been moved, or the address was cut in two.");
            default -> portal("This cannot be shown at the moment", "Nothing was lost. Please try again in a minute.");
        };
    }

    private static Lost portal(String title, String sentence) {
        return new Lost(title, sentence, PORTAL, "Back to the portal");
    }
}
