package io.autocharge.web;

import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who answers which path of the API, on one page. What no line speaks of leads nowhere: no service has a public address. */
@Singleton
class Routes {

    private record Line(HttpMethod only, Pattern path, Upstream service) {}

    private static final String ANY = "[^/]+";

    /** The first line that fits holds; {@code *} stands for one part of a path. */
    private static final List<Line> LINES = List.of(
            under("/customers/*/payment-methods", Upstream.PAYMENT),
            under("/customers/*/auto-pay", Upstream.PAYMENT),
            under("/customers", Upstream.CUSTOMER),
            under("/collection-terms", Upstream.CUSTOMER),
            under("/api-keys", Upstream.CUSTOMER),
            under("/staff", Upstream.CUSTOMER),
            on(HttpMethod.GET, "/invoices/*/payment-link", Upstream.PAYMENT),
            on(HttpMethod.DELETE, "/invoices/*/payment-link", Upstream.PAYMENT),
            on(HttpMethod.GET, "/invoices/*/pdf", Upstream.NOTIFICATION),
            on(HttpMethod.GET, "/invoices/*/explain", Upstream.PAYMENT),
            under("/invoices", Upstream.INVOICE),
            under("/credits", Upstream.INVOICE),
            under("/auto-pay-rules", Upstream.PAYMENT),
            under("/charges", Upstream.PAYMENT),
            under("/refunds", Upstream.PAYMENT),
            under("/cases", Upstream.PAYMENT),
            under("/pay", Upstream.PAYMENT),
            on(HttpMethod.POST, "/processors/stripe/webhooks", Upstream.PAYMENT),
            under("/cancel", Upstream.PAYMENT),
            on(HttpMethod.GET, "/journal(/balances)?", Upstream.PAYMENT),
            on(HttpMethod.GET, "/reconciliation", Upstream.PAYMENT),
            under("/receipts", Upstream.NOTIFICATION),
            under("/messages", Upstream.NOTIFICATION),
            under("/webhooks", Upstream.NOTIFICATION));

    private final Addresses addresses;

    Routes(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Where this is answered; {@code path} is normalised and without the {@code /v1} in front. */
    Optional<URI> of(HttpMethod method, String path) {
        return service(method, path).map(addresses::of);
    }

    /** Which service answers this. */
    Optional<Upstream> service(HttpMethod method, String path) {
        return LINES.stream()
                .filter(line -> line.only() == null || line.only().equals(method))
                .filter(line -> line.path().matcher(path).matches())
                .map(Line::service)
                .findFirst();
    }

    private static Line under(String prefix, Upstream service) {
        return new Line(null, Pattern.compile(prefix.replace("*", ANY) + "(/.*)?"), service);
    }

    private static Line on(HttpMethod method, String path, Upstream service) {
        return new Line(method, Pattern.compile(path.replace("*", ANY)), service);
    }
}
