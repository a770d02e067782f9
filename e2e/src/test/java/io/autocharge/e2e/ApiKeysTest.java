package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A partner app's keys: one follows the other, and what was given to a revoked one is worth nothing within moments. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ApiKeysTest {

    private static final long BOUND_MS = 60_000;
    private static final List<String> ONE_OF_EACH_SERVICE = List.of("/customers", "/invoices", "/charges", "/receipts");

    private final Partner partner = Sandbox.partner();

    @Test
    void the_token_of_a_revoked_key_is_refused_by_every_service_within_a_minute() {
        var key = issued(Wire.object().put("name", "to be revoked"));
        var app = app(basic(key));
        for (var path : ONE_OF_EACH_SERVICE) {
            app.get(path).expect(200);
        }

        partner.api().delete("/api-keys/" + key.path("id").asText()).expect(204);

        var start = System.nanoTime();
        for (var path : ONE_OF_EACH_SERVICE) {
            var refused = eventually(
                    path + " is closed",
                    Duration.ofMillis(BOUND_MS),
                    () -> Optional.of(app.get(path)).filter(answer -> answer.status() == 401),
                    () -> app.get(path));
            assertThat(refused.header("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        }
        var ms = (System.nanoTime() - start) / 1_000_000;
        tokens().with("Authorization", basic(key))
                .form("/token", "grant_type=client_credentials")
                .expect(401);
        System.out.printf(
                "A4: the token of a revoked key was refused by %d of 4 services after %d ms (bound %d)%n",
                ONE_OF_EACH_SERVICE.size(), ms, BOUND_MS);
        assertThat(ms).isLessThan(BOUND_MS);
    }

    @Test
    void an_app_that_signs_needs_no_secret_and_what_it_signed_is_good_once() throws JoseException {
        var jwk = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        var wanted = Wire.object().put("name", "signs");
        wanted.set("public_key", Wire.JSON.valueToTree(jwk.toParams(PublicJsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
        var key = issued(wanted);
        assertThat(key.has("client_secret")).isFalse();
        var metadata = Wire.to(Sandbox.addresses().web())
                .get("/.well-known/oauth-authorization-server")
                .json();

        var form = "grant_type=client_credentials&client_assertion_type="
                + URLEncoder.encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", StandardCharsets.UTF_8)
                + "&client_assertion="
                + signed(
                        jwk,
                        key.path("id").asText(),
                        metadata.path("token_endpoint").asText());
        var token = tokens().form("/token", form)
                .expect(200)
                .json()
                .path("access_token")
                .asText();

        partner.anonymous().bearer(token).get("/customers").expect(200);
        tokens().form("/token", form).expect(401);
    }

    private Wire app(String basic) {
        var token = tokens().with("Authorization", basic)
                .form("/token", "grant_type=client_credentials")
                .expect(200)
                .json()
                .path("access_token")
                .asText();
        return partner.anonymous().bearer(token);
    }

    private JsonNode issued(com.fasterxml.jackson.databind.node.ObjectNode draft) {
        draft.putArray("scopes").add("customers:read").add("invoices:read").add("reports:read");
        return partner.api().post("/api-keys", draft).expect(201).json();
    }

    private static Wire tokens() {
        return Wire.to(Sandbox.addresses().web() + "/oauth");
    }

    private static String basic(JsonNode key) {
        var pair = key.path("id").asText() + ":" + key.path("client_secret").asText();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String signed(PublicJsonWebKey jwk, String client, String audience) throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer(client);
        claims.setSubject(client);
        claims.setAudience(audience);
        claims.setGeneratedJwtId();
        claims.setExpirationTimeMinutesInTheFuture(1);
        var jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue("EdDSA");
        jws.setKey(jwk.getPrivateKey());
        jws.setPayload(claims.toJson());
        return jws.getCompactSerialization();
    }
}
