package io.autocharge.runtime.http;

import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;

/** Tells whether an access token was signed by the edge for this API and is still good, and for whom. */
@Singleton
public class AccessTokens {

    private static final Logger LOG = Logger.getLogger(AccessTokens.class);
    private static final int LONGEST_NAME = 64;

    /** What a good token says. */
    record Grant(PartnerId partner, String client, Set<String> scopes) {}

    private final Keys keys;
    private final String issuer;
    private volatile JwtConsumer consumer;

    public AccessTokens(
            Keys keys,
            @ConfigProperty(name = "autocharge.public-url", defaultValue = "http://127.0.0.1:8080") String issuer) {
        this.keys = keys;
        this.issuer = issuer.replaceFirst("/+$", "");
    }

    Optional<Grant> read(String token) {
        if (!WrittenToken.isOne(token)) {
            return Optional.empty();
        }
        try {
            var claims = consumer().processToClaims(token);
            var partner = new PartnerId(claims.getStringClaimValue("tid"));
            var scope = claims.getStringClaimValue("scope");
            var client = claims.getStringClaimValue("client_id");
            if (client == null || client.isBlank() || client.length() > LONGEST_NAME) {
                return Optional.empty();
            }
            return Optional.of(new Grant(partner, client, scope == null ? Set.of() : Set.of(scope.split(" "))));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            LOG.debugf("An access token was turned away.");
            return Optional.empty();
        }
    }

    private JwtConsumer consumer() {
        var known = consumer;
        if (known == null) {
            known = consumer(keys.text("tokens.public.jwk"));
            consumer = known;
        }
        return known;
    }

    private JwtConsumer consumer(String jwk) {
        try {
            return new JwtConsumerBuilder()
                    .setVerificationKey(
                            PublicJsonWebKey.Factory.newPublicJwk(jwk).getPublicKey())
                    .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                            ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                    .setExpectedType(true, "at+jwt")
                    .setExpectedIssuer(issuer)
                    .setExpectedAudience("autocharge-api")
                    .setRequireExpirationTime()
                    .setRequireIssuedAt()
                    .setMaxFutureValidityInMinutes(20)
                    .setAllowedClockSkewInSeconds(30)
                    .build();
        } catch (JoseException e) {
            throw new IllegalStateException("The key file tokens.public.jwk holds no public key.", e);
        }
    }
}
