package io.autocharge.web;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Asks the services what the edge's own pages need to know. */
@Singleton
class Services {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** What a service answered. */
    record Answer(int status, JsonObject body) {}

    /** A service is not there, or took too long. */
    static final class Unreachable extends RuntimeException {
        Unreachable(Upstream service, Exception cause) {
            super(service.label() + "-service: " + cause, cause);
        }
    }

    private final Addresses addresses;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    Services(Addresses addresses) {
        this.addresses = addresses;
    }

    Answer get(Upstream service, String path) {
        return get(service, path, Map.of());
    }

    Answer get(Upstream service, String path, Map<String, String> headers) {
        var request = request(service, path).GET();
        headers.forEach(request::header);
        return send(service, request);
    }

    Answer post(Upstream service, String path, JsonObject body, Map<String, String> headers) {
        var request = request(service, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
        headers.forEach(request::header);
        return send(service, request);
    }

    /** Any request that the API knows; {@code body} may be null. */
    Answer send(String method, Upstream service, String path, JsonObject body, Map<String, String> headers) {
        var request = request(service, path)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.encode()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return send(service, request);
    }

    private HttpRequest.Builder request(Upstream service, String path) {
        return HttpRequest.newBuilder(URI.create(addresses.of(service) + path))
                .header("Accept", "application/json")
                .timeout(PATIENCE);
    }

    private Answer send(Upstream service, HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            return new Answer(response.statusCode(), text.isBlank() ? new JsonObject() : new JsonObject(text));
        } catch (IOException | DecodeException e) {
            throw new Unreachable(service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(service, e);
        }
    }
}
