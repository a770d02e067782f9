package io.autocharge.runtime.http;

import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address at which whoever holds it may pay one invoice. Computed whenever it is needed; kept nowhere. */
@Singleton
public class PaymentLinks {

    private static final int ID_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final String PREFIX = "inv_";

    private final Keys keys;
    private final String origin;

    public PaymentLinks(
            Keys keys,
            @ConfigProperty(name = "autocharge.public-url", defaultValue = "http://127.0.0.1:8080") String origin) {
        this.keys = keys;
        this.origin = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    }

    /** The address of the page on which this invoice is paid. */
    public String url(InvoiceId invoice) {
        return origin + "/pay/" + token(invoice);
    }

    /** The right to pay this invoice. */
    public String token(InvoiceId invoice) {
        var token = new byte[ID_BYTES + MAC_BYTES];
        System.arraycopy(Ulid.bytes(invoice.value().substring(PREFIX.length())), 0, token, 0, ID_BYTES);
        System.arraycopy(mac(invoice), 0, token, ID_BYTES, MAC_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** The invoice that may be paid with this token; nothing if it was not made here. */
    public Optional<InvoiceId> invoice(String token) {
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
        var invoice = new InvoiceId(PREFIX + Ulid.encode(id));
        return MessageDigest.isEqual(mac, mac(invoice)) ? Optional.of(invoice) : Optional.empty();
    }

    private byte[] mac(InvoiceId invoice) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(keys.secret("link.key"), "HmacSHA256"));
            return mac.doFinal(invoice.value().getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }
}
