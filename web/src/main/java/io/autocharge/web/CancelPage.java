package io.autocharge.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The page behind the link in a notice: which charge is planned, and a button that stops it. Opening the page stops
 * nothing, for mail scanners open every link.
 */
@Path("/cancel/{token}")
@Produces(MediaType.TEXT_HTML)
class CancelPage {

    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{64}");

    /** What the link says. */
    record Cancel(String partner, String number, Sum amount, LocalDate day, String state) implements TemplateInstance {}

    private final Services services;

    CancelPage(Services services) {
        this.services = services;
    }

    @GET
    @Blocking
    public Response show(@PathParam("token") String link) {
        if (!LINK.matcher(link).matches()) {
            return lost();
        }
        var answer = services.get(Upstream.PAYMENT, "/cancel/" + link);
        if (answer.status() >= 500) {
            throw unreachable(answer);
        }
        return answer.status() == 200 ? page(answer.body()) : lost();
    }

    /** Sends the browser back to the page, which tells what has become of the charge. */
    @POST
    @Blocking
    public Response cancel(@PathParam("token") String link) {
        if (!LINK.matcher(link).matches()) {
            return lost();
        }
        var answer = services.post(Upstream.PAYMENT, "/cancel/" + link, new JsonObject(), Map.of());
        if (answer.status() >= 500) {
            throw unreachable(answer);
        }
        return answer.status() == 404
                ? lost()
                : Response.status(303).header("Location", "/cancel/" + link).build();
    }

    private static Services.Unreachable unreachable(Services.Answer answer) {
        return new Services.Unreachable(Upstream.PAYMENT, new IllegalStateException("status " + answer.status()));
    }

    private static Response page(JsonObject found) {
        var page = new Cancel(
                found.getString("partner_name"),
                found.getString("invoice_number"),
                Sum.of(found.getJsonObject("amount")),
                LocalDate.parse(found.getString("charge_date")),
                found.getString("state"));
        return Response.ok(page.render()).build();
    }

    private static Response lost() {
        var page = new Lost(
                "This link opens nothing",
                "It may have been cut in two on its way. Nothing was stopped. Ask the company that sent it.");
        return page.answer(404);
    }
}
