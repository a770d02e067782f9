package io.autocharge.web;

import io.autocharge.contracts.RequestRefusal;
import io.autocharge.door.Told;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Lets browsers call the API: a session becomes an access token for this one request, with the scopes of the person's
 * role, so that the services stay the only judges. Who shows a token of its own is not asked for a session.
 */
@Singleton
class Browsers {

    private static final Logger LOG = Logger.getLogger(Browsers.class);

    private final Sessions sessions;
    private final Origins origins;
    private final AccessTokens tokens;

    Browsers(Sessions sessions, Origins origins, AccessTokens tokens) {
        this.sessions = sessions;
        this.origins = origins;
        this.tokens = tokens;
    }

    /** Has the request led on by {@code lead}, unless its session is none or another site sent it. */
    void admit(RoutingContext routing, Runnable lead) {
        var request = routing.request();
        var session = Cookies.session(request);
        if (session.isEmpty() || request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            lead.run();
            return;
        }
        if (Origins.isLooking(request) ? !origins.mayLook(request) : !origins.mayChange(request)) {
            Refusals.answer(routing, RequestRefusal.CROSS_SITE);
            return;
        }
        if (!Origins.isLooking(request) && !isJson(request)) {
            Refusals.answer(routing, 415);
            return;
        }
        request.pause();
        routing.vertx()
                .executeBlocking(() -> sessions.find(session.get()), false)
                .onSuccess(found -> found.ifPresentOrElse(
                        person -> {
                            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.issue(person));
                            lead.run();
                        },
                        () -> turnAway(routing)))
                .onFailure(failure -> {
                    LOG.warnf("A session was not looked up: trace=%s (%s)", Refusals.trace(request), Told.in(failure));
                    request.resume();
                    routing.response().putHeader("Retry-After", "2");
                    Refusals.answer(routing, 503);
                });
    }

    private static void turnAway(RoutingContext routing) {
        routing.request().resume();
        routing.response()
                .putHeader(HttpHeaders.SET_COOKIE, Cookies.forget())
                .putHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        Refusals.answer(routing, 401);
    }

    /** A form of another site can be sent as anything but JSON. What has no body says no type. */
    private static boolean isJson(HttpServerRequest request) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (type == null) {
            return !request.headers().contains(HttpHeaders.TRANSFER_ENCODING) && (length == null || length.equals("0"));
        }
        var media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.equals("application/json") || media.equals("application/merge-patch+json");
    }
}
