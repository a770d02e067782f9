package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.runtime.published.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What partners read about the API is what the code says. {@code -Dautocharge.regenerate=true} writes it anew. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiDocumentTest {

    @Test
    void the_openapi_document_is_that_of_the_code() throws IOException {
        var expected = OpenApi.of(Checkout.root());
        var file = Checkout.root().resolve("web/src/main/resources/openapi.json");
        if (Boolean.getBoolean("autocharge.regenerate")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("web/src/main/resources/openapi.json; -Dautocharge.regenerate=true writes it anew")
                .isEqualTo(expected);
    }
}
