package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A partner that has one of everything, and what it is called: what examples and strangers need to try the whole API. */
final class Household {

    static final Pattern ID = Pattern.compile("\\b([a-z]{2,4}_)[0-7][0-9A-HJKMNP-TV-Z]{25}\\b");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT.*Z");

    private static final int MOST = 500;

    private final Partner partner;
    private final Map<String, TreeSet<String>> ids = new TreeMap<>();
    private final Map<String, String> meant = new LinkedHashMap<>();
    private final Set<String> made = new TreeSet<>();
    private final List<String> cursors = new ArrayList<>();

    private Household(Partner partner) {
        this.partner = partner;
    }

    /** A partner that nobody else has, and all that it has. */
    static Household fresh() {
        var house = new Household(Sandbox.partner());
        var customer = Sandbox.customerWithCard(house.partner);
        house.meant.put("cus_", customer.id());
        house.meant.put("pm_", customer.methods().get(0).id());
        house.meant.put(
                "paymentMethodRemove pm_", customer.addCard(TestCard.SUCCEEDS).id());
        house.meant.put("customerArchive cus_", Sandbox.customer(house.partner).id());
        var invoice = house.invoice(customer);
        var paid = invoice.charge(usd(100_00)).now();
        paid.untilCaptured();
        invoice.receipts(1);
        house.meant.put("inv_", invoice.id());
        house.meant.put("refundOrder chg_", paid.id());
        house.meant.put("chg_", paid.id());
        house.meant.put(
                "chargeCancel chg_",
                house.invoice(customer).charge(usd(10_00)).on(inDays(10)).id());
        house.meant.put("invoiceArchive inv_", house.invoice(customer).id());
        house.meant.put("token", token(house.invoice(customer)));
        ApiContract.SERVED.operations().stream()
                .filter(one -> one.id().matches("(refundOrder|.*(Create|Issue|Enrol|Register))"))
                .forEach(house::make);
        house.look();
        return house;
    }

    Partner partner() {
        return partner;
    }

    /** Which examples it was made by. */
    Set<String> made() {
        return made;
    }

    private void make(ApiOperation operation) {
        var made = ask(operation, partner.api(), Map.of());
        if (made.status() < 300) {
            var id = made.json().path("id").asText();
            meant.putIfAbsent(id.substring(0, id.indexOf('_') + 1), id);
            this.made.add(operation.id());
        }
    }

    /** Asks as an example does it, with own things in the place of those of the example. */
    Answer ask(ApiOperation operation, Wire wire, Map<String, String> instead) {
        var body = operation
                .example()
                .map(example -> filled(example, operation.id()))
                .map(JsonNode::toString);
        return wire.send(
                operation.method(),
                path(operation, instead),
                body.isPresent() ? "application/json" : null,
                body.orElse(null));
    }

    /** Where it is asked; {@code instead} has values for some parameters, by their names. */
    String path(ApiOperation operation, Map<String, String> instead) {
        var path = operation.template().substring("/v1".length());
        for (var parameter : operation.in("path")) {
            var value = instead.getOrDefault(parameter.name(), own(operation.id(), parameter));
            path = path.replace("{" + parameter.name() + "}", value);
        }
        return path;
    }

    /** What an operation is to be tried with. */
    String own(String operation, ApiOperation.Parameter parameter) {
        var prefix = parameter.prefix().isEmpty() ? parameter.name() : parameter.prefix();
        return id(operation, prefix);
    }

    /** Whether it has such a thing at all. */
    boolean has(String operation, ApiOperation.Parameter parameter) {
        var prefix = parameter.prefix().isEmpty() ? parameter.name() : parameter.prefix();
        return meant.containsKey(operation + " " + prefix) || meant.containsKey(prefix) || ids.containsKey(prefix);
    }

    /** Any of the things that it has. */
    Optional<String> any(ApiOperation.Parameter parameter, Random random) {
        var known = ids.get(parameter.prefix());
        return known == null || known.isEmpty()
                ? Optional.empty()
                : known.stream().skip(random.nextInt(known.size())).findFirst();
    }

    /** Every id that the partner has. */
    List<String> all() {
        return ids.values().stream()
                .flatMap(TreeSet::stream)
                .filter(id -> !id.startsWith("par_"))
                .toList();
    }

    List<String> cursors() {
        return cursors;
    }

    /** All that it can see, to tell whether anything of it has changed. */
    Map<String, String> look() {
        var seen = new TreeMap<String, String>();
        for (var operation : ApiContract.SERVED.operations()) {
            if (!operation.writes()
                    && operation.in("path").isEmpty()
                    && !operation.id().matches("sandbox.*|reconciliation.*")) {
                var answer = partner.api().get(operation.template().substring(3));
                seen.put(operation.id(), answer.text());
                ID.matcher(answer.text()).results().forEach(id -> learn(id.group()));
                var cursor = answer.json().path("end_cursor").asText();
                if (!cursor.isEmpty()) {
                    cursors.add(cursor);
                }
            }
        }
        return seen;
    }

    void learn(String id) {
        var known = ids.computeIfAbsent(id.substring(0, id.indexOf('_') + 1), unused -> new TreeSet<>());
        if (known.size() < MOST) {
            known.add(id);
        }
    }

    /** An example with own ids, with days to come, and with words that nobody has said before. */
    JsonNode filled(JsonNode example, String operation) {
        if (example instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                var value = filled(object.get(name), operation);
                var unique = List.of("external_id", "number", "email").contains(name);
                object.set(name, unique ? TextNode.valueOf(Sandbox.word() + value.asText()) : value);
            });
            return object;
        }
        if (example instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                list.set(i, filled(list.get(i), operation));
            }
            return list;
        }
        var text = example.isTextual() ? example.asText() : "";
        if (ID.matcher(text).matches()) {
            return TextNode.valueOf(id(operation, text.substring(0, text.indexOf('_') + 1)));
        } else if (text.startsWith("tok_")) {
            return TextNode.valueOf(Sandbox.processor().tokenFor(TestCard.SUCCEEDS));
        } else if (DAY.matcher(text).matches()) {
            return TextNode.valueOf(inDays(20).toString());
        }
        return INSTANT.matcher(text).matches() ? TextNode.valueOf(inDays(20) + "T18:00:00.000Z") : example;
    }

    private String id(String operation, String prefix) {
        var special = meant.get(operation + " " + prefix);
        var usual = special == null ? meant.get(prefix) : special;
        if (usual != null) {
            return usual;
        }
        var known = ids.get(prefix);
        return known == null
                ? prefix + "01JD0T3N2B9Z1X6V5K8QWERTYZ".substring(prefix.equals("token") ? 1 : 0)
                : known.first();
    }

    private Invoice invoice(Customer customer) {
        return customer.invoice("Managed firewall", usd(200_00)).due(inDays(20)).chargeLater();
    }

    private static String token(Invoice invoice) {
        var link = invoice.paymentLink();
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
