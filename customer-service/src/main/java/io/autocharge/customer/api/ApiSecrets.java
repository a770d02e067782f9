package io.autocharge.customer.api;

import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secrets of API keys: shown once when they are made, known again by a keyed hash that is worthless without the key. */
@Singleton
class ApiSecrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final Keys keys;

    ApiSecrets(Keys keys) {
        this.keys = keys;
    }

    /** A new one of 256 bits. */
    String fresh() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return "sk_" + TEXT.encodeToString(bytes);
    }

    String hash(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.secret("api-keys.key"), "HmacSHA256"));
            return TEXT.encodeToString(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** Takes the same time wherever the two differ. */
    boolean matches(String secret, String hash) {
        return MessageDigest.isEqual(
                hash(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
