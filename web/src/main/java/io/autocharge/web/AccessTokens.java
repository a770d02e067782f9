package io.autocharge.web;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collection;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs the tokens with which partner apps and persons call the API: short-lived, for this API alone, for one partner. */
@Singleton
class AccessTokens {

    static final long SECONDS = 600;

    /** A person's token serves the one request for which it was made. */
    private static final long SECONDS_OF_A_REQUEST = 60;

    private final SigningKeys keys;
    private final Issuer issuer;
    private final Clock clock = Clock.systemUTC();

    AccessTokens(SigningKeys keys, Issuer issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    /** For the app with this API key. */
    String issue(String partner, String client, Collection<String> scopes) {
        var claims = claims(partner, client, scopes, SECONDS);
        claims.setSubject(client);
        return signed(claims);
    }

    /** For one request of a person who is signed in, with the scopes of its role; it stands in the place of an API key. */
    String issue(Person person) {
        var claims = claims(person.partner(), person.id(), person.scopes(), SECONDS_OF_A_REQUEST);
        claims.setSubject(person.id());
        claims.setClaim("role", person.role());
        if (person.customer() != null) {
            claims.setClaim("cus", person.customer());
        }
        claims.setClaim("auth_time", person.signedInAt().getEpochSecond());
        return signed(claims);
    }

    private JwtClaims claims(String partner, String client, Collection<String> scopes, long seconds) {
        var now = NumericDate.fromMilliseconds(clock.millis());
        var claims = new JwtClaims();
        claims.setIssuer(issuer.name());
        claims.setAudience("autocharge-api");
        claims.setClaim("client_id", client);
        claims.setClaim("tid", partner);
        claims.setClaim("scope", String.join(" ", scopes));
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + seconds));
        claims.setGeneratedJwtId();
        return claims;
    }

    private String signed(JwtClaims claims) {
        var jws = new JsonWebSignature();
        jws.setHeader("typ", "at+jwt");
        var signer = keys.signer();
        jws.setAlgorithmHeaderValue(SigningKeys.algorithm(signer));
        jws.setKeyIdHeaderValue(signer.getKeyId());
        jws.setKey(signer.getPrivateKey());
        jws.setPayload(claims.toJson());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The key file tokens.jwk cannot sign.", e);
        }
    }
}
