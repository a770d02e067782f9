package io.autocharge.web;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * The key that signs access tokens, {@code tokens.jwk}, and all by which they are known: those of {@code tokens.public.jwk}
 * too, where the next one stands before it signs and the last one until its tokens have run out. Both are read again every
 * minute, so a key is replaced while everything runs.
 */
@Singleton
class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final long TRUST = Duration.ofMinutes(1).toNanos();

    private record Ring(PublicJsonWebKey signer, List<Map<String, Object>> published, long readAt) {}

    private final KeyFolder folder;
    private volatile Ring ring;

    SigningKeys(KeyFolder folder) {
        this.folder = folder;
    }

    /** The one that signs at present. */
    PublicJsonWebKey signer() {
        return ring().signer();
    }

    /** All by which a token that is good may be known, their public halves only. */
    List<Map<String, Object>> published() {
        return ring().published();
    }

    /** The algorithm that goes with a key. */
    static String algorithm(PublicJsonWebKey key) {
        return key instanceof OctetKeyPairJsonWebKey
                ? AlgorithmIdentifiers.EDDSA
                : AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
    }

    private Ring ring() {
        var present = ring;
        if (present == null) {
            ring = present = read();
        } else if (System.nanoTime() - present.readAt() > TRUST) {
            ring = present = again(present);
        }
        return present;
    }

    private Ring again(Ring before) {
        try {
            return read();
        } catch (IllegalStateException e) {
            LOG.errorf("ALARM signing_keys: %s The keys that were read before are used on.", e.getMessage());
            return new Ring(before.signer(), before.published(), System.nanoTime());
        }
    }

    private Ring read() {
        try {
            var signer = PublicJsonWebKey.Factory.newPublicJwk(folder.text("tokens.jwk"));
            var published = new LinkedHashMap<String, Map<String, Object>>();
            published.put(signer.getKeyId(), open(signer));
            if (folder.has("tokens.public.jwk")) {
                var text = folder.text("tokens.public.jwk");
                new JsonWebKeySet(text.contains("\"keys\"") ? text : "{\"keys\":[" + text + "]}")
                        .getJsonWebKeys()
                        .forEach(key -> published.putIfAbsent(key.getKeyId(), open(key)));
            }
            return new Ring(signer, List.copyOf(published.values()), System.nanoTime());
        } catch (JoseException e) {
            throw new IllegalStateException("The key files tokens.jwk and tokens.public.jwk hold no keys.", e);
        }
    }

    private static Map<String, Object> open(JsonWebKey key) {
        return key.toParams(OutputControlLevel.PUBLIC_ONLY);
    }
}
