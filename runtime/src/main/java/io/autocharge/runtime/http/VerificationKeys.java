package io.autocharge.runtime.http;

import io.autocharge.runtime.Keys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * The keys by which access tokens of the edge are known: the file {@code tokens.public.jwk}, one key or a set of them, so that
 * a new key can be made known before it signs and an old one stay known until its last token has run out. It is read again
 * every minute; nothing has to be started anew.
 */
@Singleton
public class VerificationKeys implements VerificationKeyResolver {

    private static final Logger LOG = Logger.getLogger(VerificationKeys.class);
    private static final String FILE = "tokens.public.jwk";
    private static final long TRUST = Duration.ofMinutes(1).toNanos();

    /** A key, and the one algorithm that it is for. */
    private record Known(Key key, String algorithm) {}

    private record Ring(Map<String, Known> keys, long readAt) {}

    private final Keys keys;
    private final LongSupplier nanos;
    private volatile Ring ring;

    @Inject
    public VerificationKeys(Keys keys) {
        this(keys, System::nanoTime);
    }

    VerificationKeys(Keys keys, LongSupplier nanos) {
        this.keys = keys;
        this.nanos = nanos;
    }

    /** The key that the token names, and no other; only for the algorithm of that key. */
    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> around) throws UnresolvableKeyException {
        var name = token.getKeyIdHeaderValue();
        var known = name == null ? null : ring().keys().get(name);
        if (known == null || !known.algorithm().equals(token.getAlgorithmHeaderValue())) {
            throw new UnresolvableKeyException("The token names no key that is known here for its algorithm.");
        }
        return known.key();
    }

    private Ring ring() {
        var present = ring;
        if (present == null) {
            present = new Ring(read(), nanos.getAsLong());
            ring = present;
        } else if (nanos.getAsLong() - present.readAt() > TRUST) {
            present = again(present);
            ring = present;
        }
        return present;
    }

    /** A file that is just being replaced is no reason to let nobody in. */
    private Ring again(Ring before) {
        try {
            return new Ring(read(), nanos.getAsLong());
        } catch (IllegalStateException e) {
            LOG.errorf("ALARM verification_keys: %s The keys that were read before are used on.", e.getMessage());
            return new Ring(before.keys(), nanos.getAsLong());
        }
    }

    private Map<String, Known> read() {
        var text = keys.text(FILE);
        try {
            var set = new JsonWebKeySet(text.contains("\"keys\"") ? text : "{\"keys\":[" + text + "]}");
            return set.getJsonWebKeys().stream()
                    .flatMap(VerificationKeys::usable)
                    .collect(Collectors.toUnmodifiableMap(
                            PublicJsonWebKey::getKeyId, jwk -> new Known(jwk.getPublicKey(), algorithm(jwk))));
        } catch (JoseException | IllegalStateException e) {
            throw new IllegalStateException("The key file " + FILE + " holds no set of named public keys.", e);
        }
    }

    private static Stream<PublicJsonWebKey> usable(JsonWebKey jwk) {
        return jwk instanceof PublicJsonWebKey open && open.getKeyId() != null && algorithm(open) != null
                ? Stream.of(open)
                : Stream.empty();
    }

    /** ES256 or EdDSA; absent for keys of every other kind, by which nothing is known here. */
    private static String algorithm(PublicJsonWebKey jwk) {
        if (jwk instanceof EllipticCurveJsonWebKey point && "P-256".equals(point.getCurveName())) {
            return AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
        }
        return jwk instanceof OctetKeyPairJsonWebKey pair
                        && OctetKeyPairJsonWebKey.SUBTYPE_ED25519.equals(pair.getSubtype())
                ? AlgorithmIdentifiers.EDDSA
                : null;
    }
}
