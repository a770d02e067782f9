package io.autocharge.customer.adapter;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.autocharge.customer.domain.SecondFactor;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Six digits, 30 seconds, SHA-1: what every app understands. Seeds are sealed by AES-256-GCM, each for its person. */
@Singleton
public class Totp implements SecondFactor {

    private static final String KEY = "staff.key";
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SEED_BYTES = 20;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Keys keys;
    private final TimeBasedOneTimePasswordGenerator generator = new TimeBasedOneTimePasswordGenerator(STEP);

    public Totp(Keys keys) {
        this.keys = keys;
    }

    @Override
    public String seed(String link) {
        return base32(Arrays.copyOf(derived("seed:" + link), SEED_BYTES));
    }

    @Override
    public String uri(String seed, String address) {
        var name = URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/Autocharge:" + name + "?secret=" + seed + "&issuer=Autocharge";
    }

    @Override
    public OptionalLong step(String seed, String digits, Instant now) {
        var key = new SecretKeySpec(bytes(seed), generator.getAlgorithm());
        var found = OptionalLong.empty();
        for (int around = -1; around <= 1; around++) {
            var at = now.plus(STEP.multipliedBy(around));
            if (same(digits(key, at), digits)) {
                found = OptionalLong.of(Math.floorDiv(at.getEpochSecond(), STEP.toSeconds()));
            }
        }
        return found;
    }

    @Override
    public String seal(String person, String seed) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var sealed = cipher(Cipher.ENCRYPT_MODE, person, nonce, seed.getBytes(StandardCharsets.US_ASCII));
        var both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return Base64.getEncoder().encodeToString(both);
    }

    @Override
    public String open(String person, String sealed) {
        var both = Base64.getDecoder().decode(sealed);
        var nonce = Arrays.copyOf(both, NONCE_BYTES);
        var text = Arrays.copyOfRange(both, NONCE_BYTES, both.length);
        return new String(cipher(Cipher.DECRYPT_MODE, person, nonce, text), StandardCharsets.US_ASCII);
    }

    private byte[] cipher(int mode, String person, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(derived("seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(person.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The second factor of " + person + " cannot be read with this key.", e);
        }
    }

    private byte[] derived(String purpose) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.secret(KEY), "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private String digits(SecretKeySpec key, Instant at) {
        try {
            return generator.generateOneTimePasswordString(key, at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("A seed is a key", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    /** Of 20 bytes: 160 bits are 32 letters, and nothing is left over. */
    private static String base32(byte[] bytes) {
        var text = new StringBuilder();
        for (int bit = 0; bit < bytes.length * 8; bit += 5) {
            int letter = 0;
            for (int i = bit; i < bit + 5; i++) {
                letter = letter << 1 | bytes[i / 8] >> 7 - i % 8 & 1;
            }
            text.append(BASE_32.charAt(letter));
        }
        return text.toString();
    }

    private static byte[] bytes(String text) {
        var bytes = new byte[text.length() * 5 / 8];
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            int letter = BASE_32.indexOf(text.charAt(bit / 5));
            bytes[bit / 8] |= (byte) ((letter >> 4 - bit % 5 & 1) << 7 - bit % 8);
        }
        return bytes;
    }
}
