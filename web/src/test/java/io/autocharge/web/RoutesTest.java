package io.autocharge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RoutesTest {

    private final Routes routes = new Routes(new Everywhere());

    @ParameterizedTest(name = "{0} {1} is answered by {2}")
    @CsvSource({
        "GET, /customers/cus_1, customer",
        "POST, /customers/cus_1/payment-methods, payment",
        "POST, /customers/cus_1/payment-methods/setup, payment",
        "POST, /customers/cus_1/auto-pay/resume, payment",
        "PUT, /collection-terms, customer",
        "GET, /invoices/inv_1, invoice",
        "POST, /invoices/inv_1/write-off, invoice",
        "GET, /invoices/inv_1/explain, payment",
        "GET, /invoices/inv_1/payment-link, payment",
        "GET, /invoices/inv_1/pdf, notification",
        "GET, /credits, invoice",
        "POST, /credits/crd_1/apply, invoice",
        "POST, /credits/crd_1/refund, invoice",
        "POST, /refunds, payment",
        "GET, /refunds/ref_1, payment",
        "GET, /cases, payment",
        "POST, /cases/cas_1/resolve, payment",
        "POST, /auto-pay-rules/preview, payment",
        "DELETE, /auto-pay-rules/rul_1, payment",
        "GET, /cancel/token, payment",
        "POST, /cancel/token, payment",
        "GET, /journal, payment",
        "GET, /journal/balances, payment",
        "GET, /reconciliation, payment",
        "POST, /processors/stripe/webhooks, payment",
        "GET, /receipts/rcp_1/pdf, notification",
        "GET, /messages, notification"
    })
    void each_path_of_the_api_is_answered_by_the_service_that_owns_it(String method, String path, String service) {
        assertThat(routes.of(HttpMethod.valueOf(method), path)).contains(URI.create("http://" + service));
    }

    @ParameterizedTest(name = "{0} {1} leads nowhere")
    @CsvSource({
        "POST, /journal",
        "GET, /journal/entries",
        "GET, /journal/balances/x",
        "POST, /reconciliation",
        "GET, /reconciliation/x",
        "GET, /processors/stripe/webhooks",
        "POST, /processors/other/webhooks",
        "GET, /refundsx",
        "GET, /casesx",
        "GET, /cancelled",
        "GET, /ops/reconciliation",
        "POST, /ops/partners/par_1/unfreeze",
        "GET, /internal/x",
        "GET, /partners"
    })
    void what_no_line_speaks_of_leads_nowhere(String method, String path) {
        assertThat(routes.of(HttpMethod.valueOf(method), path)).isEmpty();
    }

    /** Each service at an address that is its name. */
    private record Everywhere() implements Addresses {

        @Override
        public Map<String, URI> services() {
            return Map.of(
                    "customer", URI.create("http://customer"),
                    "invoice", URI.create("http://invoice"),
                    "payment", URI.create("http://payment"),
                    "notification", URI.create("http://notification"));
        }

        @Override
        public URI processorUrl() {
            return URI.create("http://processor");
        }

        @Override
        public URI mailUrl() {
            return URI.create("http://mail");
        }

        @Override
        public URI publicUrl() {
            return URI.create("http://public");
        }

        @Override
        public boolean sandbox() {
            return true;
        }

        @Override
        public String keys() {
            return "keys";
        }
    }
}
