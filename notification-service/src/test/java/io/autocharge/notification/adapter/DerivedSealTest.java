package io.autocharge.notification.adapter;

import static io.autocharge.contracts.notification.WebhookSignature.ED25519;
import static io.autocharge.contracts.notification.WebhookSignature.HMAC_SHA256;
import static io.autocharge.notification.Samples.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookSignature;
import io.autocharge.notification.domain.Subscription;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.http.TestKeys;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DerivedSealTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private static final WebhookEndpointId ENDPOINT = WebhookEndpointId.derived("endpoint");
    private static final WebhookDeliveryId DELIVERY = WebhookDeliveryId.derived("delivery");
    private static final byte[] BODY = "{\"type\":\"invoice.paid\",\"näme\":1}".getBytes(StandardCharsets.UTF_8);

    private final DerivedSeal seal = new DerivedSeal(new Keys(TestKeys.folder().toString()));

    /** From the reference libraries of the specification. */
    @ParameterizedTest
    @CsvSource({
        "v1, MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1a, VEVTVFNJR05JTkdLRVlET05PVFVTRVRISVNGT1JBTlk=,"
                + " tQ9V2XOqn7jL/DQenEFpqIugdBVtiMmER5mhSkXBNwM0mkATuDe6KYYUuxqtaiHeYGb7KaaBRdM5WqyeFiL8Ag=="
    })
    void the_signatures_of_the_specification_are_ours(String kind, String key, String expected) {
        var body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
        var content = DerivedSeal.content("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body);

        assertThat(DerivedSeal.signature(
                        WebhookSignature.named(kind), Base64.getDecoder().decode(key), content))
                .isEqualTo(kind + "," + expected);
    }

    /** RFC 8032, 7.1: tests 1 to 3. Java gives no other way from a private key to its public half. */
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + " d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + " 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + " fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    })
    void the_public_half_of_a_key_is_that_of_the_standard(String seed, String expected) {
        var found = DerivedSeal.publicKey(HexFormat.of().parseHex(seed));

        assertThat(HexFormat.of().formatHex(found)).isEqualTo(expected);
    }

    @Test
    void a_webhook_is_taken_by_the_library_of_the_specification() throws Exception {
        var secret = seal.key(ENDPOINT, HMAC_SHA256, 1);
        var signatures = seal.sign(endpoint(HMAC_SHA256, 1, null), DELIVERY, NOW, BODY);

        assertThat(secret).startsWith("whsec_");
        new Webhook(secret).verify(new String(BODY, StandardCharsets.UTF_8), headers(signatures));
        assertThatThrownBy(() -> new Webhook(secret).verify("{}", headers(signatures)))
                .isInstanceOf(WebhookVerificationException.class);
        assertThatThrownBy(() -> new Webhook(seal.key(ENDPOINT, HMAC_SHA256, 2))
                        .verify(new String(BODY, StandardCharsets.UTF_8), headers(signatures)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void a_webhook_is_checked_with_the_public_key() throws Exception {
        var signatures = seal.sign(endpoint(ED25519, 1, null), DELIVERY, NOW, BODY);

        assertThat(signatures).hasSize(1);
        assertThat(fits(seal.key(ENDPOINT, ED25519, 1), signatures.get(0), BODY))
                .isTrue();
        assertThat(fits(seal.key(ENDPOINT, ED25519, 1), signatures.get(0), "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(fits(seal.key(ENDPOINT, ED25519, 2), signatures.get(0), BODY))
                .isFalse();
    }

    @Test
    void both_keys_are_good_for_a_while_after_a_rotation() throws Exception {
        var rotated = endpoint(HMAC_SHA256, 2, NOW.plus(Duration.ofHours(1)));
        var body = new String(BODY, StandardCharsets.UTF_8);

        var during = seal.sign(rotated, DELIVERY, NOW, BODY);

        assertThat(during).hasSize(2);
        new Webhook(seal.key(ENDPOINT, HMAC_SHA256, 1)).verify(body, headers(during));
        new Webhook(seal.key(ENDPOINT, HMAC_SHA256, 2)).verify(body, headers(during));
        assertThat(seal.sign(rotated, DELIVERY, NOW.plus(Duration.ofHours(1)), BODY))
                .hasSize(1);
    }

    @Test
    void no_two_keys_are_the_same() {
        var keys = Stream.of(ENDPOINT, WebhookEndpointId.derived("another"))
                .flatMap(endpoint -> Stream.of(1, 2, 11).flatMap(version -> Stream.of(HMAC_SHA256, ED25519)
                        .map(kind -> seal.key(endpoint, kind, version).replaceFirst("^wh[a-z]+_", ""))))
                .toList();

        assertThat(keys).hasSize(12).doesNotHaveDuplicates().allSatisfy(key -> assertThat(
                        Base64.getDecoder().decode(key))
                .hasSize(32));
    }

    private static HttpHeaders headers(List<String> signatures) {
        var headers = Map.of(
                "webhook-id", List.of(DELIVERY.value()),
                "webhook-timestamp", List.of(String.valueOf(NOW.getEpochSecond())),
                "webhook-signature", List.of(String.join(" ", signatures)));
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    private static boolean fits(String key, String signature, byte[] body) throws Exception {
        var prefix = HexFormat.of().parseHex("302a300506032b6570032100"); // what X.509 writes before the 32 bytes
        var raw = Base64.getDecoder().decode(key.replaceFirst("^whpk_", ""));
        var encoded = new byte[prefix.length + raw.length];
        System.arraycopy(prefix, 0, encoded, 0, prefix.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(DerivedSeal.content(DELIVERY.value(), NOW.getEpochSecond(), body));
        return verifier.verify(Base64.getDecoder().decode(signature.replaceFirst("^v1a,", "")));
    }

    private static Subscription endpoint(WebhookSignature kind, int version, Instant previousUntil) {
        return new Subscription(
                ENDPOINT,
                PARTNER,
                "https://hooks.contoso.example",
                kind,
                List.of(),
                version,
                previousUntil,
                null,
                null,
                false);
    }
}
