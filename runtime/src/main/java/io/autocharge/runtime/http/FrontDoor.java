package io.autocharge.runtime.http;

import io.autocharge.contracts.RequestRefusal;
import io.autocharge.runtime.AccountNumbers;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jboss.logging.Logger;

/** What holds for each answer and each request, before any framework looks at it. */
@Singleton
public class FrontDoor {

    static final int LONGEST_BODY = 65_536;

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    private static final int BEFORE_ALL = 10_000;
    private static final int FIRST = -1_000_000;
    private static final List<Integer> FAILURES = List.of(400, 404, 405, 406, 413, 414, 415, 431, 500);

    /** Made of random letters and digits, or of measures; never stored. */
    private static final Set<String> OPAQUE =
            Set.of("authorization", "cookie", "content-length", "stripe-signature", "traceparent", "tracestate");

    void open(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL);
    }

    /** What fails before a resource is found is not left to the framework's own page. */
    void watch(@Observes Router router) {
        router.route().order(FIRST).failureHandler(this::failed);
        FAILURES.forEach(status -> router.errorHandler(status, this::failed));
    }

    private void failed(RoutingContext routing) {
        var status = routing.statusCode() < 400 ? 500 : routing.statusCode();
        if (status >= 500) {
            LOG.errorf(routing.failure(), "A request failed: trace=%s", Trace.of(routing));
        }
        if (routing.response().headWritten()) {
            routing.request().connection().close();
        } else {
            answer(routing, Statuses.problem(status));
        }
    }

    private void check(RoutingContext routing) {
        routing.addHeadersEndHandler(done -> BareAnswers.dress(routing.response()));
        var request = routing.request();
        if (tooLong(request)) {
            answer(routing, Statuses.problem(413).with("Connection", "close"));
        } else if (holdsAccountNumber(request)) {
            answer(routing, accountNumber());
        } else {
            routing.next();
        }
    }

    static Problem accountNumber() {
        return Statuses.problem(RequestRefusal.ACCOUNT_DATA_NOT_ACCEPTED);
    }

    /** What is no body could be stored or logged as well: the key of a request, a name in a path, a filter. */
    private static boolean holdsAccountNumber(HttpServerRequest request) {
        return AccountNumbers.in(decoded(request.query()))
                || AccountNumbers.in(decoded(request.path()))
                || request.headers().entries().stream()
                        .filter(header -> !OPAQUE.contains(header.getKey().toLowerCase(Locale.ROOT)))
                        .anyMatch(header -> AccountNumbers.in(header.getValue()));
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

    private static void answer(RoutingContext routing, Problem problem) {
        BareAnswers.answer(routing.request(), problem, Trace.of(routing));
    }
}
