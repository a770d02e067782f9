package io.autocharge.runtime.http;

import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The tokens that open payment links: 256 bits that say nothing of what they open. A token is computed from the id of its
 * link by whoever holds the key, and kept nowhere; what is kept, and told, is its SHA-256.
 */
@Singleton
public class PaymentLinks {

    private static final String PURPOSE = "pay:";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Keys keys;
    private final String origin;

    public PaymentLinks(
            Keys keys,
            @ConfigProperty(name = "autocharge.public-url", defaultValue = "http://127.0.0.1:8080") String origin) {
        this.keys = keys;
        this.origin = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    }

    /** The address of the page that this link opens. */
    public String url(PaymentLinkId link) {
        return origin + "/pay/" + token(link);
    }

    /** What opens this link. */
    public String token(PaymentLinkId link) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.secret("link.key"), "HmacSHA256"));
            var token = mac.doFinal((PURPOSE + link).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    /** By what this link's token is known. */
    public String hash(PaymentLinkId link) {
        return sha256(token(link));
    }

    /** By what a token that somebody shows is known; nothing if it cannot be one. */
    public Optional<String> hash(String token) {
        // the text is hashed, not the bytes: the last character has two bits that no byte shows
        return token != null && TOKEN.matcher(token).matches() ? Optional.of(sha256(token)) : Optional.empty();
    }

    private static String sha256(String token) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
