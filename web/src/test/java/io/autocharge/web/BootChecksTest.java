package io.autocharge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BootChecksTest {

    private record Told(URI publicUrl, boolean sandbox, String keys) implements Addresses {
        @Override
        public Map<String, URI> services() {
            return Arrays.stream(Upstream.values())
                    .collect(Collectors.toMap(Upstream::label, one -> URI.create("http://127.0.0.1:1")));
        }

        @Override
        public URI processorUrl() {
            return publicUrl;
        }

        @Override
        public URI mailUrl() {
            return publicUrl;
        }
    }

    @TempDir
    Path keys;

    @BeforeEach
    void makeKeys() throws IOException, JoseException {
        var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("a-key");
        Files.writeString(keys.resolve("tokens.jwk"), key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        Files.writeString(keys.resolve("ops-token"), "t".repeat(22));
    }

    @Test
    void the_edge_does_not_start_if_links_and_cookies_could_be_read_on_the_way() {
        assertThatThrownBy(() -> start("http://pay.example.com", false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AUTOCHARGE_PUBLIC_URL must be https");
        assertThatThrownBy(() -> start("http://127.0.0.1.example.com", false))
                .hasMessageContaining("AUTOCHARGE_PUBLIC_URL must be https");
        start("https://pay.example.com", false);
        start("http://127.0.0.1:8080", false);
        start("http://localhost:8080", false);
        start("http://pay.example.com", true); // money is only played
    }

    @Test
    void nor_if_its_operators_token_could_be_guessed() throws IOException {
        Files.writeString(keys.resolve("ops-token"), "ops");
        assertThatThrownBy(() -> start("https://pay.example.com", false))
                .hasMessageContaining("ops-token holds fewer than 22 characters");
    }

    @Test
    void nor_if_it_could_sign_nothing_and_it_says_all_that_is_wrong() throws IOException {
        Files.delete(keys.resolve("tokens.jwk"));
        assertThatThrownBy(() -> start("http://pay.example.com", false))
                .hasMessageContaining("must be https")
                .hasMessageContaining("tokens.jwk cannot be read");
        Files.writeString(keys.resolve("tokens.jwk"), "{}");
        assertThatThrownBy(() -> start("https://pay.example.com", false))
                .hasMessageContaining("hold no keys")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("https"));
    }

    private void start(String publicUrl, boolean sandbox) {
        var told = new Told(URI.create(publicUrl), sandbox, keys.toString());
        var folder = new KeyFolder(told);
        new BootChecks(told, folder, new SigningKeys(folder)).check(null);
    }
}
