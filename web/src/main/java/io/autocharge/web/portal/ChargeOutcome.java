package io.autocharge.web.portal;

import io.autocharge.web.Sum;
import io.autocharge.web.Visitor;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What became of a charge, told in the dialog that ordered it, and asked for again while it is on its way. */
@Path("/portal/charges/{id}/outcome")
@Produces(MediaType.TEXT_HTML)
class ChargeOutcome {

    private static final int LOOKS = 20;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The name of the event by which lists learn that they are to be read anew. */
    private static final String CHANGED = "invoices-changed";

    /** How far it has come: {@code done}, {@code planned}, {@code waiting} (for a bank), {@code failed} or {@code moving}. */
    record Outcome(
            String id, String state, Bill bill, Sum amount, String method, boolean bank, LocalDate day, String reason)
            implements TemplateInstance {}

    private final Visitor visitor;

    ChargeOutcome(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    @Blocking
    public Response show(@PathParam("id") String id) {
        var charge = visitor.read("/charges/" + id);
        return answer(bill(charge), charge);
    }

    /** What became of it; {@code before} is the invoice as it was known until then. */
    Response answer(Bill before, JsonObject charge) {
        var state = state(charge.getString("status"));
        var bill = state.equals("done") ? changed(before, charge) : bill(charge);
        var amount = charge.getJsonObject("amount");
        var method = charge.getJsonObject("method");
        var onFile = method == null ? null : OnFile.of(method);
        var on = charge.getString("charge_on");
        var page = new Outcome(
                charge.getString("id"),
                state,
                bill,
                amount == null ? before.outstanding() : Sum.of(amount),
                onFile == null ? null : onFile.title(),
                onFile != null && onFile.bank(),
                on == null ? null : LocalDate.parse(on),
                state.equals("failed") ? reason(charge) : null);
        return Response.ok(page.render()).header("HX-Trigger", CHANGED).build();
    }

    /** The invoice hears of its payment a moment later; nobody shall see the old sum beside the good news. */
    private Bill changed(Bill before, JsonObject charge) {
        for (int look = 0; look < LOOKS; look++) {
            var now = bill(charge);
            if (now.outstanding().amount() < before.outstanding().amount()) {
                return now;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
        return bill(charge);
    }

    private Bill bill(JsonObject charge) {
        return Bill.of(visitor.read("/invoices/" + charge.getString("invoice_id")));
    }

    private String reason(JsonObject charge) {
        var story = visitor.look("/invoices/" + charge.getString("invoice_id") + "/explain");
        return !story.isDone()
                ? null
                : story.body().getJsonArray("charges").stream()
                        .map(JsonObject.class::cast)
                        .filter(one -> charge.getString("id").equals(one.getString("charge_id")))
                        .map(one -> one.getString("sentence"))
                        .findFirst()
                        .orElse(null);
    }

    private static String state(String status) {
        return switch (status) {
            case "captured" -> "done";
            case "scheduled" -> "planned";
            case "pending" -> "waiting";
            case "declined", "refused", "returned", "returned_after_settlement", "canceled" -> "failed";
            default -> "moving";
        };
    }
}
