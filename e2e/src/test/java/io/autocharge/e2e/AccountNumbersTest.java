package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Attack row A14: numbers of cards and bank accounts that nobody else has, in each text of each body, in each path, query and
 * header, in forms and in commands over Kafka. What was sent is then looked for in all that the system keeps. By option
 * {@code autocharge.a14.full} each number is at each place, else each place has one of them in turn.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AccountNumbersTest {

    private static final boolean FULL = Boolean.getBoolean("autocharge.a14.full");
    private static final List<String> HEADERS =
            List.of("Accept-Language", "If-Match", "If-None-Match", "Prefer", "User-Agent", "tracestate", "X-Anything");
    private static final List<String> FORMS =
            List.of("/sign-in", "/staff/sign-in", "/staff/forgotten", "/oauth/token", "/cancel/C", "/staff/link/C");
    private static final String FIELDS = "email=C&passphrase=C&code=C&client_id=C&client_secret=C&grant_type=C&amount=C"
            + "&processor_token=C&key=C&name=C";

    private final List<SecretNumber> numbers = SecretNumber.oneOfEachKind();
    private final Household house = Household.fresh();
    private final Wire api = house.partner().api();
    private final List<String> wrong = new ArrayList<>();
    private int turn;
    private int requests;
    private int refused;

    @Test
    void A14_a_number_of_a_card_or_account_is_refused_everywhere_and_kept_nowhere() {
        for (var operation : ApiContract.SERVED.operations()) {
            inThePathAndQuery(operation);
            inTheHeaders(operation);
            operation.example().ifPresent(example -> inTheBody(operation, example));
        }
        inForms();
        var commands = inCommands();
        var kept = new Keepings(Sandbox.addresses().home());

        kept.mustHave(Pattern.compile(house.partner().id()), "data/mongo", "data/kafka/log/payment.events", "logs");
        numbers.forEach(number -> kept.mustHave(number.pattern(), "data/kafka/log/payment.commands"));
        var found = kept.where(numbers);
        System.out.printf(
                "A14: %,d requests with numbers of %d kinds, %,d of them 422, and %d commands; looked for in %,d files of"
                        + " databases, topics and logs (%,d MB): found %d (bound 0)%n",
                requests, numbers.size(), refused, commands, kept.files(), kept.bytes() >> 20, found.size());
        assertThat(wrong).isEmpty();
        assertThat(found).isEmpty();
    }

    private void inThePathAndQuery(ApiOperation operation) {
        for (var parameter : operation.in("path")) {
            each(number -> {
                var path = house.path(operation, Map.of(parameter.name(), inUrl(number)));
                judge(operation, number, send(api, operation, path, null), true);
            });
        }
        for (var parameter : operation.in("query")) {
            each(number -> {
                var path = house.path(operation, Map.of()) + "?" + parameter.name() + "=" + inUrl(number);
                judge(operation, number, send(api, operation, path, null), true);
            });
        }
    }

    private void inTheHeaders(ApiOperation operation) {
        each(number -> {
            var path = house.path(operation, Map.of());
            if (!operation.writes()) {
                for (var header : HEADERS) {
                    judge(operation, number, send(api.with(header, number.written()), operation, path, null), false);
                }
            }
            judge(
                    operation,
                    number,
                    send(api.with("Authorization", "Bearer " + number.digits()), operation, path, null),
                    false);
            if (operation.needsKey()) {
                var body = operation.example().map(JsonNode::toString).orElse(null);
                judge(
                        operation,
                        number,
                        send(api.with("Idempotency-Key", number.written()), operation, path, body),
                        true);
            }
        });
    }

    private void inTheBody(ApiOperation operation, JsonNode example) {
        for (var place : texts(house.filled(example.deepCopy(), operation.id()), "")) {
            each(number -> {
                var body = house.filled(example.deepCopy(), operation.id());
                put(body, place, number.written());
                judge(operation, number, send(api, operation, house.path(operation, Map.of()), body.toString()), true);
            });
        }
    }

    /** What is no operation of the API: nobody has to say 422 here, but nothing may fail or come back. */
    private void inForms() {
        var web = Wire.to(Sandbox.addresses().web()).with("Sec-Fetch-Site", "same-origin");
        var forms = new ArrayList<>(FORMS);
        forms.add(house.path(ApiContract.SERVED.operation("payShow"), Map.of()));
        for (var form : forms) {
            each(number -> {
                var answer = web.form(form.replace("C", inUrl(number)), FIELDS.replace("C", inUrl(number)));
                requests++;
                if (answer.status() >= 500 || number.isIn(answer.text())) {
                    wrong.add(form + " " + number + ": " + answer.status());
                }
            });
        }
        each(number -> {
            var told = Wire.object().put("type", "payment_intent.succeeded").put("id", number.written());
            var answer = api.with("Stripe-Signature", "t=1,v1=00").post("/processors/stripe/webhooks", told);
            requests++;
            if (answer.status() / 100 != 4 || number.isIn(answer.text())) {
                wrong.add("a processor's news " + number + ": " + answer.status());
            }
        });
    }

    private int inCommands() {
        var partner = house.partner();
        var customer = Sandbox.customerWithCard(partner);
        var invoice = customer.invoice("Backup", usd(10_00)).due(inDays(9)).chargeLater();
        var sent = 0;
        try (var client = new CommandClient(Sandbox.addresses())) {
            for (var number : numbers) {
                var body = Wire.object().put("partner_id", partner.id()).put("invoice_id", invoice.id());
                client.order(
                        "chg_" + UUID.randomUUID(),
                        partner.id(),
                        body.deepCopy().put("memo", number.written()));
                client.order(
                        "chg_" + UUID.randomUUID(),
                        partner.id(),
                        body.deepCopy().put(number.written(), "x"));
                client.order(number.written(), partner.id(), body.deepCopy());
                sent += 3;
            }
            client.charge(invoice); // behind them
        }
        invoice.untilOutstanding(usd(0));
        var all = sent;
        var door = Sandbox.operator().door("payment");
        Eventually.eventually(
                all + " letters that say what they were refused for",
                () -> Optional.of(door.get("/ops/letters?limit=1000").text())
                        .filter(text -> text.split("ACCOUNT_DATA", -1).length > all),
                () -> door.get("/ops/letters?limit=1000").text());
        numbers.stream()
                .filter(number ->
                        number.isIn(door.get("/ops/letters?limit=1000").text()))
                .forEach(number -> wrong.add("shown to operators: " + number));
        return all;
    }

    private Answer send(Wire wire, ApiOperation operation, String path, String body) {
        return Patience.until(
                () -> wire.send(operation.method(), path, body == null ? null : "application/json", body));
    }

    private void judge(ApiOperation operation, SecretNumber number, Answer answer, boolean mustBeRefused) {
        requests++;
        refused += answer.status() == 422 ? 1 : 0;
        var isRefused = answer.status() / 100 == 4;
        if (number.isIn(answer.text()) || answer.status() >= 500 || mustBeRefused && !isRefused) {
            wrong.add(operation.id() + " " + number + ": " + answer.status() + " " + answer.text());
        }
    }

    private void each(Consumer<SecretNumber> tries) {
        if (FULL) {
            numbers.forEach(tries);
        } else {
            tries.accept(numbers.get(turn++ % numbers.size()));
        }
    }

    private static String inUrl(SecretNumber number) {
        return URLEncoder.encode(number.written(), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static List<String> texts(JsonNode node, String pointer) {
        var places = new ArrayList<String>();
        if (node.isTextual()) {
            places.add(pointer);
        }
        node.properties().forEach(field -> places.addAll(texts(field.getValue(), pointer + "/" + field.getKey())));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.addAll(texts(node.get(i), pointer + "/" + i));
        }
        return places;
    }

    private static void put(JsonNode body, String place, String value) {
        var parent = body.at(place.substring(0, place.lastIndexOf('/')));
        var last = place.substring(place.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.put(last, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), value);
        }
    }
}
