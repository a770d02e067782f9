package io.autocharge.runtime.http;

import io.autocharge.runtime.Keys;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a request in, or not: by the token that it carries and the right that its route asks for. */
@Singleton
public class Gate {

    private static final String OPERATORS = "ops-token";

    private final Keys keys;
    private final AccessTokens tokens;
    private final RevokedKeys revoked;
    private final Caller caller;

    public Gate(Keys keys, AccessTokens tokens, RevokedKeys revoked, Caller caller) {
        this.keys = keys;
        this.tokens = tokens;
        this.revoked = revoked;
        this.caller = caller;
    }

    /** A service whose operators anybody could pass for does not start. */
    void check(@Observes StartupEvent start) {
        keys.token(OPERATORS);
    }

    /** Judged by the route that was matched, so no way of writing a path can differ from what is then executed. */
    @ServerRequestFilter
    public void enter(ContainerRequestContext request, ResourceInfo route) {
        var right = Rights.of(request.getMethod(), Templates.of(route.getResourceClass(), route.getResourceMethod()))
                .orElse("");
        if (right.equals(Rights.ANYONE)) {
            return;
        }
        var bearer = bearer(request);
        if (right.equals(Rights.OPERATORS)) {
            admitOperator(bearer);
            return;
        }
        var grant = bearer.flatMap(tokens::read)
                .filter(good -> !revoked.contain(good.partner(), good.client()))
                .orElseThrow(() -> Statuses.problem(401));
        if (!grant.scopes().contains(right)) {
            throw Problem.of(403, "insufficient_scope", "The token does not have the scope that this needs.")
                    .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + right + "\"");
        }
        caller.is(grant.partner(), grant.client(), grant.scopes());
    }

    private void admitOperator(Optional<String> bearer) {
        var expected = keys.token(OPERATORS).getBytes(StandardCharsets.UTF_8);
        var given = bearer.orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw Statuses.problem(401);
        }
    }

    private static Optional<String> bearer(ContainerRequestContext request) {
        return Optional.ofNullable(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(header -> header.substring(7).strip());
    }
}
