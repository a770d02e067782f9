package io.autocharge.runtime.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.runtime.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** A foreign client that signs what it orders, and can be made to sign wrongly. */
final class Signer {

    final OctetKeyPairJsonWebKey key;
    final String issuer;

    Signer(String issuer) {
        try {
            this.issuer = issuer;
            this.key = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            this.key.setKeyId(issuer + "-1");
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line of the registry that trusts this client. */
    TrustedIssuers.Issuer line(List<String> types, List<String> partners) {
        return new TrustedIssuers.Issuer(issuer, key.toParams(OutputControlLevel.PUBLIC_ONLY), types, partners);
    }

    static Path registry(List<TrustedIssuers.Issuer> issuers) {
        try {
            var file = Files.createTempFile("trusted", ".json");
            Files.writeString(file, Json.STRICT.writeValueAsString(issuers));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Draft order(ScheduleCharge command) {
        return new Draft(command, Json.write(command));
    }

    Draft order(ScheduleCharge command, String body) {
        return new Draft(command, body);
    }

    /** A command before it is sent; each part can be bent. */
    final class Draft {

        final Map<String, Object> claims = new LinkedHashMap<>();
        final ScheduleCharge command;
        byte[] body;
        Envelope envelope;
        String topic = "payment.commands";
        String replyTo = "replies.test";
        String keyId = key.getKeyId();

        private Draft(ScheduleCharge command, String json) {
            this.command = command;
            this.body = json.getBytes(StandardCharsets.UTF_8);
            claims.put("command_id", "");
            claims.put("type", "payment.ScheduleCharge");
            claims.put("partner_id", command.partnerId().value());
            claims.put("aud", "payment");
            claims.put("iat", Samples.NOW.getEpochSecond());
            claims.put("exp", Samples.NOW.getEpochSecond() + 3_600);
            claims.put("payload_sha256", sha256(body));
            id("cmd-" + command.chargeId());
        }

        Draft claim(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        Draft valid(Instant from, Instant to) {
            return claim("iat", from.getEpochSecond()).claim("exp", to.getEpochSecond());
        }

        Draft id(String id) {
            claims.put("command_id", id);
            return envelope(id, "payment.ScheduleCharge");
        }

        Draft envelope(String id, String type) {
            envelope = new Envelope(
                    id,
                    type,
                    1,
                    "/" + issuer,
                    command.chargeId().value(),
                    Samples.NOW,
                    command.partnerId(),
                    null,
                    null,
                    null,
                    null,
                    null);
            return this;
        }

        String signature() {
            try {
                var jws = new JsonWebSignature();
                jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
                jws.setKeyIdHeaderValue(keyId);
                jws.setKey(key.getPrivateKey());
                jws.setPayload(Json.STRICT.writeValueAsString(claims));
                return jws.getCompactSerialization();
            } catch (JoseException | JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }

        ConsumerRecord<byte[], byte[]> record() {
            var headers = envelope.headers();
            headers.add("signature", signature().getBytes(StandardCharsets.UTF_8));
            headers.add("reply-to", replyTo.getBytes(StandardCharsets.UTF_8));
            return Samples.record(topic, command.chargeId().value(), body, headers);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
