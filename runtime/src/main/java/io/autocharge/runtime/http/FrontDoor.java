package io.autocharge.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocharge.runtime.AccountNumbers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What holds for each answer and each request, before any framework looks at it. */
@Singleton
public class FrontDoor {

    static final int LONGEST_BODY = 65_536;

    private static final int BEFORE_ALL = 10_000;
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Strict-Transport-Security", "max-age=63072000; includeSubDomains; preload",
            "Cross-Origin-Resource-Policy", "same-origin");

    private final ObjectMapper json;

    public FrontDoor(ObjectMapper json) {
        this.json = json;
    }

    void open(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL);
    }

    private void check(RoutingContext routing) {
        routing.addHeadersEndHandler(done -> {
            var headers = routing.response().headers();
            HEADERS.forEach((name, value) -> {
                if (!headers.contains(name)) {
                    headers.set(name, value);
                }
            });
        });
        var request = routing.request();
        if (tooLong(request)) {
            answer(routing, Statuses.problem(413).with("Connection", "close"));
        } else if (AccountNumbers.in(decoded(request.query()))) {
            answer(routing, accountNumber());
        } else {
            routing.next();
        }
    }

    static Problem accountNumber() {
        return Problem.of(
                422,
                "account_data_not_accepted",
                "The request holds what looks like the number of a card. Numbers go to the payment processor only; "
                        + "send the token that it gives.");
    }

    private static boolean tooLong(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > LONGEST_BODY;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static String decoded(String query) {
        try {
            return query == null ? null : URLDecoder.decode(query, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return query;
        }
    }

    private void answer(RoutingContext routing, Problem problem) {
        var response = routing.response().setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        response.putHeader("Content-Type", "application/problem+json").end(text(problem.body(Trace.of(routing))));
    }

    private String text(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A problem is always writable", e);
        }
    }
}
