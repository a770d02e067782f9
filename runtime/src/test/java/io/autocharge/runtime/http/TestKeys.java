package io.autocharge.runtime.http;

import io.autocharge.contracts.PartnerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A folder of keys for tests, with the edge's private key at hand to sign access tokens. */
public final class TestKeys {

    /** What operators show in tests. */
    public static final String OPS_TOKEN = "ops-token-of-the-tests-0123456789";

    /** The API key of the app that calls in tests. */
    public static final String CLIENT = "key_01JD0T3N2B9Z1X6V5K8QWERTYZ";

    /** What the edge is called in tests. */
    public static final String ISSUER = "http://127.0.0.1:8080";

    private static final EllipticCurveJsonWebKey SIGNER = signer();

    private TestKeys() {}

    /** Writes all keys into a new folder and returns it: the value of {@code autocharge.keys}. */
    public static Path folder() {
        try {
            var folder = Files.createTempDirectory("autocharge-keys");
            var secret = Base64.getEncoder().encodeToString(new byte[32]);
            Files.writeString(folder.resolve("tokens.jwk"), SIGNER.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            Files.writeString(folder.resolve("tokens.public.jwk"), SIGNER.toJson(OutputControlLevel.PUBLIC_ONLY));
            Files.writeString(folder.resolve("ops-token"), OPS_TOKEN);
            Files.writeString(folder.resolve("link.key"), secret);
            Files.writeString(folder.resolve("webhook.key"), secret);
            Files.writeString(folder.resolve("api-keys.key"), secret);
            Files.writeString(folder.resolve("answers.key"), secret);
            Files.writeString(folder.resolve("staff.key"), secret);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header {@code Authorization} of a partner app with these scopes, separated by spaces. */
    public static String bearer(PartnerId partner, String scopes) {
        return bearer(partner, CLIENT, scopes);
    }

    /** The same, of the app with this API key. */
    public static String bearer(PartnerId partner, String client, String scopes) {
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("autocharge-api");
        claims.setClaim("tid", partner.value());
        claims.setClaim("client_id", client);
        claims.setClaim("scope", scopes);
        var now = NumericDate.now();
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + 600));
        return "Bearer " + signed(claims, "at+jwt");
    }

    static String signed(JwtClaims claims, String type) {
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        jws.setHeader("typ", type);
        jws.setKeyIdHeaderValue(SIGNER.getKeyId());
        jws.setKey(SIGNER.getPrivateKey());
        jws.setPayload(claims.toJson());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key with which the edge signs in tests. */
    static EllipticCurveJsonWebKey edge() {
        return SIGNER;
    }

    private static EllipticCurveJsonWebKey signer() {
        try {
            var key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId("the-key-of-the-tests");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
