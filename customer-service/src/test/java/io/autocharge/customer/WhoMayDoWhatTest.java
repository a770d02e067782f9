package io.autocharge.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.Scopes;
import io.autocharge.runtime.http.DeclaredRoutes;
import io.autocharge.runtime.http.ScopeMatrix;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
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
    void every_scope_that_a_route_asks_for_can_be_given_to_an_api_key_but_the_one_that_lets_persons_in() {
        var forPersons = Set.of("staff:manage");
        assertThat(Scopes.ALL).doesNotContainAnyElementsOf(forPersons);
        assertThat(Role.ADMIN.scopes()).containsAll(DeclaredRoutes.scopes());
        var forApps = new TreeSet<>(DeclaredRoutes.scopes());
        forApps.removeAll(forPersons);
        assertThat(Scopes.ALL).containsAll(forApps);
    }

    @Override
    protected URI here() {
        return here;
    }
}
