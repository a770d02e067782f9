package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.Keys;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Attack row A4: tokens that were stolen from elsewhere, forged, changed, or that have run out. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ForgedTokenTest {

    private static final int TAMPERED = Integer.getInteger("autocharge.a4.tampered", 2_000);
    private static final Consumer<JsonWebSignature> PLAIN = jws -> {};
    private static final Consumer<JwtClaims> GOOD = claims -> {};

    final AccessTokens tokens =
            new AccessTokens(new VerificationKeys(new Keys(TestKeys.folder().toString())), TestKeys.ISSUER);
    final PartnerId partner = PartnerId.fresh(Instant.now());
    final PublicJsonWebKey edge = TestKeys.edge();

    @Test
    void no_token_is_taken_that_the_edge_did_not_give_out_for_this_api_and_this_time() throws JoseException {
        assertThat(tokens.read(token(GOOD))).isPresent();
        var forged = new ArrayList<String>();
        forged.addAll(withOtherClaims());
        forged.addAll(withOtherKeys());
        forged.addAll(withOtherHeads());
        forged.addAll(writtenOtherwise());
        forged.addAll(tampered());

        var accepted =
                forged.stream().filter(token -> tokens.read(token).isPresent()).toList();

        System.out.printf("A4: %,d forged tokens, %d accepted (bound 0)%n", forged.size(), accepted.size());
        assertThat(accepted).isEmpty();
    }

    private List<String> withOtherClaims() throws JoseException {
        var now = NumericDate.now().getValue();
        var changes = List.<Consumer<JwtClaims>>of(
                claims -> claims.setIssuer("https://other.example"),
                claims -> claims.setIssuer(TestKeys.ISSUER + "/"),
                claims -> claims.setIssuer("autocharge"),
                claims -> claims.unsetClaim("iss"),
                claims -> claims.setAudience("another-api"),
                claims -> claims.setAudience("Autocharge-api"),
                claims -> claims.unsetClaim("aud"),
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(now - 31)),
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(0)),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.setStringClaim("exp", "tomorrow"),
                claims -> claims.setClaim("exp", 1e300),
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(now + 601)),
                claims -> claims.setExpirationTime(NumericDate.fromSeconds(now + 86_400)),
                claims -> claims.setNotBefore(NumericDate.fromSeconds(now + 60)),
                claims -> claims.setIssuedAt(NumericDate.fromSeconds(now + 60)),
                claims -> claims.setIssuedAt(NumericDate.fromSeconds(now - 700)),
                claims -> claims.unsetClaim("iat"),
                claims -> claims.unsetClaim("tid"),
                claims -> claims.setClaim("tid", ""),
                claims -> claims.setClaim("tid", "cus_01JD0T3N2B9Z1X6V5K8QWERTYZ"),
                claims -> claims.setClaim("tid", List.of(partner.value())),
                claims -> claims.setClaim("tid", Map.of("$ne", "")),
                claims -> claims.unsetClaim("client_id"),
                claims -> claims.setClaim("client_id", " "),
                claims -> claims.setClaim("client_id", 7),
                claims -> claims.setClaim("client_id", "k".repeat(65)),
                claims -> claims.setClaim("scope", List.of("customers:read")),
                claims -> claims.setClaim("x", "x".repeat(4_096)));
        var forged = new ArrayList<String>();
        for (var change : changes) {
            forged.add(token(change));
        }
        return forged;
    }

    private List<String> withOtherKeys() throws JoseException {
        var other = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        other.setKeyId(edge.getKeyId());
        var itself = other.toParams(OutputControlLevel.PUBLIC_ONLY);
        var pair = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        var large = EcJwkGenerator.generateJwk(EllipticCurves.P384);
        var rsa = RsaJwkGenerator.generateJwk(2048);
        var forged = new ArrayList<String>();
        forged.add(token(other.getPrivateKey(), "ES256", PLAIN, GOOD));
        forged.add(token(other.getPrivateKey(), "ES256", jws -> jws.setHeader("jwk", itself), GOOD));
        forged.add(token(
                other.getPrivateKey(),
                "ES256",
                jws -> {
                    jws.setHeader("jwk", itself);
                    jws.getHeaders().setStringHeaderValue("kid", null);
                },
                GOOD));
        for (var header : List.of("jku", "x5u")) {
            forged.add(token(
                    other.getPrivateKey(),
                    "ES256",
                    jws -> jws.setHeader(header, "https://evil.example/jwks.json"),
                    GOOD));
        }
        forged.add(token(
                other.getPrivateKey(),
                "ES256",
                jws -> jws.getHeaders().setObjectHeaderValue("x5c", List.of("MIIB")),
                GOOD));
        forged.add(token(pair.getPrivateKey(), "EdDSA", PLAIN, GOOD));
        forged.add(token(large.getPrivateKey(), "ES384", PLAIN, GOOD));
        for (var algorithm : List.of("RS256", "RS512", "PS256")) {
            forged.add(token(rsa.getPrivateKey(), algorithm, PLAIN, GOOD));
        }
        // the public key is known to everybody: it must not pass for a shared secret, in whatever form
        var open = edge.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8);
        var pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(edge.getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (var secret : List.of(open, edge.getPublicKey().getEncoded(), pem.getBytes(StandardCharsets.UTF_8))) {
            for (var algorithm : List.of("HS256", "HS384", "HS512")) {
                forged.add(token(new HmacKey(secret), algorithm, PLAIN, GOOD));
            }
        }
        forged.add(encrypted());
        return forged;
    }

    private List<String> withOtherHeads() throws JoseException {
        var forged = new ArrayList<String>();
        for (var type : List.of("JWT", "jwt", "at-jwt", "", "application/jwt", "dpop+jwt", "logout+jwt")) {
            forged.add(token(edge.getPrivateKey(), "ES256", jws -> jws.setHeader("typ", type), GOOD));
        }
        for (var kid : List.of(
                "", "another", edge.getKeyId() + " ", "../" + edge.getKeyId(), "' or 1=1", "/dev/null", "tokens.jwk")) {
            forged.add(token(edge.getPrivateKey(), "ES256", jws -> jws.setKeyIdHeaderValue(kid), GOOD));
        }
        forged.add(token(edge.getPrivateKey(), "ES256", jws -> jws.setCriticalHeaderNames("exp"), GOOD));
        forged.add(token(edge.getPrivateKey(), "ES256", jws -> jws.setHeader("b64", "false"), claims -> {
            claims.setAudience("x");
        }));
        for (var none : List.of("none", "None", "NONE", "nOnE")) {
            for (var signature : List.of("", signature(token(GOOD)), "AA")) {
                forged.add(part("{\"alg\":\"" + none + "\",\"typ\":\"at+jwt\",\"kid\":\"" + edge.getKeyId() + "\"}")
                        + "." + payload(token(GOOD)) + "." + signature);
            }
        }
        return forged;
    }

    private List<String> writtenOtherwise() throws JoseException {
        var good = token(GOOD);
        var twice = new String(Base64.getUrlDecoder().decode(payload(good)), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"tid\":\"par_01JD0T3N2B9Z1X6V5K8QWERTYZ\",");
        var zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]); // CVE-2022-21449
        return List.of(
                "",
                ".",
                "..",
                "...",
                "x".repeat(100_000),
                good + ".",
                "." + good,
                good + "=",
                good + "&",
                good.replace(".", ". "),
                head(good) + "." + payload(good),
                head(good) + "." + payload(good) + ".",
                head(good) + "." + payload(good) + "." + zeros,
                head(good) + "." + payload(good) + "." + signature(token(claims -> claims.setClaim("scope", "x"))),
                head(good) + "." + part("[]") + "." + signature(good),
                raw(twice),
                raw("{}"),
                raw("null"),
                raw("\"" + partner + "\""),
                raw("{".repeat(5_000)),
                "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==",
                raw("[\"com.sun.rowset.JdbcRowSetImpl\",{\"dataSourceName\":\"ldap://127.0.0.1:1/x\"}]"),
                raw("{\"@class\":\"javax.script.ScriptEngineManager\"}"),
                raw("${jndi:ldap://127.0.0.1:1/x}"));
    }

    /** One letter of a good token is another one. */
    private List<String> tampered() throws JoseException {
        var letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
        var random = new Random(4);
        var good = token(GOOD);
        return Stream.generate(() -> {
                    var at = random.nextInt(good.length());
                    return good.substring(0, at)
                            + letters.charAt(random.nextInt(letters.length()))
                            + good.substring(at + 1);
                })
                .filter(token -> !token.equals(good))
                .limit(TAMPERED)
                .toList();
    }

    private String token(Consumer<JwtClaims> change) throws JoseException {
        return token(edge.getPrivateKey(), "ES256", PLAIN, change);
    }

    private String token(Key key, String algorithm, Consumer<JsonWebSignature> head, Consumer<JwtClaims> change)
            throws JoseException {
        var now = NumericDate.now();
        var claims = new JwtClaims();
        claims.setIssuer(TestKeys.ISSUER);
        claims.setAudience("autocharge-api");
        claims.setClaim("tid", partner.value());
        claims.setClaim("client_id", TestKeys.CLIENT);
        claims.setClaim("scope", "customers:read");
        claims.setIssuedAt(now);
        claims.setExpirationTime(NumericDate.fromSeconds(now.getValue() + 600));
        change.accept(claims);
        return sealed(key, algorithm, head, claims.toJson());
    }

    /** The edge's own signature under something that is no set of claims. */
    private String raw(String payload) throws JoseException {
        return sealed(edge.getPrivateKey(), "ES256", PLAIN, payload);
    }

    private String sealed(Key key, String algorithm, Consumer<JsonWebSignature> head, String payload)
            throws JoseException {
        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setDoKeyValidation(false);
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setHeader("typ", "at+jwt");
        jws.setKeyIdHeaderValue(edge.getKeyId());
        jws.setKey(key);
        head.accept(jws);
        jws.setPayload(payload);
        return jws.getCompactSerialization();
    }

    /** A signed token inside of one that is encrypted to our public key. */
    private String encrypted() throws JoseException {
        var jwe = new JsonWebEncryption();
        jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A128KW);
        jwe.setEncryptionMethodHeaderParameter(ContentEncryptionAlgorithmIdentifiers.AES_128_GCM);
        jwe.setHeader("typ", "at+jwt");
        jwe.setContentTypeHeaderValue("JWT");
        jwe.setKey(edge.getPublicKey());
        jwe.setPayload(token(GOOD));
        return jwe.getCompactSerialization();
    }

    private static String head(String token) {
        return token.split("\\.")[0];
    }

    private static String payload(String token) {
        return token.split("\\.")[1];
    }

    private static String signature(String token) {
        return token.split("\\.")[2];
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
