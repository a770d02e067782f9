package io.autocharge.runtime.http;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.Keys;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address at which whoever holds it may pay one invoice. Computed whenever it is needed; kept nowhere. */
@Singleton
public class PaymentLinks {

    private final SignedId signed;
    private final String origin;

    public PaymentLinks(
            Keys keys,
            @ConfigProperty(name = "autocharge.public-url", defaultValue = "http://127.0.0.1:8080") String origin) {
        this.signed = new SignedId(keys, "", "inv_");
        this.origin = origin.endsWith("/") ? origin.substring(0, origin.length() - 1) : origin;
    }

    /** The address of the page on which this invoice is paid. */
    public String url(InvoiceId invoice) {
        return origin + "/pay/" + token(invoice);
    }

    /** The right to pay this invoice. */
    public String token(InvoiceId invoice) {
        return signed.token(invoice.value());
    }

    /** The invoice that may be paid with this token; nothing if it was not made here. */
    public Optional<InvoiceId> invoice(String token) {
        return signed.id(token).map(InvoiceId::new);
    }
}
