package io.autocharge.web;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;

/** What holds for each answer: what a browser may do with it, and that it is not kept. */
@Singleton
class FrontDoor {

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);
    private static final int BEFORE_ALL = 10_000;
    private static final int FIRST = -1_000_000;
    private static final List<Integer> FAILURES = List.of(400, 404, 405, 406, 413, 414, 415, 431, 500);
    static final int LONGEST_BODY = 65_536;

    private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

    private final Throttle throttle;
    private final String pagePolicy;

    FrontDoor(Addresses addresses, Throttle throttle) {
        this.throttle = throttle;
        this.pagePolicy = "default-src 'none'; style-src 'self'; script-src 'nonce-%s'; img-src 'self' data:; "
                + "font-src 'self'; connect-src 'self' " + origin(addresses.processorUrl())
                + "; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
                + "require-trusted-types-for 'script'; trusted-types %s"
                + ("https".equals(addresses.publicUrl().getScheme()) ? "; upgrade-insecure-requests" : "");
    }

    void open(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL);
    }

    /** What fails before anything of ours has it is not left to the framework's own page. */
    void watch(@Observes Router router) {
        router.route().order(FIRST).failureHandler(FrontDoor::failed);
        FAILURES.forEach(status -> router.errorHandler(status, FrontDoor::failed));
    }

    private static void failed(RoutingContext routing) {
        var status = routing.statusCode() < 400 ? 500 : routing.statusCode();
        if (status >= 500) {
            LOG.errorf(routing.failure(), "A request failed: trace=%s", Refusals.trace(routing.request()));
        }
        if (routing.response().headWritten()) {
            routing.request().connection().close();
        } else {
            Refusals.answer(routing, status);
        }
    }

    private void check(RoutingContext routing) {
        routing.addHeadersEndHandler(done -> dress(routing));
        if (tooLong(routing.request())) {
            routing.response().putHeader("Connection", "close");
            Refusals.answer(routing, 413);
        } else if (!triesToPay(routing.request()) || throttle.admitsPayer(routing)) {
            routing.next();
        }
    }

    private static boolean triesToPay(HttpServerRequest request) {
        return request.method() == HttpMethod.POST && request.path().startsWith("/pay/");
    }

    private void dress(RoutingContext routing) {
        var headers = routing.response().headers();
        SafetyHeaders.add(routing.response());
        var path = routing.request().path();
        var type = headers.get("Content-Type");
        if (type != null && type.startsWith("text/html")) {
            var texts =
                    path.startsWith(TroublePage.PORTAL) ? "default" : "'none'"; // what htmx needs, and no other page
            headers.set("Content-Security-Policy", String.format(pagePolicy, PageNonce.of(routing), texts));
            headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
        } else {
            headers.set("Content-Security-Policy", API_POLICY);
        }
        if (path.startsWith(Assets.FOLDER) || path.startsWith(Assets.OTHERS)) {
            keep(routing);
        } else if (!path.startsWith("/.well-known/") && !ApiDocument.KEPT.equals(headers.get("Cache-Control"))) {
            headers.set("Cache-Control", "no-store");
        }
        if (routing.response().getStatusCode() >= 400) {
            headers.set("Cache-Control", "no-store"); // what is missing today may be there tomorrow
        }
        if (path.startsWith("/pay/") || path.startsWith("/cancel/")) {
            headers.set("X-Robots-Tag", "noindex, nofollow");
        }
    }

    /** What has its content or its version in its address never changes there. */
    private static void keep(RoutingContext routing) {
        var named =
                routing.request().query() != null || routing.request().path().startsWith(Assets.OTHERS);
        if (named && routing.response().getStatusCode() == 200) {
            routing.response().headers().set("Cache-Control", "public, max-age=31536000, immutable");
        }
    }

    private static boolean tooLong(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > LONGEST_BODY;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
