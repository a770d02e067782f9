package io.autocharge.runtime.http;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.autocharge.contracts.Refused;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Writes every error that leaves by HTTP, whoever raised it, as RFC 9457 problem+json without any word of the code. */
@Singleton
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    /** Our own answers. */
    @ServerExceptionMapper
    public Response problem(Problem problem, RoutingContext routing) {
        return answer(problem, routing);
    }

    /** The business said no. */
    @ServerExceptionMapper
    public Response refused(Refused refused, RoutingContext routing) {
        return answer(of(refused), routing);
    }

    /** The body is not the JSON that is expected. */
    @ServerExceptionMapper({MismatchedInputException.class, JsonProcessingException.class})
    public Response unreadable(JsonProcessingException e, RoutingContext routing) {
        return answer(of(e), routing);
    }

    /** A value that cannot be: said by the constructor of a record. */
    @ServerExceptionMapper
    public Response impossible(IllegalArgumentException e, RoutingContext routing) {
        if (isOfHeaders(e)) {
            return answer(Problem.malformed("A header of the request cannot be read."), routing);
        }
        return saidByUs(e) ? answer(Problem.malformed(e.getMessage()), routing) : broken(e, routing);
    }

    /** What the framework answers by itself. */
    @ServerExceptionMapper
    public Response framework(WebApplicationException e, RoutingContext routing) {
        var cause = e.getCause();
        if (cause instanceof Problem problem) {
            return answer(problem, routing);
        }
        var status = e.getResponse().getStatus();
        if (status >= 500) {
            return broken(e, routing);
        }
        if (cause instanceof JsonProcessingException json) {
            return answer(of(json), routing);
        }
        if (saidByUs(cause) && (status == 400 || status == 404 && !hasIdsInPath())) {
            return answer(Problem.malformed(cause.getMessage()), routing);
        }
        var problem = Statuses.problem(status);
        return answer(status == 405 ? problem.with(HttpHeaders.ALLOW, AllowedMethods.here()) : problem, routing);
    }

    /** All that nobody expected. */
    @ServerExceptionMapper
    public Response broken(Throwable e, RoutingContext routing) {
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return answer(of(refused), routing);
            }
        }
        LOG.errorf(e, "A request failed: trace=%s", Trace.of(routing));
        return answer(Statuses.problem(isOutage(e) ? 503 : 500), routing);
    }

    private static Problem of(Refused refused) {
        var reason = refused.reason();
        var status =
                switch (reason.kind()) {
                    case CONFLICT -> 409;
                    case INVALID -> 422;
                    case UNKNOWN -> 404;
                };
        var problem = Problem.of(status, reason.name(), reason.sentence());
        return reason.name().endsWith("_ID_ALREADY_USED") ? problem.typed("idempotency-key-reused") : problem;
    }

    private static Problem of(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping) || e.getCause() instanceof JsonParseException) {
            return Problem.malformed("The body is not well-formed JSON.");
        }
        var problem = Problem.malformed("The body is not as expected.");
        if (mapping instanceof UnrecognizedPropertyException) {
            return problem.at(pointer(mapping), "This field is not known.");
        }
        var cause = mapping.getCause();
        return problem.at(pointer(mapping), saidByUs(cause) ? cause.getMessage() : Expected.instead(mapping));
    }

    private static String pointer(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    /** The framework answers 404 for any parameter that cannot be; without one in the path, it was one behind the '?'. */
    private static boolean hasIdsInPath() {
        return !CurrentRequestManager.get().getUriInfo().getPathParameters().isEmpty();
    }

    /** Only sentences that were written here are shown: those of libraries quote values and name classes. */
    private static boolean saidByUs(Throwable e) {
        return e instanceof IllegalArgumentException
                && e.getMessage() != null
                && e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().startsWith("io.autocharge.");
    }

    /** The framework reads headers such as Accept when somebody first asks for them, and takes no blame for what is in them. */
    private static boolean isOfHeaders(Throwable e) {
        return e.getStackTrace().length > 0
                && e.getStackTrace()[0].getClassName().endsWith("HeaderDelegate");
    }

    private static boolean isOutage(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            var name = cause.getClass().getSimpleName();
            if (name.startsWith("MongoSocket")
                    || name.startsWith("MongoTimeout")
                    || name.startsWith("MongoNotPrimary")) {
                return true;
            }
        }
        return false;
    }

    private static Response answer(Problem problem, RoutingContext routing) {
        var response = Response.status(problem.status())
                .type("application/problem+json")
                .entity(problem.body(Trace.of(routing)));
        problem.headers().forEach(response::header);
        return response.build();
    }
}
