package io.autocharge.runtime.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocharge.door.Told;
import io.autocharge.runtime.http.FirstAnswers.Answered;
import io.autocharge.runtime.http.FirstAnswers.Asked;
import io.autocharge.runtime.http.FirstAnswers.InProgress;
import io.autocharge.runtime.http.FirstAnswers.Reused;
import io.autocharge.runtime.http.FirstAnswers.Turn;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** A request that names itself by {@code Idempotency-Key} is executed once; whoever repeats it gets its first answer. */
@Singleton
public class OncePerKey {

    private static final Logger LOG = Logger.getLogger(OncePerKey.class);

    private static final int AFTER_THE_GATE = Priorities.USER + 100;
    private static final int LAST = 1; // filters of answers run from the highest number to the lowest
    private static final String HEADER = "Idempotency-Key";
    private static final String TURN = "autocharge.turn";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final List<String> KEPT =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, "Preference-Applied");

    /** What was decided, rather than not understood, not allowed, not now, or broken: only this stays the answer. */
    private static final Set<Integer> DECIDED = Set.of(404, 409, 410, 422);

    private final FirstAnswers answers;
    private final Caller caller;
    private final ObjectMapper json;

    public OncePerKey(FirstAnswers answers, Caller caller, ObjectMapper json) {
        this.answers = answers;
        this.caller = caller;
        this.json = json;
    }

    /** Lets a request through that is made for the first time, and answers it otherwise. */
    @ServerRequestFilter(priority = AFTER_THE_GATE)
    public Response ask(ContainerRequestContext request) throws IOException {
        var keys = request.getHeaders().get(HEADER);
        var scope = SAFE.contains(request.getMethod()) || keys == null ? Optional.<String>empty() : scope(request);
        if (scope.isEmpty()) {
            return null;
        }
        if (keys.size() != 1) {
            throw Problem.malformed("One Idempotency-Key is expected.");
        }
        var body = BodyGuard.checked(request.getEntityStream());
        request.setEntityStream(new ByteArrayInputStream(body));
        var key = new IdempotencyKey(keys.get(0)).value();
        var standing = answers.ask(new Asked(scope.get(), key, content(request, body)));
        if (standing instanceof Answered known) {
            return again(known.answer());
        }
        if (standing instanceof InProgress) {
            throw Problem.of(
                            409,
                            "idempotency_in_progress",
                            "The first request with this Idempotency-Key is still being executed.")
                    .with("Retry-After", "2");
        }
        if (standing instanceof Reused) {
            throw Problem.of(
                    422, "idempotency_key_reused", "This Idempotency-Key was used before, for another request.");
        }
        request.setProperty(TURN, standing);
        return null;
    }

    /** Keeps the answer before it is sent: nobody has seen one that could be followed by another. */
    @ServerResponseFilter(priority = LAST)
    public void keep(
            ContainerRequestContext request,
            ContainerResponseContext response,
            ResourceInfo route,
            RoutingContext routing) {
        if (!(request.getProperty(TURN) instanceof Turn turn)) {
            return;
        }
        request.removeProperty(TURN);
        try {
            if (isKept(route, response.getStatus())) {
                send(answers.keep(turn, written(response)), response);
            } else {
                answers.release(turn);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf("An answer was not kept, so it is not given: trace=%s (%s)", Trace.of(routing), Told.in(e));
            var problem = Statuses.problem(503);
            response.setStatus(problem.status());
            response.setEntity(problem.body(Trace.of(routing)), null, new MediaType("application", "problem+json"));
            problem.headers().forEach(response.getHeaders()::putSingle);
        }
    }

    /** A partner's keys are its own, in all its apps. Who has no more than a link has keys of that link. */
    private Optional<String> scope(ContainerRequestContext request) {
        return caller.known().map(partner -> partner.value()).or(() -> Optional.ofNullable(
                        request.getUriInfo().getPathParameters().getFirst("token"))
                .map(link -> "link:" + link));
    }

    private byte[] content(ContainerRequestContext request, byte[] body) {
        var uri = request.getUriInfo().getRequestUri();
        var head = String.join(
                "\n", request.getMethod(), uri.getRawPath(), uri.getRawQuery() == null ? "" : uri.getRawQuery(), "");
        var content = new ByteArrayOutputStream();
        content.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        return content.toByteArray();
    }

    /** A stranger with an invented link shall not fill the store with what is not there. */
    private boolean isKept(ResourceInfo route, int status) {
        if (status >= 200 && status < 300) {
            return !route.getResourceMethod().isAnnotationPresent(HoldsASecret.class);
        }
        var isThere = status != 404 && status != 410;
        return DECIDED.contains(status) && (isThere || caller.known().isPresent());
    }

    private FirstAnswer written(ContainerResponseContext response) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var name : KEPT) {
            var value = response.getHeaderString(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        if (response.getEntity() == null) {
            return new FirstAnswer(response.getStatus(), headers, new byte[0]);
        }
        headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        return new FirstAnswer(response.getStatus(), headers, json.writeValueAsBytes(response.getEntity()));
    }

    private static void send(FirstAnswer answer, ContainerResponseContext response) {
        response.setStatus(answer.status());
        answer.headers().forEach(response.getHeaders()::putSingle);
        if (answer.body().length > 0) {
            response.setEntity(
                    answer.body(), null, MediaType.valueOf(answer.headers().get(HttpHeaders.CONTENT_TYPE)));
        }
    }

    private static Response again(FirstAnswer answer) {
        var response = Response.status(answer.status()).header("Idempotency-Replayed", "true");
        answer.headers().forEach(response::header);
        return (answer.body().length == 0 ? response : response.entity(answer.body())).build();
    }
}
