package io.autocharge.runtime.mongo;

import io.autocharge.runtime.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what is stored, so that a copy of the database tells nothing without the folder of keys. Each name has a key of
 * its own, derived from the one in the folder: what is sealed under one name opens under no other.
 */
final class Envelope {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Keys keys;
    private final String file;

    Envelope(Keys keys, String file) {
        this.keys = keys;
        this.file = file;
    }

    /** A text that stands for {@code content}, and tells nobody without the key what that is. */
    String mark(String purpose, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.secret(file), "HmacSHA256"));
            mac.update((purpose + "\n").getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    byte[] seal(String name, byte[] content) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            var hidden = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(content);
            var sealed = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
            System.arraycopy(hidden, 0, sealed, NONCE_BYTES, hidden.length);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES-GCM", e);
        }
    }

    byte[] open(String name, byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, name, Arrays.copyOf(sealed, NONCE_BYTES))
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "What is stored was not sealed here under this name. Was " + file + " replaced?", e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        var key = Base64.getUrlDecoder().decode(mark("seal", name.getBytes(StandardCharsets.UTF_8)));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
