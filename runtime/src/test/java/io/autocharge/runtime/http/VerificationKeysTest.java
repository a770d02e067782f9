package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.runtime.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VerificationKeysTest {

    @TempDir
    Path folder;

    final AtomicLong nanos = new AtomicLong();
    final PublicJsonWebKey first;
    final PublicJsonWebKey second;

    VerificationKeysTest() throws JoseException {
        first = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        first.setKeyId("first");
        second = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        second.setKeyId("second");
    }

    @Test
    void a_signing_key_is_replaced_while_everything_runs() throws Exception {
        var keys = new VerificationKeys(new Keys(folder.toString()), nanos::get);
        write(first);
        assertThat(keys.resolveKey(named("first", "ES256"), List.of())).isEqualTo(first.getPublicKey());
        unknown(keys, "second", "EdDSA");

        write(first, second);
        unknown(keys, "second", "EdDSA");
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(keys.resolveKey(named("first", "ES256"), List.of())).isEqualTo(first.getPublicKey());
        assertThat(keys.resolveKey(named("second", "EdDSA"), List.of())).isEqualTo(second.getPublicKey());

        write(second);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        unknown(keys, "first", "ES256");
        assertThat(keys.resolveKey(named("second", "EdDSA"), List.of())).isEqualTo(second.getPublicKey());
    }

    @Test
    void a_key_is_for_its_own_algorithm_and_must_be_named() throws Exception {
        write(first, second);
        var keys = new VerificationKeys(new Keys(folder.toString()), nanos::get);
        unknown(keys, "first", "EdDSA");
        unknown(keys, "second", "ES256");
        unknown(keys, null, "ES256");
        unknown(keys, "third", "ES256");
    }

    @Test
    void a_file_that_cannot_be_read_for_a_while_locks_nobody_out() throws Exception {
        write(first);
        var keys = new VerificationKeys(new Keys(folder.toString()), nanos::get);
        keys.resolveKey(named("first", "ES256"), List.of());
        Files.writeString(folder.resolve("tokens.public.jwk"), "{\"keys\":[{\"kty\":");
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertThat(keys.resolveKey(named("first", "ES256"), List.of())).isEqualTo(first.getPublicKey());
    }

    private static void unknown(VerificationKeys keys, String name, String algorithm) {
        assertThatThrownBy(() -> keys.resolveKey(named(name, algorithm), List.of()))
                .isInstanceOf(UnresolvableKeyException.class);
    }

    private static JsonWebSignature named(String key, String algorithm) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(algorithm);
        if (key != null) {
            jws.setKeyIdHeaderValue(key);
        }
        return jws;
    }

    private void write(PublicJsonWebKey... keys) throws IOException {
        var set = new JsonWebKeySet(keys);
        Files.writeString(folder.resolve("tokens.public.jwk"), set.toJson(OutputControlLevel.PUBLIC_ONLY));
    }
}
