package io.autocharge.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.customer.domain.Scopes;
import io.autocharge.runtime.http.DeclaredRoutes;
import io.autocharge.runtime.http.ScopeMatrix;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class WhoMayDoWhatTest extends ScopeMatrix {

    @TestHTTPResource
    URI here;

    WhoMayDoWhatTest() {
        super("io.autocharge.customer");
    }

    @Test
    void every_scope_that_a_route_asks_for_can_be_given_to_an_api_key() {
        assertThat(Scopes.ALL).containsAll(DeclaredRoutes.scopes());
    }

    @Override
    protected URI here() {
        return here;
    }
}
