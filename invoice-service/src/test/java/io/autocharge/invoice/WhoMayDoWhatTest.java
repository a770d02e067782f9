package io.autocharge.invoice;

import io.autocharge.runtime.http.ScopeMatrix;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
class WhoMayDoWhatTest extends ScopeMatrix {

    @TestHTTPResource
    URI here;

    WhoMayDoWhatTest() {
        super("io.autocharge.invoice");
    }

    @Override
    protected URI here() {
        return here;
    }
}
