package io.autocharge.web.portal;

import io.autocharge.web.CardFields;
import io.autocharge.web.Viewer;
import io.autocharge.web.Visitor;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/**
 * The dialog with which an invoice is charged: how much, to which method, when. The key of the order is made when the
 * dialog opens, so that whatever is sent twice is charged once; after a failure the dialog opens anew, with another key.
 */
@Path("/portal/invoices/{id}/charge")
@Produces(MediaType.TEXT_HTML)
class ChargeDialog {

    /** The dialog; {@code trouble} says why nothing was done. */
    record Dialog(ChargeOrder order, String key, String trouble, String amountTrouble, String dayTrouble, String tokens)
            implements TemplateInstance {}

    /** What will happen if the button is pressed. */
    record Sentence(ChargeOrder order, String trouble) implements TemplateInstance {}

    /** What stands in the fields. */
    static class Fields {
        @FormParam("amount")
        String amount;

        @FormParam("method")
        String method;

        @FormParam("when")
        String when;

        @FormParam("date")
        String date;

        @FormParam("key")
        String key;

        @FormParam("token")
        String token;
    }

    private final Visitor visitor;
    private final Viewer viewer;
    private final ChargeOutcome outcomes;
    private final CardFields cards;

    ChargeDialog(Visitor visitor, Viewer viewer, ChargeOutcome outcomes, CardFields cards) {
        this.visitor = visitor;
        this.viewer = viewer;
        this.outcomes = outcomes;
        this.cards = cards;
    }

    @GET
    @Blocking
    public String open(@PathParam("id") String id) {
        var bill = bill(id);
        return dialog(order(bill, viewer.field(bill.outstanding()), null, "now", null), null);
    }

    @GET
    @Path("/sentence")
    @Blocking
    public String sentence(
            @PathParam("id") String id,
            @QueryParam("amount") String amount,
            @QueryParam("method") String method,
            @QueryParam("when") String when,
            @QueryParam("date") String date) {
        var order = order(bill(id), amount, method, when, date);
        var trouble = order.objection(viewer) == null ? order.objectionToDay() : order.objection(viewer);
        return new Sentence(order, trouble).render();
    }

    /** Puts the token of a new card or bank account on file, and offers it. */
    @POST
    @Path("/methods")
    @Blocking
    public String store(@PathParam("id") String id, @BeanParam Fields fields) {
        var bill = bill(id);
        var answer = visitor.order(
                "/customers/" + bill.customerId() + "/payment-methods",
                new JsonObject().put("token", fields.token).put("default", false),
                UUID.nameUUIDFromBytes(String.valueOf(fields.token).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .toString());
        var chosen = answer.isDone() ? answer.body().getString("id") : fields.method;
        var order = order(bill, fields.amount, chosen, fields.when, fields.date);
        return dialog(order, answer.isDone() ? null : answer.reason());
    }

    @POST
    @Blocking
    public Response charge(@PathParam("id") String id, @BeanParam Fields fields) {
        var bill = bill(id);
        var order = order(bill, fields.amount, fields.method, fields.when, fields.date);
        if (order.objection(viewer) != null
                || order.objectionToDay() != null
                || order.chosen().isEmpty()) {
            return Response.status(422).entity(dialog(order, null)).build();
        }
        var answer = visitor.order("/charges", order.json(), fields.key);
        if (!answer.isDone()) {
            return Response.status(422).entity(dialog(order, answer.reason())).build();
        }
        return outcomes.answer(bill, answer.body());
    }

    private String dialog(ChargeOrder order, String trouble) {
        return new Dialog(
                        order,
                        UUID.randomUUID().toString(),
                        trouble,
                        order.objection(viewer),
                        order.objectionToDay(),
                        cards.tokens())
                .render();
    }

    private ChargeOrder order(Bill bill, String amount, String method, String when, String date) {
        return new ChargeOrder(bill, amount, methods(bill), method, when == null ? "now" : when, date);
    }

    private Bill bill(String id) {
        return Bill.of(visitor.read("/invoices/" + id));
    }

    private List<OnFile> methods(Bill bill) {
        return visitor.read("/customers/" + bill.customerId() + "/payment-methods").getJsonArray("data").stream()
                .map(method -> OnFile.of((JsonObject) method))
                .toList();
    }
}
