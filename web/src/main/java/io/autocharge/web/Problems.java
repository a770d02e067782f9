package io.autocharge.web;

import io.autocharge.door.Told;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Writes the errors of the pages and of the token endpoint without any word of the code. */
@Singleton
class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    public Response framework(WebApplicationException e, HttpServerRequest request) {
        var status = e.getResponse().getStatus();
        var answer = answer(status, request);
        return status == 405
                ? answer.header(HttpHeaders.ALLOW, methods(request.path())).build()
                : answer.build();
    }

    @ServerExceptionMapper
    public Response unreachable(Services.Unreachable e, HttpServerRequest request) {
        LOG.warnf("A service did not answer: trace=%s (%s)", Refusals.trace(request), Told.in(e));
        if (TroublePage.isFor(request)) {
            return TroublePage.of(503);
        }
        return answer(503, request).header("Retry-After", "2").build();
    }

    /** The framework reads headers such as Accept when somebody first asks for them. */
    @ServerExceptionMapper
    public Response impossible(IllegalArgumentException e, HttpServerRequest request) {
        var trace = e.getStackTrace();
        var isOfHeaders = trace.length > 0 && trace[0].getClassName().endsWith("HeaderDelegate");
        return isOfHeaders ? answer(400, request).build() : broken(e, request);
    }

    @ServerExceptionMapper
    public Response broken(Throwable e, HttpServerRequest request) {
        LOG.errorf(e, "A request failed: trace=%s", Refusals.trace(request));
        if (TroublePage.isFor(request)) {
            return TroublePage.of(500);
        }
        return answer(500, request).build();
    }

    private static String methods(String path) {
        if (path.equals(TokenResource.PATH)) {
            return "POST";
        }
        if (path.equals(SandboxResource.PATH)) {
            return "GET, HEAD, POST";
        }
        if (path.equals("/account/sign-out")) {
            return "POST";
        }
        return path.startsWith(TroublePage.PORTAL + "/")
                        || path.startsWith("/pay/")
                        || path.startsWith("/sign-in")
                        || path.startsWith("/staff/")
                ? "GET, HEAD, POST"
                : "GET, HEAD";
    }

    private static Response.ResponseBuilder answer(int status, HttpServerRequest request) {
        return Response.status(status)
                .type(Refusals.TYPE)
                .entity(Refusals.body(status, Refusals.trace(request)).encode());
    }
}
