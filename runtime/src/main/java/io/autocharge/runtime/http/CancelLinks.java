package io.autocharge.runtime.http;

import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address at which whoever holds it may stop one planned charge. Computed whenever it is needed; kept nowhere. */
@Singleton
public class CancelLinks {

    private final SignedId signed;
    private final String origin;

    public CancelLinks(
            Keys keys,
            @ConfigProperty(name = "autocharge.public-url", defaultValue = "http://127.0.0.1:8080") String origin) {
        this.signed = new SignedId(keys, "cancel:", "chg_");
        this.origin = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    }

    /** The address of the page on which this charge is stopped. */
    public String url(ChargeId charge) {
        return origin + "/cancel/" + token(charge);
    }

    /** The right to stop this charge. */
    public String token(ChargeId charge) {
        return signed.token(charge.value());
    }

    /** The charge that may be stopped with this token; nothing if it was not made here. */
    public Optional<ChargeId> charge(String token) {
        return signed.id(token).map(ChargeId::new);
    }
}
