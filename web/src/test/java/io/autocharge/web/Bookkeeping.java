package io.autocharge.web;

import com.sun.net.httpserver.HttpExchange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The services as the portal sees them: some invoices, a customer with a card and a bank account, charges that do as they are told. */
final class Bookkeeping {

    static final String PERSON = "stf_9";
    static final String OPEN = "inv_01JD0T3N2B9Z1X6V5K8QWERTY0";
    static final String CUSTOMER = "cus_01JD0T3N2B9Z1X6V5K8QWERTYZ";

    /** What was ordered: method, path, key and body. */
    static final List<String> ORDERS = new CopyOnWriteArrayList<>();

    private static final List<String> NAMES = List.of(
            "Brandt Logistik <GmbH>",
            "Fabrikam",
            "Contoso Health Partners of the Greater Northern Region",
            "Northwind",
            "Müller & Söhne");

    private static final List<String> STATUSES =
            List.of("partially_paid", "open", "overdue", "paid", "open", "archived", "paid", "overdue");

    private Bookkeeping() {}

    static boolean isAsked(HttpExchange exchange) {
        var shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (shown == null || !shown.startsWith("Bearer ey")) {
            return false;
        }
        var claims = new String(Base64.getUrlDecoder().decode(shown.split("\\.")[1]), StandardCharsets.UTF_8);
        return PERSON.equals(new JsonObject(claims).getString("sub"));
    }

    static void tell(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var method = exchange.getRequestMethod();
        if (!method.equals("GET")) {
            ORDERS.add(
                    method + " " + path + " " + exchange.getRequestHeaders().getFirst("Idempotency-Key") + " " + body);
        }
        if (path.equals("/invoices")) {
            SignedInPeople.answer(
                    exchange,
                    200,
                    invoices(String.valueOf(exchange.getRequestURI().getQuery())));
        } else if (path.equals("/charges")) {
            charge(exchange, new JsonObject(body));
        } else if (path.endsWith("/payment-methods")) {
            SignedInPeople.answer(
                    exchange,
                    method.equals("POST") ? 201 : 200,
                    method.equals("POST")
                            ? bank()
                            : page(new JsonArray().add(card()).add(bank())));
        } else if (path.endsWith("/explain")) {
            SignedInPeople.answer(exchange, 200, story());
        } else if (path.startsWith("/charges/")) {
            SignedInPeople.answer(exchange, 200, charge("captured", OPEN, 18_000));
        } else if (path.startsWith("/invoices/inv_")) {
            var number = path.split("/")[2].charAt(29) - '0';
            SignedInPeople.answer(exchange, method.equals("GET") ? 200 : 202, invoice(number));
        } else {
            SignedInPeople.answer(exchange, 404, new JsonObject().put("detail", "There is no such thing."));
        }
    }

    private static void charge(HttpExchange exchange, JsonObject order) throws IOException {
        var amount = order.getJsonObject("amount").getInteger("amount");
        var status = !order.getString("when").equals("now") ? "scheduled" : amount == 1_300 ? "declined" : "pending";
        if (amount == 66_00) {
            SignedInPeople.answer(exchange, 409, new JsonObject().put("detail", "The invoice is paid."));
        } else {
            SignedInPeople.answer(exchange, 202, charge(status, order.getString("invoice_id"), amount));
        }
    }

    private static JsonObject charge(String status, String invoice, int amount) {
        return new JsonObject()
                .put("id", "chg_01JD0T3N2B9Z1X6V5K8QWERTY0")
                .put("invoice_id", invoice)
                .put("status", status)
                .put("amount", money(amount))
                .put("method", card())
                .put("charge_on", "2026-12-22");
    }

    private static JsonObject invoices(String query) {
        if (query.contains("search=nobody")) {
            return page(new JsonArray());
        }
        var rows = new JsonArray();
        IntStream.range(0, 8).forEach(i -> rows.add(invoice(i)));
        return page(rows)
                .put("has_next_page", !query.contains("after="))
                .put("has_previous_page", query.contains("after="));
    }

    private static JsonObject invoice(int i) {
        var status = STATUSES.get(i % 8);
        var total = 24_000 + 130_517 * i;
        var left = status.equals("paid") ? 0 : status.equals("partially_paid") ? 18_000 : total;
        return new JsonObject()
                .put("id", "inv_01JD0T3N2B9Z1X6V5K8QWERTY" + i)
                .put("number", "INV-" + (1042 - i))
                .put("customer_id", CUSTOMER)
                .put("customer_name", NAMES.get(i % NAMES.size()))
                .put("status", status)
                .put("due_date", "2026-12-" + (22 - i))
                .put("total", money(total))
                .put("outstanding", money(left));
    }

    private static JsonObject card() {
        return method("pm_1", "card", "4242")
                .put("brand", "visa")
                .put("expiry_month", 4)
                .put("expiry_year", 2031)
                .put("default", true);
    }

    private static JsonObject bank() {
        return method("pm_2", "bank_account", "6789")
                .put("bank_name", "Sandbox Bank")
                .put("account_type", "checking")
                .put("default", false);
    }

    private static JsonObject method(String id, String kind, String last4) {
        return new JsonObject()
                .put("id", id)
                .put("kind", kind)
                .put("last4", last4)
                .put("disabled", false);
    }

    private static JsonObject story() {
        var tried = new JsonObject()
                .put("charge_id", "chg_01JD0T3N2B9Z1X6V5K8QWERTY0")
                .put("status", "declined")
                .put("sentence", "The payment processor or bank gave the reason insufficient_funds.")
                .put("updated_at", "2026-11-20T16:30:00Z");
        var decided = new JsonObject()
                .put("outcome", "planned")
                .put("sentence", "The rule “Net 14” applies: what is outstanding then is charged on 2026-12-22.")
                .put("decided_at", "2026-11-19T09:00:00Z");
        return new JsonObject()
                .put("now", new JsonObject().put("sentence", "The rule “Net 14” applies on 2026-12-22."))
                .put("automatic_charges_paused", true)
                .put("charges", new JsonArray().add(tried))
                .put("decisions", new JsonArray().add(decided));
    }

    private static JsonObject page(JsonArray rows) {
        return new JsonObject()
                .put("data", rows)
                .put("start_cursor", "abc")
                .put("end_cursor", "xyz")
                .put("has_next_page", false)
                .put("has_previous_page", false);
    }

    private static JsonObject money(int amount) {
        return new JsonObject().put("amount", amount).put("currency", "USD");
    }
}
