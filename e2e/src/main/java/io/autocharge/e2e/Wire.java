package io.autocharge.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.contracts.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** JSON over HTTP to one address, with the headers that go with every request. */
public final class Wire {

    /** The one way in which this client reads and writes JSON. */
    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** One question and its answer, as they went over the wire. */
    public record Exchange(
            String method, URI address, Map<String, String> headers, String type, String body, Answer answer) {}

    private static Consumer<Exchange> witness = exchange -> {};

    private final URI base;
    private final Map<String, String> headers;

    private Wire(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** Shows every exchange of this process to somebody, who may object by throwing. */
    public static void witnessed(Consumer<Exchange> by) {
        witness = by;
    }

    /** A wire to this address. */
    public static Wire to(String base) {
        return new Wire(URI.create(base), Map.of());
    }

    /** The same wire, with one header more. */
    public Wire with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Wire(base, Map.copyOf(more));
    }

    /** The same wire, with this right to come in. */
    public Wire bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send("GET", path, null, null);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, "application/json", text(body));
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, "application/json", text(body));
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, "application/json", text(body));
    }

    /** Posts a form, as browsers and OAuth clients do. */
    public Answer form(String path, String body) {
        return send("POST", path, "application/x-www-form-urlencoded", body);
    }

    /** An empty JSON object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** An empty JSON list to fill. */
    public static ArrayNode list() {
        return JSON.createArrayNode();
    }

    /** A sum as it is written on the wire. */
    public static ObjectNode json(Money money) {
        return object().put("amount", money.amount())
                .put("currency", money.currency().getCurrencyCode());
    }

    /** Sends whatever it is; {@code type} and {@code body} may be absent. */
    public Answer send(String method, String path, String type, String body) {
        var address = base.resolve(base.getPath() + path);
        var request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
        headers.forEach(request::header);
        if (type != null) {
            request.header("Content-Type", type);
        }
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        var name = method + " " + base + path;
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            var answer = new Answer(name, response.statusCode(), response.headers(), response.body());
            witness.accept(new Exchange(method, address, headers, type, body, answer));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " got no answer (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + " was interrupted", e);
        }
    }

    private static String text(Object body) {
        if (body == null || body instanceof String) {
            return (String) body;
        }
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
