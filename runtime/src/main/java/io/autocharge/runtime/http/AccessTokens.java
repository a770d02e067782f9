package io.autocharge.runtime.http;

import io.autocharge.contracts.PartnerId;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Tells whether an access token was signed by the edge for this API and is still good, and for whom. */
@Singleton
public class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_LIFE = 600;
    private static final int SKEW = 30;

    /** What a good token says. */
    record Grant(PartnerId partner, String client, Set<String> scopes) {}

    private final JwtConsumer consumer;

    public AccessTokens(
            VerificationKeys keys,
            @ConfigProperty(name = "autocharge.public-url", defaultValue = "http://127.0.0.1:8080") String issuer) {
        this.consumer = consumer(keys, issuer.replaceFirst("/+$", ""));
    }

    Optional<Grant> read(String token) {
        if (!WrittenToken.isOne(token)) {
            return Optional.empty();
        }
        try {
            return grant(consumer.processToClaims(token));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            LOG.debugf("An access token was turned away.");
            return Optional.empty();
        }
    }

    private static Optional<Grant> grant(JwtClaims claims) throws MalformedClaimException {
        var life = claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
        var client = claims.getStringClaimValue("client_id");
        if (life > LONGEST_LIFE || client == null || client.isBlank() || client.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        var partner = new PartnerId(claims.getStringClaimValue("tid"));
        var scope = claims.getStringClaimValue("scope");
        return Optional.of(new Grant(partner, client, scope == null ? Set.of() : Set.of(scope.split(" "))));
    }

    private static JwtConsumer consumer(VerificationKeys keys, String issuer) {
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(keys)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
                        AlgorithmIdentifiers.EDDSA))
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer(issuer)
                .setExpectedAudience("autocharge-api")
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, LONGEST_LIFE) // the skew is added to both
                .setAllowedClockSkewInSeconds(SKEW)
                .build();
    }
}
