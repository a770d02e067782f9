package io.autocharge.runtime.http;

import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address at which a person of a partner's staff joins, or chooses another passphrase. Computed whenever it is needed; kept nowhere. */
@Singleton
public class StaffLinks {

    private final SignedId signed;
    private final String origin;

    public StaffLinks(
            Keys keys,
            @ConfigProperty(name = "autocharge.public-url", defaultValue = "http://127.0.0.1:8080") String origin) {
        this.signed = new SignedId(keys, "staff:", "sil_");
        this.origin = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    }

    /** The address of the page. */
    public String url(SignInLinkId link) {
        return origin + "/staff/link/" + token(link);
    }

    /** What the address carries: 256 bits that only this installation can compute. */
    public String token(SignInLinkId link) {
        return signed.token(link.value());
    }

    /** The link of this token; nothing if it was not made here, or for another purpose. */
    public Optional<SignInLinkId> link(String token) {
        return signed.id(token).map(SignInLinkId::new);
    }
}
