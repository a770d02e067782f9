package io.autocharge.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * Tells whose request it is, by a token that we signed: for counting only. Whether the token opens anything is judged by the
 * service, each time; so what was found is kept for a while.
 */
@Singleton
class KnownTokens {

    private static final int LONGEST = 4_096;

    private final SigningKeys keys;
    private final Issuer issuer;
    private final Cache<String, String> partners = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    KnownTokens(SigningKeys keys, Issuer issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** The partner that the token in this header was signed for. */
    Optional<String> partner(String authorization) {
        if (authorization == null
                || authorization.length() > LONGEST
                || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.empty();
        }
        var token = authorization.substring(7).strip();
        var known = partners.getIfPresent(token);
        if (known != null) {
            return Optional.of(known);
        }
        var read = read(token);
        read.ifPresent(partner -> partners.put(token, partner));
        return read;
    }

    private Optional<String> read(String token) {
        try {
            return Optional.ofNullable(consumer().processToClaims(token).getStringClaimValue("tid"));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private JwtConsumer consumer() {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(
                        keys.published().stream().map(KnownTokens::key).toList()))
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.EDDSA))
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(issuer.name())
                .setExpectedAudience("autocharge-api")
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(30)
                .build();
    }

    private static JsonWebKey key(Map<String, Object> params) {
        try {
            return JsonWebKey.Factory.newJwk(params);
        } catch (JoseException e) {
            throw new IllegalStateException("A key that we publish is none.", e);
        }
    }
}
