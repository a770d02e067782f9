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
import java.util.List;
import java.util.regex.Pattern;

/**
 * The door for the staff of partners: an address, a passphrase and six digits, asked for together, so that nothing tells
 * which of them was wrong. A mailed link lets a person join or choose another passphrase.
 */
@Path("/staff")
@Produces(MediaType.TEXT_HTML)
class StaffPage {

    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{64}");

    /** Asks for everything at once. */
    record Door(boolean wrong) implements TemplateInstance {}

    /** Asks for the address of somebody who has forgotten the passphrase. */
    record Forgotten(boolean asked) implements TemplateInstance {}

    /** The link of a mail: to join, or to choose another passphrase. */
    record Link(StaffDoor.Look person, String groups, boolean weak, boolean wrong) implements TemplateInstance {}

    /** It is done; the recovery codes are shown this once. */
    record Done(List<String> codes) implements TemplateInstance {}

    private final StaffDoor door;
    private final Sessions sessions;
    private final Origins origins;
    private final Beat beat;

    StaffPage(StaffDoor door, Sessions sessions, Origins origins, Beat beat) {
        this.door = door;
        this.sessions = sessions;
        this.origins = origins;
        this.beat = beat;
    }

    @GET
    @Path("/sign-in")
    @Blocking
    public Response door() {
        return page(200, new Door(false));
    }

    @POST
    @Path("/sign-in")
    @Blocking
    public Uni<Response> signIn(
            @Context HttpServerRequest request,
            @FormParam("email") String email,
            @FormParam("passphrase") String passphrase,
            @FormParam("code") String code) {
        var began = System.nanoTime();
        if (!origins.mayChange(request)) {
            return Uni.createFrom().item(crossSite());
        }
        var session =
                door.signIn(email, passphrase, code, request.remoteAddress().hostAddress());
        if (session == null) {
            return beat.answer(began, page(401, new Door(true)));
        }
        Cookies.session(request).ifPresent(sessions::end);
        return beat.answer(
                began,
                Response.status(303)
                        .header("Location", TroublePage.PORTAL)
                        .header("Set-Cookie", Cookies.keep(session))
                        .build());
    }

    @GET
    @Path("/forgotten")
    @Blocking
    public Response forgotten() {
        return page(200, new Forgotten(false));
    }

    @POST
    @Path("/forgotten")
    @Blocking
    public Uni<Response> mail(@Context HttpServerRequest request, @FormParam("email") String email) {
        var began = System.nanoTime();
        if (!origins.mayChange(request)) {
            return Uni.createFrom().item(crossSite());
        }
        door.forgotten(email, request.remoteAddress().hostAddress());
        return beat.answer(began, page(202, new Forgotten(true)));
    }

    @GET
    @Path("/link/{token}")
    @Blocking
    public Response show(@PathParam("token") String token) {
        return form(token, 200, false, false);
    }

    @POST
    @Path("/link/{token}")
    @Blocking
    public Response use(
            @Context HttpServerRequest request,
            @PathParam("token") String token,
            @FormParam("passphrase") String passphrase,
            @FormParam("code") String code) {
        if (!origins.mayChange(request)) {
            return crossSite();
        }
        if (!LINK.matcher(token).matches()) {
            return lost(404);
        }
        var use = door.use(token, passphrase, code);
        return switch (use.outcome()) {
            case DONE -> page(200, new Done(use.recoveryCodes()));
            case PASSPHRASE_WEAK -> form(token, 422, true, false);
            case CODE_WRONG -> form(token, 422, false, true);
            case GONE -> lost(410);
            case UNKNOWN -> lost(404);
        };
    }

    private Response form(String token, int status, boolean weak, boolean wrong) {
        if (!LINK.matcher(token).matches()) {
            return lost(404);
        }
        var look = door.look(token);
        if (look.outcome() != StaffDoor.Outcome.DONE) {
            return lost(look.outcome() == StaffDoor.Outcome.UNKNOWN ? 404 : 410);
        }
        var groups = look.seed() == null ? "" : look.seed().replaceAll("(.{4})(?=.)", "$1 ");
        return page(status, new Link(look, groups, weak, wrong));
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
                ? lost("This link opens nothing", "It may have been cut in two on its way.")
                : lost(
                        "This link is no longer good",
                        "A link is good once, for some time, and only the newest one. Ask for another.");
        return page.answer(status);
    }

    private static Response crossSite() {
        return lost("Nothing was done", "This page takes orders from itself alone. Open it and try again.")
                .answer(403);
    }

    private static Lost lost(String title, String sentence) {
        return new Lost(title, sentence, "/staff/sign-in", "Sign in");
    }
}
