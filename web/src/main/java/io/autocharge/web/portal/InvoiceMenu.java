package io.autocharge.web.portal;

import io.autocharge.web.Visitor;
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
import java.time.Instant;
import java.util.List;

/** What the menu beside an invoice offers besides charging it. */
@Path("/portal/invoices/{id}")
@Produces(MediaType.TEXT_HTML)
class InvoiceMenu {

    private static final String CHANGED = "invoices-changed";

    /** Asks once more. */
    record Archive(Bill bill, String trouble) implements TemplateInstance {}

    /** The story of an invoice: what the rules say now, and what was tried. */
    record Why(Bill bill, String now, boolean paused, boolean frozen, List<Entry> charges, List<Entry> decisions)
            implements TemplateInstance {}

    /** Something that happened, or was decided. */
    record Entry(String status, String sentence, Instant at) {}

    private final Visitor visitor;

    InvoiceMenu(Visitor visitor) {
        this.visitor = visitor;
    }

    @POST
    @Path("/payment-link")
    @Blocking
    public String mailLink(@PathParam("id") String id) {
        var bill = bill(id);
        var answer = visitor.order("/invoices/" + id + "/payment-link", new JsonObject(), null);
        return answer.isDone()
                ? Toast.done("The payment link for " + bill.number() + " is on its way to " + bill.customer() + ".")
                : Toast.trouble(answer.reason());
    }

    @GET
    @Path("/archive")
    @Blocking
    public String askToArchive(@PathParam("id") String id) {
        return new Archive(bill(id), null).render();
    }

    @POST
    @Path("/archive")
    @Blocking
    public Response archive(@PathParam("id") String id) {
        var bill = bill(id);
        var answer = visitor.remove("/invoices/" + id);
        return answer.isDone()
                ? Response.ok(Toast.done(bill.number() + " is archived."))
                        .header("HX-Trigger", CHANGED + ", dialog-done")
                        .header("HX-Retarget", "#toasts")
                        .header("HX-Reswap", "beforeend")
                        .build()
                : Response.status(422)
                        .entity(new Archive(bill, answer.reason()).render())
                        .build();
    }

    @GET
    @Path("/why")
    @Blocking
    public String why(@PathParam("id") String id) {
        var story = visitor.read("/invoices/" + id + "/explain");
        var now = story.getJsonObject("now");
        return new Why(
                        bill(id),
                        now == null ? null : now.getString("sentence"),
                        story.getBoolean("automatic_charges_paused", false),
                        story.getBoolean("automatic_charging_frozen", false),
                        entries(story, "charges", "status", "updated_at"),
                        entries(story, "decisions", "outcome", "decided_at"))
                .render();
    }

    private static List<Entry> entries(JsonObject story, String list, String status, String at) {
        return story.getJsonArray(list).stream()
                .map(JsonObject.class::cast)
                .map(one ->
                        new Entry(one.getString(status), one.getString("sentence"), Instant.parse(one.getString(at))))
                .toList();
    }

    private Bill bill(String id) {
        return Bill.of(visitor.read("/invoices/" + id));
    }
}
