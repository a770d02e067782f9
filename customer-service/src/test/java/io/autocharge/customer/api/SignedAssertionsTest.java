package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.PartnerCommand.IssueApiKey;
import io.autocharge.contracts.customer.PartnerCommand.RegisterPartner;
import io.autocharge.contracts.customer.PartnerCommand.RevokeApiKey;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.security.Key;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignedAssertionsTest {

    static final String EDGE = "https://pay.example/oauth/token";

    @Inject
    Commands commands;

    PublicJsonWebKey jwk;
    ApiKeyId app;
    int tried;
    int accepted;

    @BeforeEach
    void an_app_that_signs() throws JoseException {
        jwk = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        app = registered(jwk);
    }

    @Test
    void an_app_that_signs_comes_in_and_each_thing_that_it_signed_is_good_once() throws JoseException {
        var signed = signed(claims -> {});
        assertThat(comesIn(signed)).isTrue();
        assertThat(comesIn(signed)).isFalse();
        assertThat(comesIn(signed(claims -> claims.setAudience("https://pay.example"))))
                .isTrue();
        assertThat(comesIn(signed(claims -> claims.unsetClaim("iat")))).isTrue();

        jwk = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        app = registered(jwk);
        assertThat(comesIn(signed(claims -> {}))).isTrue();
    }

    @Test
    void the_name_of_what_was_used_is_not_good_for_another_signature_either() throws JoseException {
        assertThat(comesIn(signed(claims -> claims.setJwtId("one")))).isTrue();
        assertThat(comesIn(signed(claims -> {
                    claims.setJwtId("one");
                    claims.setExpirationTimeMinutesInTheFuture(2);
                })))
                .isFalse();
    }

    @Test
    void nothing_else_comes_in() throws JoseException {
        refused(signed(claims -> claims.setAudience("https://other.example")));
        refused(signed(claims -> claims.setAudience(EDGE, "https://other.example")));
        refused(signed(claims -> claims.unsetClaim("aud")));
        refused(signed(claims -> claims.setIssuer(ApiKeyId.fresh(Instant.now()).value())));
        refused(signed(claims -> claims.unsetClaim("iss")));
        refused(signed(claims -> claims.unsetClaim("sub")));
        refused(signed(claims -> claims.setSubject("rubbish")));
        refused(signed(claims -> claims.unsetClaim("jti")));
        refused(signed(claims -> claims.setJwtId(" ")));
        refused(signed(claims -> claims.setJwtId("j".repeat(256))));
        refused(signed(claims -> claims.unsetClaim("exp")));
        refused(signed(claims -> claims.setExpirationTimeMinutesInTheFuture(7)));
        refused(signed(claims -> claims.setExpirationTime(past(31))));
        refused(signed(claims -> claims.setNotBeforeMinutesInThePast(-2)));
        refused(signed(claims -> claims.setClaim("x", "x".repeat(5_000))));
        refused("");
        refused("a.b.c");
    }

    @Test
    void only_the_registered_key_counts_whatever_the_header_says() throws JoseException {
        var stranger = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        var itself = new JsonObject(stranger.toJson(OutputControlLevel.PUBLIC_ONLY)).getMap();
        refused(signed(stranger.getPrivateKey(), "ES256", jws -> {}, claims -> {}));
        refused(signed(stranger.getPrivateKey(), "ES256", jws -> jws.setHeader("jwk", itself), claims -> {}));
        refused(signed(
                stranger.getPrivateKey(),
                "ES256",
                jws -> jws.setHeader("jku", "https://evil.example/jwks.json"),
                claims -> {}));
        refused(signed(
                stranger.getPrivateKey(), "ES256", jws -> jws.setKeyIdHeaderValue(jwk.getKeyId()), claims -> {}));
        var rsa = RsaJwkGenerator.generateJwk(2048);
        refused(signed(rsa.getPrivateKey(), "RS256", jws -> {}, claims -> {}));
        var open = new HmacKey(jwk.getPublicKey().getEncoded());
        refused(signed(open, "HS256", jws -> {}, claims -> {}));
        refused(signed(null, "none", jws -> {}, claims -> {}));
        refused(signed(jwk.getPrivateKey(), "ES256", jws -> jws.setCriticalHeaderNames("x"), claims -> {}));
        var good = signed(claims -> {});
        refused(good.substring(0, good.length() - 6) + "AAAAAA");
        refused(good + "&");
        assertThat(comesIn(good)).isTrue();
    }

    @Test
    void a_revoked_app_does_not_come_in_and_one_with_a_secret_cannot_sign() throws JoseException {
        var partner = partner();
        var key = ApiKeyId.fresh(Instant.now());
        commands.send(issue(partner, key, "", jwk.toJson(OutputControlLevel.PUBLIC_ONLY)));
        app = key;
        assertThat(comesIn(signed(claims -> {}))).isTrue();
        commands.send(new RevokeApiKey(partner, key, "operators"));
        io.autocharge.runtime.Soon.find(
                java.time.Duration.ofSeconds(5), () -> java.util.Optional.of(1).filter(one -> !comesIn(quietly())));
        refused(quietly());

        app = ApiKeyId.fresh(Instant.now());
        commands.send(issue(partner, app, "a hash", null));
        refused(quietly());
    }

    private void refused(String assertion) {
        tried++;
        accepted += comesIn(assertion) ? 1 : 0;
        assertThat(accepted).as("accepted of %d", tried).isZero();
    }

    private boolean comesIn(String assertion) {
        var status = given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN)
                .contentType("application/json")
                .body(new JsonObject()
                        .put("client_assertion", assertion)
                        .put(
                                "audiences",
                                new JsonArray().add("https://pay.example").add(EDGE))
                        .encode())
                .post("/internal/api-keys/authenticate")
                .statusCode();
        assertThat(status).isIn(200, 401);
        return status == 200;
    }

    private String quietly() {
        try {
            return signed(claims -> {});
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(Consumer<JwtClaims> change) throws JoseException {
        var algorithm = jwk instanceof OctetKeyPairJsonWebKey ? "EdDSA" : "ES256";
        return signed(jwk.getPrivateKey(), algorithm, jws -> {}, change);
    }

    private String signed(Key key, String algorithm, Consumer<JsonWebSignature> head, Consumer<JwtClaims> change)
            throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer(app.value());
        claims.setSubject(app.value());
        claims.setAudience(EDGE);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(1);
        change.accept(claims);
        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKey(key);
        head.accept(jws);
        jws.setPayload(claims.toJson());
        return jws.getCompactSerialization();
    }

    private static NumericDate past(long seconds) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() - seconds);
    }

    private ApiKeyId registered(PublicJsonWebKey key) {
        var id = ApiKeyId.fresh(Instant.now());
        commands.send(issue(partner(), id, "", key.toJson(OutputControlLevel.PUBLIC_ONLY)));
        return id;
    }

    private static IssueApiKey issue(PartnerId partner, ApiKeyId key, String hash, String publicKey) {
        return new IssueApiKey(partner, key, hash, List.of("customers:read"), null, publicKey, null, "operators");
    }

    private PartnerId partner() {
        var id = PartnerId.fresh(Instant.now());
        commands.send(new RegisterPartner(id, "Nordlicht IT", "hi@nordlicht.example", ZoneId.of("Europe/Berlin"), 0));
        return id;
    }
}
