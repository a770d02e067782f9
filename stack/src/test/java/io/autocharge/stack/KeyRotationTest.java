package io.autocharge.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeyRotationTest {

    @TempDir
    Path folder;

    @Test
    void the_next_key_is_known_before_it_signs_and_the_last_one_until_its_tokens_have_run_out() throws Exception {
        KeyRing.complete(folder);
        var first = signer();

        assertThat(after(Duration.ZERO)).startsWith("The next key ");
        assertThat(signer()).isEqualTo(first);
        assertThat(known()).hasSize(2).first().isEqualTo(first);
        var second = known().get(1);

        assertThat(after(Duration.ofMinutes(14))).startsWith("The next key ");
        assertThat(signer()).isEqualTo(first);

        assertThat(after(Duration.ofMinutes(16))).startsWith("The new key signs.");
        assertThat(signer()).isEqualTo(second);
        assertThat(known()).containsExactly(first, second);

        assertThat(after(Duration.ofMinutes(14))).startsWith("The new key signs.");
        assertThat(known()).containsExactly(first, second);

        assertThat(after(Duration.ofMinutes(16))).startsWith("The last key is forgotten.");
        assertThat(signer()).isEqualTo(second);
        assertThat(known()).containsExactly(second);
        assertThat(Files.readString(folder.resolve("tokens.public.jwk"))).doesNotContain("\"d\"");
        assertThat(folder.resolve("tokens.next.jwk")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tokens.jwk"))))
                .isEqualTo("rw-------");
    }

    private String after(Duration time) throws Exception {
        return new KeyRotation(folder, Clock.offset(Clock.systemUTC(), time)).step();
    }

    private String signer() throws Exception {
        return JsonWebKey.Factory.newJwk(Files.readString(folder.resolve("tokens.jwk")))
                .getKeyId();
    }

    private List<String> known() throws Exception {
        return new JsonWebKeySet(Files.readString(folder.resolve("tokens.public.jwk")))
                .getJsonWebKeys().stream().map(JsonWebKey::getKeyId).toList();
    }
}
