package io.autocharge.notification.adapter;

import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookSignature;
import io.autocharge.notification.domain.Seal;
import io.autocharge.notification.domain.Subscription;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Each endpoint's keys are derived from one secret of the installation, the endpoint's id and the version: nothing secret is
 * stored, and no key tells anything about another.
 */
@Singleton
public class DerivedSeal implements Seal {

    private static final Base64.Encoder TEXT = Base64.getEncoder();

    private final Keys keys;

    public DerivedSeal(Keys keys) {
        this.keys = keys;
    }

    @Override
    public List<String> sign(Subscription subscription, WebhookDeliveryId id, Instant at, byte[] body) {
        var content = content(id.value(), at.getEpochSecond(), body);
        return subscription.keysAt(at).stream()
                .map(version -> derived(subscription.id(), subscription.signature(), version))
                .map(key -> signature(subscription.signature(), key, content))
                .toList();
    }

    @Override
    public String key(WebhookEndpointId endpoint, WebhookSignature signature, int version) {
        var key = derived(endpoint, signature, version);
        return signature == WebhookSignature.HMAC_SHA256
                ? "whsec_" + TEXT.encodeToString(key)
                : "whpk_" + TEXT.encodeToString(publicKey(key));
    }

    /** What is signed: {@code id.timestamp.body}. */
    static byte[] content(String id, long timestamp, byte[] body) {
        var content = new ByteArrayOutputStream();
        content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        return content.toByteArray();
    }

    /** A signature as it stands in the header: {@code v1,…} or {@code v1a,…}. */
    static String signature(WebhookSignature kind, byte[] key, byte[] content) {
        var raw = kind == WebhookSignature.HMAC_SHA256 ? hmac(key, content) : ed25519(key, content);
        return kind.label() + "," + TEXT.encodeToString(raw);
    }

    /** The public half of an Ed25519 key, as RFC 8032 writes it. */
    static byte[] publicKey(byte[] seed) {
        var point = ((EdECPublicKey) pair(seed).getPublic()).getPoint();
        var bigEndian = point.getY().toByteArray();
        var encoded = new byte[32];
        for (int i = 0; i < Math.min(32, bigEndian.length); i++) {
            encoded[i] = bigEndian[bigEndian.length - 1 - i];
        }
        if (point.isXOdd()) {
            encoded[31] |= (byte) 0x80;
        }
        return encoded;
    }

    private byte[] derived(WebhookEndpointId endpoint, WebhookSignature signature, int version) {
        var purpose = "webhook|" + signature.label() + "|" + endpoint + "|" + version;
        return hmac(keys.secret("webhook.key"), purpose.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static byte[] ed25519(byte[] seed, byte[] content) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(pair(seed).getPrivate());
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has Ed25519", e);
        }
    }

    private static KeyPair pair(byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(255, new Foreseen(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java since 15 has Ed25519", e);
        }
    }

    /**
     * Java gives the public half of a key only to whoever generates it. A private key of Ed25519 is 32 random bytes and
     * nothing else (RFC 8032, 5.1.5), so generating it from these 32 bytes gives the pair; a test holds Java to that.
     */
    private static final class Foreseen extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Foreseen(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] wanted) {
            if (wanted.length != bytes.length) {
                throw new IllegalStateException("32 bytes are asked for");
            }
            System.arraycopy(bytes, 0, wanted, 0, bytes.length);
        }
    }
}
