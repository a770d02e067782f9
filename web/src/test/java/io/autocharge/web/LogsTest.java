package io.autocharge.web;

import io.autocharge.door.LogCanaries;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class LogsTest extends LogCanaries {

    private static final List<String> LOOKED_AT = List.of(
            "/v1/customers/{id}",
            "/v1/receipts/{id}",
            "/v1/nothing/{id}",
            "/pay/{token}",
            "/cancel/{token}",
            "/sign-in/{token}",
            "/staff/link/{token}",
            "/staff/sign-in",
            "/account",
            "/account/session",
            "/problems/{type}",
            "/sandbox/clock",
            "/assets/{file}",
            "/docs",
            "/");

    private static final List<String> SENT_TO = List.of(
            "/v1/customers",
            "/v1/receipts/{id}",
            "/oauth/token",
            "/v1/pay/{token}",
            "/pay/{token}",
            "/cancel/{token}",
            "/sign-in",
            "/sign-in/{token}",
            "/staff/sign-in",
            "/staff/forgotten",
            "/staff/link/{token}",
            "/account/sign-out",
            "/sandbox/clock",
            "/nothing");

    @TestHTTPResource
    URI here;

    @Override
    protected URI here() {
        return here;
    }

    @Override
    protected String name() {
        return "the edge";
    }

    @Override
    protected List<Way> ways() {
        return Stream.concat(
                        LOOKED_AT.stream().map(path -> new Way("GET", path)),
                        SENT_TO.stream().map(path -> new Way("POST", path)))
                .toList();
    }

    @Override
    protected String authorization() {
        return "Bearer x";
    }

    @Override
    protected List<String> takenBodies() {
        return List.of("{\"name\":\"C\"}");
    }
}
