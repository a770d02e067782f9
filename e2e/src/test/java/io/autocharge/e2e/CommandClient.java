package io.autocharge.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.contracts.payment.ChargeId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A system that orders charges over Kafka: it signs each command as the AsyncAPI document says, and sends it. */
final class CommandClient implements AutoCloseable {

    private static final String ISSUER = "partner-app";
    private static final String TYPE = "payment.ScheduleCharge";

    private final KafkaProducer<byte[], byte[]> producer;
    private final String keyId;
    private final PrivateKey key;

    CommandClient(Addresses addresses) {
        var file = addresses.home().resolve("keys/commands/" + ISSUER + ".private.jwk");
        try {
            var jwk = Wire.JSON.readTree(file.toFile());
            var seed = Base64.getUrlDecoder().decode(jwk.path("d").asText());
            keyId = jwk.path("kid").asText();
            key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", addresses.kafka(), "acks", "all", "enable.idempotence", true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Orders all that is outstanding to be charged now; answers when Kafka has the command. */
    ChargeId charge(Invoice invoice) {
        var partner = invoice.partner().id();
        var charge = ChargeId.fresh(Instant.now());
        order(
                charge.value(),
                partner,
                Wire.object()
                        .put("charge_id", charge.value())
                        .put("partner_id", partner)
                        .put("invoice_id", invoice.id())
                        .put("when", "now"));
        return charge;
    }

    /** Orders whatever it is, in good order but for {@code subject} and what is in {@code order}. */
    void order(String subject, String partner, ObjectNode order) {
        var command = UUID.randomUUID().toString();
        var body = bytes(order);
        var record = new ProducerRecord<>("payment.commands", bytes(subject), body);
        var headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                command,
                "ce_type",
                TYPE,
                "ce_source",
                "/clients/" + ISSUER,
                "ce_subject",
                subject,
                "ce_time",
                Instant.now().toString(),
                "ce_partnerid",
                partner,
                "content-type",
                "application/json",
                "signature",
                signature(command, partner, body));
        headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the command.", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private String signature(String command, String partner, byte[] body) {
        var now = Instant.now().getEpochSecond();
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(body);
            var header = Wire.object().put("alg", "EdDSA").put("kid", keyId);
            var claims = Wire.object()
                    .put("command_id", command)
                    .put("type", TYPE)
                    .put("partner_id", partner)
                    .put("aud", "payment")
                    .put("iat", now)
                    .put("exp", now + 600)
                    .put("payload_sha256", base64(digest));
            var signed = base64(bytes(header)) + "." + base64(bytes(claims));
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(bytes(signed));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(ObjectNode json) {
        return bytes(json.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
