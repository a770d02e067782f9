package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** Asks whatever the OpenAPI document allows, and more, with what earlier answers told; the same seed asks the same. */
final class Fuzzer {

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");
    private static final List<String> TYPES =
            List.of("text/plain", "application/xml", "application/json;charset=utf-16", "x", "multipart/form-data");
    private static final List<String> ACCEPTS =
            List.of("*/*", "text/html", "application/xml", "application/problem+json", ";", "application/pdf");
    private static final List<String> PREFERENCES =
            List.of("wait=0", "wait=1", "wait=-1", "wait=x", "respond-async", "wait=\"1\"");

    private static final Pattern STATUS = Pattern.compile("] in (\\d{3}) \\{");

    private final Household house;
    private final Random random;
    private final Mutations mutations;
    private final List<String> keys = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, String> findings = new LinkedHashMap<>();

    Fuzzer(Household house, long seed) {
        this.house = house;
        this.random = new Random(seed);
        this.mutations = new Mutations(random);
    }

    Household house() {
        return house;
    }

    /** How often each status was answered. */
    Map<Integer, Integer> statuses() {
        return statuses;
    }

    /** What should not have been answered, each kind once. */
    Map<String, String> findings() {
        return findings;
    }

    void ask(int times) {
        var operations = ApiContract.SERVED.operations();
        for (int i = 0; i < times; i++) {
            ask(mutations.one(operations));
        }
    }

    private void ask(ApiOperation operation) {
        if (operation.id().equals("sandboxClockPass") && chance(90)) {
            return; // what waits for a date is to wait
        }
        var method = chance(3) ? mutations.one(METHODS) : operation.method();
        var path = path(operation) + query(operation);
        var body = body(operation);
        var type = body == null && !chance(3) ? null : chance(3) ? mutations.one(TYPES) : "application/json";
        if (path.contains(house.partner().credentials().clientId())) {
            return; // whoever takes away its own key learns nothing more
        }
        var question = method + " " + path + " " + type + " "
                + (body == null || body.length() < 2000 ? body : body.substring(0, 2000));
        try {
            var answer = wire(operation).send(method, path, type, body);
            statuses.merge(answer.status(), 1, Integer::sum);
            if (answer.status() >= 500) {
                found(operation, question, answer.status() + " " + answer.text());
            }
            learn(answer);
        } catch (Unexpected e) {
            var status = STATUS.matcher(e.getMessage());
            statuses.merge(status.find() ? Integer.parseInt(status.group(1)) : 0, 1, Integer::sum);
            found(operation, question, e.getMessage());
        } catch (UncheckedIOException e) {
            found(operation, question, String.valueOf(e.getCause()));
        }
    }

    private void found(ApiOperation operation, String question, String what) {
        var kind = operation.id() + " " + what.replaceAll("[0-9a-f]{32}|[0-9A-Z]{26}|\\d{2,}", "#");
        findings.putIfAbsent(kind.substring(0, Math.min(160, kind.length())), question + " -> " + what);
    }

    private void learn(Answer answer) {
        if (answer.status() < 300 && answer.bytes().length < 20_000) {
            Household.ID.matcher(answer.text()).results().forEach(id -> house.learn(id.group()));
        }
    }

    private String path(ApiOperation operation) {
        var instead = new TreeMap<String, String>();
        for (var parameter : operation.in("path")) {
            if (chance(8)) {
                instead.put(parameter.name(), mutations.segment());
            } else if (chance(60)) {
                house.any(parameter, random).ifPresent(id -> instead.put(parameter.name(), id));
            }
        }
        return house.path(operation, instead);
    }

    private String query(ApiOperation operation) {
        var query = new StringBuilder();
        for (var parameter : operation.in("query")) {
            if (chance(30)) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.name())
                        .append('=')
                        .append(value(parameter));
            }
        }
        return query.toString();
    }

    private String value(ApiOperation.Parameter parameter) {
        var schema = ApiContract.SERVED.schema(parameter.schema());
        if (chance(25)) {
            return mutations.segment();
        } else if (schema.has("enum")) {
            return schema.path("enum")
                    .get(random.nextInt(schema.path("enum").size()))
                    .asText();
        } else if (schema.path("type").asText().equals("integer")) {
            return String.valueOf(random.nextInt(120) - 5);
        } else if (!parameter.prefix().isEmpty()) {
            return house.any(parameter, random).orElse("x");
        }
        return house.cursors().isEmpty() ? "x" : mutations.one(house.cursors());
    }

    private String body(ApiOperation operation) {
        var example = operation.example();
        if (example.isEmpty()) {
            return chance(2) ? mutations.body() : null;
        } else if (chance(5)) {
            return chance(50) ? null : mutations.body();
        }
        JsonNode body = house.filled(example.get(), operation.id());
        var text = body.toString();
        for (int i = chance(45) ? 0 : 1 + random.nextInt(2); i > 0; i--) {
            text = mutations.broken(body);
        }
        return text;
    }

    private Wire wire(ApiOperation operation) {
        var wire = house.partner().anonymous();
        if (!chance(3)) {
            wire = wire.bearer(chance(2) ? "x.y.z" : house.partner().token());
        }
        if (operation.needsKey() ? !chance(4) : chance(10)) {
            wire = wire.with("Idempotency-Key", key());
        }
        if (chance(3)) {
            wire = wire.with("Accept", mutations.one(ACCEPTS));
        }
        if (chance(5)) {
            wire = wire.with("Prefer", mutations.one(PREFERENCES));
        }
        return chance(3) ? wire.with("If-Match", mutations.one(List.of("*", "\"1\"", "W/\"x\"", "x"))) : wire;
    }

    private String key() {
        if (!keys.isEmpty() && chance(15)) {
            return mutations.one(keys);
        } else if (chance(3)) {
            return "k".repeat(1 + random.nextInt(400));
        }
        var key = new UUID(random.nextLong(), random.nextLong()).toString();
        if (keys.size() < 500) {
            keys.add(key);
        }
        return key;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
