package io.autocharge.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** The operators' door of one service. */
final class Door {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final String service;
    private final URI address;
    private final String token;

    Door(String service, URI address, String token) {
        this.service = service;
        this.address = address;
        this.token = token;
    }

    String service() {
        return service;
    }

    JsonNode get(String path) {
        return send(request(path).GET());
    }

    JsonNode post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .timeout(PATIENCE);
    }

    private JsonNode send(HttpRequest.Builder builder) {
        var request = builder.build();
        HttpResponse<String> response;
        try {
            response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new Trouble(named() + " did not answer in time. Its log says more.");
        } catch (IOException e) {
            throw new Trouble(named() + " cannot be reached. Is it running? ./autocharge up starts it.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted.");
        }
        return answer(request, response);
    }

    private JsonNode answer(HttpRequest request, HttpResponse<String> response) {
        if (response.statusCode() == 401) {
            throw new Trouble(named()
                    + " does not know this token. Another system may listen there; --home names the data folder.");
        }
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new Trouble(named() + " answered " + request.uri().getPath() + " with something that is no JSON.");
        }
        if (response.statusCode() >= 400) {
            throw new Trouble(named() + ": " + body.path("detail").asText("status " + response.statusCode()));
        }
        return body;
    }

    private String named() {
        return service + "-service at " + address;
    }
}
