package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Nobody sees or touches what another partner has: every operation of the OpenAPI document, with every kind of stranger's id. */
@TestInstance(Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class TenancyTest {

    private final Household own = Household.fresh();
    private final Household other = Household.fresh();
    private final Random random = new Random(7);
    private final List<String> leaks = new ArrayList<>();

    /** What the caller wrote into its own things itself, such as the exceptions of a rule: it comes back, and tells nothing. */
    private final Set<String> said = new TreeSet<>();

    private int asked;

    @Test
    void A1_what_belongs_to_another_partner_is_as_unknown_as_what_never_was() {
        var before = settled(other);
        for (var operation : ApiContract.SERVED.operations()) {
            var scoped = !operation.scope().isEmpty();
            if (scoped) {
                operation.in("path").forEach(parameter -> inThePath(operation, parameter));
                operation.in("query").stream()
                        .filter(one -> !one.prefix().isEmpty())
                        .forEach(filter -> inTheQuery(operation, filter));
                operation.example().ifPresent(example -> inTheBody(operation, example));
            }
        }
        cursors();
        var after = settled(other);
        before.forEach((list, rows) -> {
            if (!rows.equals(after.get(list))) {
                leaks.add("The other partner's " + list + " is not what it was.");
            }
        });
        System.out.printf("A1: %,d requests with another partner's ids, %d leaks%n", asked, leaks.size());
        assertThat(leaks).isEmpty();
    }

    /** With the right scope: 404 as for a random id. With every set of scopes that lacks it: 403, whosever id it is. */
    private void inThePath(ApiOperation operation, ApiOperation.Parameter parameter) {
        var theirs = other.own(operation.id(), parameter);
        var nobodys = random(parameter.prefix());
        var toTheirs = ask(operation, own.partner().api(), Map.of(parameter.name(), theirs));
        var toNobodys = ask(operation, own.partner().api(), Map.of(parameter.name(), nobodys));
        same(operation, parameter.name(), toTheirs, toNobodys);
        if (toTheirs.status() != 404) {
            leak(operation, parameter.name(), toTheirs);
        }
        for (var scopes : scopes(operation)) {
            for (var id : List.of(own.own(operation.id(), parameter), theirs, nobodys)) {
                var answer = ask(operation, wire(scopes), Map.of(parameter.name(), id));
                if (answer.status() != 403) {
                    leak(operation, parameter.name() + " with " + scopes, answer);
                }
            }
        }
        var known = operation.writes() ? null : ask(operation, own.partner().api(), Map.of());
        if (known != null && known.status() == 404 && own.has(operation.id(), parameter)) {
            leak(operation, "own " + parameter.name(), known);
        }
    }

    private void inTheQuery(ApiOperation operation, ApiOperation.Parameter filter) {
        var theirs = ask(operation, own.partner().api(), Map.of(), "?" + filter.name() + "=" + other.own("", filter));
        var nobodys =
                ask(operation, own.partner().api(), Map.of(), "?" + filter.name() + "=" + random(filter.prefix()));
        same(operation, "?" + filter.name(), theirs, nobodys);
    }

    private void inTheBody(ApiOperation operation, JsonNode example) {
        var filled = own.filled(example, operation.id());
        for (var place : places(filled, "")) {
            var id = filled.at(place).asText();
            var prefix = id.substring(0, id.indexOf('_') + 1);
            var answers = new ArrayList<Answer>();
            for (var stranger : List.of(
                    other.own(operation.id(), new ApiOperation.Parameter("", "", true, filled, prefix)),
                    random(prefix))) {
                var body = filled.deepCopy();
                put(body, place, stranger);
                said.add(stranger);
                answers.add(send(operation, own.partner().api(), own.path(operation, Map.of()), body.toString()));
            }
            same(operation, place, answers.get(0), answers.get(1));
        }
    }

    /** A cursor of another partner's list shows rows of the caller only, or is refused. */
    private void cursors() {
        for (var operation : ApiContract.SERVED.operations()) {
            if (operation.id().endsWith("List") && operation.in("path").isEmpty()) {
                for (var cursor : other.cursors()) {
                    for (var way : List.of("after", "before")) {
                        var answer = ask(operation, own.partner().api(), Map.of(), "?" + way + "=" + cursor);
                        spied(operation, way, answer, cursor);
                    }
                }
            }
        }
    }

    /** Two strangers' ids get the same answer, apart from the trace and the ids themselves. */
    private void same(ApiOperation operation, String where, Answer theirs, Answer nobodys) {
        if (theirs.status() != nobodys.status() || !masked(theirs).equals(masked(nobodys)) || theirs.status() >= 500) {
            leak(operation, where, theirs);
        }
    }

    private Answer ask(ApiOperation operation, Wire wire, Map<String, String> instead) {
        return ask(operation, wire, instead, "");
    }

    private Answer ask(ApiOperation operation, Wire wire, Map<String, String> instead, String query) {
        var body = operation
                .example()
                .map(example -> own.filled(example, operation.id()).toString())
                .orElse(null);
        return send(operation, wire, own.path(operation, instead) + query, body);
    }

    private Answer send(ApiOperation operation, Wire wire, String path, String body) {
        asked++;
        var answer = Patience.send(wire, operation.method(), path, body);
        spied(operation, path, answer, path + body);
        return answer;
    }

    /** Nothing of the other partner is in an answer but what was in the question. */
    private void spied(ApiOperation operation, String where, Answer answer, String question) {
        var ids = new TreeSet<String>();
        Household.ID.matcher(answer.text()).results().forEach(found -> ids.add(found.group()));
        if (other.all().stream().anyMatch(id -> ids.contains(id) && !question.contains(id) && !said.contains(id))
                || answer.text().contains(other.partner().id())
                || answer.text().contains(other.partner().name())) {
            leak(operation, where, answer);
        }
    }

    /** What it sees when nothing is on its way any more. */
    private static Map<String, String> settled(Household house) {
        return Eventually.eventually(
                "a partner with whom nothing happens",
                () -> {
                    var seen = house.look();
                    return Optional.of(seen).filter(house.look()::equals);
                },
                () -> "changes");
    }

    private void leak(ApiOperation operation, String where, Answer answer) {
        leaks.add(operation.id() + " " + where + ": " + answer.status() + " " + answer.text());
    }

    /** Each scope alone that is not the one that it takes. */
    private static Set<String> scopes(ApiOperation operation) {
        var all = new TreeSet<String>();
        ApiContract.SERVED.operations().forEach(one -> all.add(one.scope()));
        all.remove("");
        all.remove(operation.scope());
        return all;
    }

    private final Map<String, String> tokens = new TreeMap<>();

    private Wire wire(String scopes) {
        var credentials = own.partner().credentials();
        var basic = Base64.getEncoder()
                .encodeToString((credentials.clientId() + ":" + credentials.clientSecret()).getBytes());
        var token = tokens.computeIfAbsent(scopes, unused -> Patience.until(() -> own.partner()
                        .anonymous()
                        .with("Authorization", "Basic " + basic)
                        .form("/oauth/token", "grant_type=client_credentials&scope=" + scopes.replace(" ", "+")))
                .expect(200)
                .json()
                .path("access_token")
                .asText());
        return own.partner()
                .anonymous()
                .bearer(token)
                .with("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static String masked(Answer answer) {
        var text =
                answer.text().replaceAll("[0-9a-f]{32}", "TRACE").replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "NOW");
        return Household.ID.matcher(text).replaceAll("$1ID");
    }

    private String random(String prefix) {
        var letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        var id = new StringBuilder(prefix).append(random.nextInt(8));
        random.ints(25, 0, letters.length()).forEach(at -> id.append(letters.charAt(at)));
        return id.toString();
    }

    private static List<String> places(JsonNode node, String pointer) {
        var places = new ArrayList<String>();
        if (node instanceof ObjectNode object) {
            object.properties()
                    .forEach(field -> places.addAll(places(field.getValue(), pointer + "/" + field.getKey())));
        } else if (node instanceof ArrayNode list) {
            for (int i = 0; i < list.size(); i++) {
                places.addAll(places(list.get(i), pointer + "/" + i));
            }
        } else if (node.isTextual() && Household.ID.matcher(node.asText()).matches()) {
            places.add(pointer);
        }
        return places;
    }

    private static void put(JsonNode body, String pointer, String value) {
        var parent = body.at(pointer.substring(0, pointer.lastIndexOf('/')));
        var name = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, TextNode.valueOf(value));
        } else if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), TextNode.valueOf(value));
        }
    }
}
