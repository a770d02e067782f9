package io.autocharge.customer;

import io.autocharge.contracts.PartnerId;
import io.autocharge.door.LogCanaries;
import io.autocharge.runtime.http.DeclaredRoutes;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import java.util.List;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class LogsTest extends LogCanaries {

    private final String app =
            TestKeys.bearer(PartnerId.fresh(Instant.now()), String.join(" ", DeclaredRoutes.scopes()));

    @TestHTTPResource
    URI here;

    @Override
    protected URI here() {
        return here;
    }

    @Override
    protected String name() {
        return "customer-service";
    }

    @Override
    protected List<Way> ways() {
        return DeclaredRoutes.of("io.autocharge.customer").stream()
                .map(route -> new Way(route.method(), route.template()))
                .toList();
    }

    @Override
    protected String authorization() {
        return app;
    }

    @Override
    protected List<String> takenBodies() {
        return List.of(
                "{\"name\":\"C\",\"users\":[{\"name\":\"C\",\"email\":\"wren@quillfeather-canary.example\"}],\"tags\":[\"C\"]}",
                "{\"name\":\"C\",\"email\":\"wren@quillfeather-canary.example\"}",
                "{\"name\":\"C\",\"tags\":[\"C\"]}");
    }
}
