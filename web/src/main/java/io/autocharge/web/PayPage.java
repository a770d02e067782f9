package io.autocharge.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * The page behind a payment link: who asks for what, and a form to pay all or a part of it. The number of a card goes from
 * the payer's browser to the payment processor; only the token that stands for it comes here.
 */
@Path("/pay/{token}")
@Produces(MediaType.TEXT_HTML)
class PayPage {

    private static final Pattern LINK = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern PROCESSOR_TOKEN = Pattern.compile("[A-Za-z0-9_]{6,80}");

    private static final int LOOKS = 20;
    private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What the link says. */
    record Pay(
            String partner,
            String number,
            String customer,
            LocalDate due,
            Sum total,
            Sum outstanding,
            String state,
            String notice,
            String key,
            String tokens)
            implements TemplateInstance {}

    private final Services services;
    private final Addresses addresses;

    PayPage(Services services, Addresses addresses) {
        this.services = services;
        this.addresses = addresses;
    }

    @GET
    @Blocking
    public Response show(@PathParam("token") String link, @QueryParam("outcome") String outcome) {
        return page(link, 200, notice(outcome));
    }

    @POST
    @Blocking
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response pay(
            @PathParam("token") String link,
            @FormParam("amount") String amount,
            @FormParam("processor_token") String token,
            @FormParam("key") String key) {
        var shown = shown(link);
        if (shown.status() != 200) {
            return closed(shown, null);
        }
        var found = shown.body();
        var sum = Sum.written(amount, Sum.of(found.getJsonObject("outstanding")).currency());
        if (sum.isEmpty()) {
            return page(link, 422, "Please enter an amount such as 80.00.");
        }
        if (token == null || !PROCESSOR_TOKEN.matcher(token).matches() || key == null || key.length() > 64) {
            return page(link, 422, "The card could not be read. Nothing was charged.");
        }
        var answer = services.post(
                Upstream.PAYMENT,
                "/pay/" + link,
                new JsonObject().put("token", token).put("amount", sum.get().json()),
                Map.of("Idempotency-Key", key, "Prefer", "wait=5"));
        if (answer.status() == 409
                && "idempotency_in_progress".equals(answer.body().getString("code"))) {
            return Response.status(303)
                    .header("Location", "/pay/" + link + "?outcome=")
                    .build();
        }
        if (answer.status() >= 400) {
            return page(link, answer.status() < 500 ? answer.status() : 503, reason(answer));
        }
        var status = answer.body().getString("status", "");
        if (status.equals("captured")) {
            awaitChange(link, found);
        }
        return Response.status(303)
                .header("Location", "/pay/" + link + "?outcome=" + (status.matches("[a-z_]+") ? status : ""))
                .build();
    }

    /** The invoice hears of its payment a moment later; the page that follows shall not show the old sum. */
    private void awaitChange(String link, JsonObject before) {
        for (int tries = 0; tries < LOOKS; tries++) {
            var now = shown(link);
            if (now.status() != 200
                    || !now.body().getJsonObject("outstanding").equals(before.getJsonObject("outstanding"))) {
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS);
        }
    }

    private Response page(String link, int status, String notice) {
        var shown = shown(link);
        if (shown.status() != 200) {
            return closed(shown, notice);
        }
        var found = shown.body();
        var outstanding = Sum.of(found.getJsonObject("outstanding"));
        var page = new Pay(
                found.getString("partner_name"),
                found.getString("invoice_number"),
                found.getString("customer_name"),
                LocalDate.parse(found.getString("due_date")),
                Sum.of(found.getJsonObject("total")),
                outstanding,
                found.getString("state", "open"),
                notice,
                UUID.randomUUID().toString(),
                addresses.processorUrl() + "/v1/tokens");
        return Response.status(status).entity(page.render()).build();
    }

    private Services.Answer shown(String link) {
        if (!LINK.matcher(link).matches()) {
            return new Services.Answer(404, new JsonObject());
        }
        var answer = services.get(Upstream.PAYMENT, "/pay/" + link);
        if (answer.status() >= 500 && !"links_paused".equals(answer.body().getString("code"))) {
            throw new Services.Unreachable(Upstream.PAYMENT, new IllegalStateException("status " + answer.status()));
        }
        return answer;
    }

    /** What is said where nothing can be paid, to whoever holds the link: no word of the invoice. */
    private static Response closed(Services.Answer answer, String notice) {
        var code = answer.body().getString("code", "");
        var page =
                switch (code) {
                    case "link_closed" ->
                        new Lost("Nothing is left to pay", notice == null ? "You need not do anything." : notice);
                    case "link_expired" ->
                        new Lost(
                                "This link is no longer good",
                                "Links are good for some weeks. Ask the company that sent it for a new one.");
                    case "link_locked" ->
                        new Lost(
                                "This link was tried too often",
                                "Nothing more can be paid by it. Ask the company that sent it for a new one.");
                    case "links_paused" ->
                        new Lost(
                                "Paying by link rests for a while",
                                "Nothing was charged. Please try again in half an hour.");
                    default ->
                        new Lost(
                                "This link opens nothing",
                                "It may have been cut in two on its way, or it is no longer good. Ask the company that sent it for a new one.");
                };
        var status = answer.status() == 410 || answer.status() == 503 ? answer.status() : 404;
        return page.answer(status);
    }

    private static String notice(String outcome) {
        if (outcome == null) {
            return null;
        }
        return switch (outcome) {
            case "captured" -> "Thank you. Your payment has arrived; the receipt is on its way by e-mail.";
            case "declined" -> "The payment did not go through. Nothing was charged; please try another card.";
            case "refused", "canceled" -> "The payment could not be started. Nothing was charged.";
            case "pending" -> "Thank you. Your bank has been asked; the receipt follows when the money has arrived.";
            default -> "Thank you. Your payment is on its way; a receipt follows by e-mail.";
        };
    }

    private static String reason(Services.Answer answer) {
        return answer.status() >= 500
                ? "This cannot be done at the moment. Please try again in a minute."
                : answer.body().getString("detail", "The payment was refused. Nothing was charged.");
    }
}
