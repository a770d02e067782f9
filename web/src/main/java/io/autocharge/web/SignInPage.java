package io.autocharge.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.regex.Pattern;

/**
 * The door for persons of customers. Who types an address is told that a mail is on its way, whether the address is known
 * or not, after the same time. The link of the mail shows a button; only the button signs in, for mail scanners open every
 * link.
 */
@Path("/sign-in")
@Produces(MediaType.TEXT_HTML)
class SignInPage {

    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{64}");
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");

    /** Asks for an address. */
    record Door() implements TemplateInstance {}

    /** A mail is on its way; the code is for opening its link in another browser. */
    record Asked(String code) implements TemplateInstance {}

    /** The link of a mail. */
    record Link(boolean code, boolean wrong) implements TemplateInstance {}

    private final SignInLinks links;
    private final Sessions sessions;
    private final Origins origins;
    private final Beat beat;

    SignInPage(SignInLinks links, Sessions sessions, Origins origins, Beat beat) {
        this.links = links;
        this.sessions = sessions;
        this.origins = origins;
        this.beat = beat;
    }

    @GET
    @Blocking
    public Response door() {
        return page(200, new Door());
    }

    @POST
    @Blocking
    public Uni<Response> ask(@Context HttpServerRequest request, @FormParam("email") String email) {
        var began = System.nanoTime();
        if (!origins.mayChange(request)) {
            return Uni.createFrom().item(crossSite());
        }
        var nonce = Nonce.fresh();
        links.ask(email == null ? "" : email, request.remoteAddress().hostAddress(), nonce);
        var answer = Response.fromResponse(page(202, new Asked(nonce.code())))
                .header("Set-Cookie", Cookies.keepNonce(nonce))
                .build();
        return beat.answer(began, answer);
    }

    @GET
    @Path("/{token}")
    @Blocking
    public Response show(@Context HttpServerRequest request, @PathParam("token") String token) {
        if (!LINK.matcher(token).matches()) {
            return lost(404);
        }
        var state = links.look(token, Cookies.nonce(request).orElse(null));
        return switch (state) {
            case READY -> page(200, new Link(false, false));
            case CODE -> page(200, new Link(true, false));
            case GONE -> lost(410);
            case UNKNOWN -> lost(404);
        };
    }

    /** Signs in. Whatever session the browser had is ended, and the new one has an id that nobody has seen before. */
    @POST
    @Path("/{token}")
    @Blocking
    public Response signIn(
            @Context HttpServerRequest request, @PathParam("token") String token, @FormParam("code") String code) {
        if (!origins.mayChange(request)) {
            return crossSite();
        }
        if (!LINK.matcher(token).matches()) {
            return lost(404);
        }
        var typed = code == null ? null : code.replaceAll("\\s", "");
        if (typed != null && !CODE.matcher(typed).matches()) {
            return page(422, new Link(true, true));
        }
        var use = links.use(token, Cookies.nonce(request).orElse(null), typed);
        if (use.session() == null) {
            return use.state() == SignInLinks.State.CODE ? page(422, new Link(true, true)) : lost(status(use.state()));
        }
        Cookies.session(request).ifPresent(sessions::end);
        return Response.status(303)
                .header("Location", "/account")
                .header("Set-Cookie", Cookies.keep(use.session()))
                .header("Set-Cookie", Cookies.forgetNonce())
                .build();
    }

    private static int status(SignInLinks.State state) {
        return state == SignInLinks.State.UNKNOWN ? 404 : 410;
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML)
                .header("X-Robots-Tag", "noindex, nofollow")
                .entity(page.render())
                .build();
    }

    private static Response lost(int status) {
        var page = status == 404
                ? lost("This link opens nothing", "It may have been cut in two on its way. Ask for another.")
                : lost(
                        "This link is no longer good",
                        "A link is good for 10 minutes, once, and only the newest one. Ask for another.");
        return page.answer(status);
    }

    private static Response crossSite() {
        return lost("Nobody was signed in", "This page takes orders from itself alone. Open it and try again.")
                .answer(403);
    }

    private static Lost lost(String title, String sentence) {
        return new Lost(title, sentence, "/sign-in", "Ask for a link");
    }
}
