package io.autocharge.payment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.runtime.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to the processor's address, each bounded from the first byte sent to the last byte read. */
final class Wire {

    /** What came back. */
    record Answer(int status, String body) {

        boolean succeeded() {
            return status / 100 == 2;
        }

        <T> T read(Class<T> type) throws JsonProcessingException {
            return Json.TOLERANT.readValue(body, type);
        }
    }

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final Duration longestOrder;
    private final Duration longestLook;

    Wire(String url, Duration longestOrder, Duration longestLook) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.longestOrder = longestOrder;
        this.longestLook = longestLook;
    }

    Answer order(String path, String key, Object order) {
        return send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(Json.write(order)))
                        .build(),
                longestOrder);
    }

    /** What is there; a 404 is an answer too, every other failure is none. */
    Answer look(String path) {
        var answer = send(HttpRequest.newBuilder(URI.create(url + path)).GET().build(), longestLook);
        if (!answer.succeeded() && answer.status() != 404) {
            throw new Unreachable("The processor answered " + answer.status() + ".", null);
        }
        return answer;
    }

    /** What is there and can be read. */
    <T> T look(String path, Class<T> type) {
        var answer = look(path);
        try {
            var read = answer.succeeded() ? answer.read(type) : null;
            if (read != null) {
                return read;
            }
        } catch (JsonProcessingException e) {
            throw new Unreachable("The processor's answer cannot be read.", e);
        }
        throw new Unreachable("The processor answered " + answer.status() + ".", null);
    }

    private Answer send(HttpRequest request, Duration most) {
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            HttpResponse<String> said = answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(said.statusCode(), said.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unreachable("The processor gave no answer within " + most + ".", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() instanceof IOException io ? io : e;
            throw new Unreachable("The processor cannot be reached: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unreachable("The wait for the processor was interrupted.", e);
        }
    }
}
