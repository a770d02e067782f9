package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Attack row A3: every operation of a service is tried with every scope alone, with all of them, with all but the one that it
 * needs, with none, without a token and as an operator. Both halves are read from the code. Each service has a subclass.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class ScopeMatrix {

    private static final Set<String> WITH_A_BODY = Set.of("POST", "PUT", "PATCH");

    /** Who asks: a header, the scopes that it stands for, and whether it is the operators'. */
    private record Asker(String authorization, Set<String> scopes, boolean operator) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final String own;

    /** @param own the package of the service */
    protected ScopeMatrix(String own) {
        this.own = own;
    }

    /** Where the service listens. */
    protected abstract URI here();

    @Test
    void whoever_has_the_scope_gets_in_and_nobody_else() throws Exception {
        var wrongAllows = new ArrayList<String>();
        var wrongDenies = new ArrayList<String>();
        var tried = 0;
        var routes = DeclaredRoutes.of(own);
        assertThat(routes).hasSizeGreaterThan(5);
        for (var route : routes) {
            for (var asker : askers(route.right())) {
                tried++;
                var answer = ask(route, asker);
                var expected = expected(route, asker);
                var status = answer.statusCode();
                var challenge = answer.headers().firstValue("WWW-Authenticate").orElse("");
                var refused = challenge.startsWith("Bearer");
                if (expected == 0 ? refused || status >= 500 : !refused || status != expected) {
                    (expected == 0 ? wrongDenies : wrongAllows)
                            .add(route.method() + " " + route.template() + " " + asker.scopes() + " " + status);
                } else if (expected == 403) {
                    assertThat(challenge)
                            .isEqualTo("Bearer error=\"insufficient_scope\", scope=\"" + route.right() + "\"");
                } else if (expected == 401) {
                    assertThat(challenge).isEqualTo("Bearer error=\"invalid_token\"");
                }
            }
        }
        System.out.printf(
                "A3: %s, %d operations, %d requests, wrong allows %d, wrong denies %d (bound 0)%n",
                own, routes.size(), tried, wrongAllows.size(), wrongDenies.size());
        assertThat(wrongAllows).as("wrong allows").isEmpty();
        assertThat(wrongDenies).as("wrong denies").isEmpty();
    }

    /** 401 or 403; 0 for whatever else, since the request is let in and then makes no sense. */
    private static int expected(DeclaredRoutes.Route route, Asker asker) {
        if (route.isOpen() || route.isOfOperators() && asker.operator()) {
            return 0;
        }
        if (route.isOfOperators() || asker.operator() || asker.authorization() == null) {
            return 401;
        }
        return asker.scopes().contains(route.right()) ? 0 : 403;
    }

    private static List<Asker> askers(String right) {
        var all = DeclaredRoutes.scopes();
        var askers = new ArrayList<Asker>();
        askers.add(new Asker(null, Set.of(), false));
        askers.add(new Asker("Bearer " + TestKeys.OPS_TOKEN, Set.of("ops-token"), true));
        askers.add(app(Set.of()));
        askers.add(app(all));
        var allButOne = new TreeSet<>(all);
        allButOne.remove(right);
        askers.add(app(allButOne));
        askers.add(app(Set.of("operators", "anyone", "ops:all", right.toUpperCase(), right + "x", "*")));
        all.forEach(scope -> askers.add(app(Set.of(scope))));
        return askers;
    }

    private static Asker app(Set<String> scopes) {
        return new Asker(TestKeys.bearer(PartnerId.fresh(Instant.now()), String.join(" ", scopes)), scopes, false);
    }

    private HttpResponse<String> ask(DeclaredRoutes.Route route, Asker asker) throws IOException, InterruptedException {
        var body = WITH_A_BODY.contains(route.method()) ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(here().resolve(route.path("x")))
                .method(route.method(), body)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/pdf")
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (asker.authorization() != null) {
            request.header("Authorization", asker.authorization());
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
