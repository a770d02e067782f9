package io.autocharge.customer.api;

import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.customer.view.ApiKeyView;
import io.autocharge.runtime.http.WrittenToken;
import io.autocharge.runtime.mongo.SingleUse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/**
 * Tells whether an app proves by its signature that it is the one whose public key is registered: a JWT by RFC 7523, for us
 * alone, for five minutes at the most, good once. Only the registered key counts, whatever the JWT says of keys.
 */
@Singleton
class SignedAssertions {

    private static final int LONGEST_NAME = 255;
    private static final int MOST_MINUTES = 5;
    private static final int SKEW_SECONDS = 30;

    private final SingleUse once;

    SignedAssertions(SingleUse once) {
        this.once = once;
    }

    /** Whose assertion it says it is. Nothing is proved by that. */
    Optional<ApiKeyId> claimant(String assertion) {
        if (!WrittenToken.isOne(assertion)) {
            return Optional.empty();
        }
        try {
            var claims = new JwtConsumerBuilder()
                    .setSkipAllValidators()
                    .setDisableRequireSignature()
                    .setSkipSignatureVerification()
                    .build()
                    .processToClaims(assertion);
            return Optional.of(new ApiKeyId(claims.getSubject()));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the app of {@code key} signed this, for one of {@code audiences}, and uses it for the first time. */
    boolean prove(String assertion, ApiKeyView key, List<String> audiences) {
        if (key.publicKey() == null || audiences == null || audiences.isEmpty()) {
            return false;
        }
        try {
            var claims = verified(assertion, key, audiences);
            var name = claims.getJwtId();
            if (claims.getAudience().size() != 1 || name.isBlank() || name.length() > LONGEST_NAME) {
                return false;
            }
            var end = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return once.first("client-assertion", key.id() + " " + name, end.plus(Duration.ofMinutes(MOST_MINUTES)));
        } catch (InvalidJwtException | MalformedClaimException | JoseException e) {
            return false;
        }
    }

    private static JwtClaims verified(String assertion, ApiKeyView key, List<String> audiences)
            throws InvalidJwtException, JoseException {
        var jwk = PublicJsonWebKey.Factory.newPublicJwk(key.publicKey());
        var algorithm = jwk instanceof EllipticCurveJsonWebKey
                ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
                : AlgorithmIdentifiers.EDDSA;
        return new JwtConsumerBuilder()
                .setVerificationKey(jwk.getPublicKey())
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, algorithm))
                .setExpectedIssuer(key.id().value())
                .setExpectedSubject(key.id().value())
                .setExpectedAudience(audiences.toArray(String[]::new))
                .setRequireJwtId()
                .setRequireExpirationTime()
                .setMaxFutureValidityInMinutes(MOST_MINUTES)
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                .build()
                .processToClaims(assertion);
    }
}
