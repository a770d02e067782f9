package io.autocharge.runtime.http;

import io.autocharge.contracts.Ulid;
import io.autocharge.runtime.Keys;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An id and the proof that it was handed out here for one purpose: a token that is good for no other purpose. */
final class SignedId {

    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 32;

    private final Keys keys;
    private final String purpose;
    private final String prefix;

    /** {@code purpose} is written before the id when it is signed, {@code prefix} is how its ids begin. */
    SignedId(Keys keys, String purpose, String prefix) {
        this.keys = keys;
        this.purpose = purpose;
        this.prefix = prefix;
    }

    String token(String id) {
        var token = new byte[ID_BYTES + MAC_BYTES];
        System.arraycopy(Ulid.bytes(id.substring(prefix.length())), 0, token, 0, ID_BYTES);
        System.arraycopy(mac(id), 0, token, ID_BYTES, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The id in this token; nothing if it was not made here, or for another purpose. */
    Optional<String> id(String token) {
        if (token == null || token.length() != 64) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        var id = new byte[ID_BYTES];
        var mac = new byte[MAC_BYTES];
        System.arraycopy(bytes, 0, id, 0, ID_BYTES);
        System.arraycopy(bytes, ID_BYTES, mac, 0, MAC_BYTES);
        var named = prefix + Ulid.encode(id);
        return MessageDigest.isEqual(mac, mac(named)) ? Optional.of(named) : Optional.empty();
    }

    private byte[] mac(String id) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.secret("link.key"), "HmacSHA256"));
            return mac.doFinal((purpose + id).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
