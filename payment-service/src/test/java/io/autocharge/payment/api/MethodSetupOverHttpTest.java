package io.autocharge.payment.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.payment.Others;
import io.autocharge.payment.Surroundings;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MethodSetupOverHttpTest {

    @Inject
    EventLog log;

    @ConfigProperty(name = "autocharge.stripe.url")
    String stripe;

    private Others others;

    @BeforeEach
    void somebody_does_business() {
        others = new Others(log);
    }

    @AfterEach
    void close() {
        others.close();
    }

    @Test
    void a_card_is_saved_in_the_customers_browser_without_an_invoice() {
        var customer = others.customer(Surroundings.AT_STRIPE);
        String setup = setUp(Surroundings.AT_STRIPE, customer, "one")
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("processor", equalTo("stripe"))
                .body("publishable_key", equalTo("pk_test_double"))
                .body("id", startsWith("seti_"))
                .extract()
                .path("id");
        setUp(Surroundings.AT_STRIPE, customer, "one").body("id", equalTo(setup));
        store(Surroundings.AT_STRIPE, customer, setup)
                .statusCode(422)
                .body("code", equalTo("setup_incomplete"))
                .body("detail", endsWith("requires_payment_method."));

        confirmed(setup, "pm_card_visa");

        store(Surroundings.AT_STRIPE, customer, setup)
                .statusCode(201)
                .body("last4", equalTo("4242"))
                .body("default", equalTo(true))
                .body(not(containsString("seti_")));
    }

    @Test
    void what_another_customer_has_saved_is_an_unknown_token() {
        var customer = others.customer(Surroundings.AT_STRIPE);
        var other = others.customer(Surroundings.AT_STRIPE);
        String setup =
                setUp(Surroundings.AT_STRIPE, customer, "another").extract().path("id");
        confirmed(setup, "pm_usBankAccount_success");
        store(Surroundings.AT_STRIPE, other, setup).statusCode(422).body("code", equalTo("TOKEN_UNKNOWN"));
        store(Surroundings.AT_STRIPE, customer, setup).statusCode(201).body("kind", equalTo("bank_account"));
    }

    @Test
    void nothing_is_begun_for_an_archived_customer_or_without_the_scope() {
        var partner = others.partner();
        var customer = others.customer(partner);
        as(partner, "customers:read")
                .header("Idempotency-Key", "one")
                .post(setup(customer))
                .then()
                .statusCode(403);
        others.archived(partner, customer);
        setUp(partner, customer, "two").statusCode(409).body("code", equalTo("CUSTOMER_ARCHIVED"));
    }

    /** What Stripe's own script does in the browser. */
    private void confirmed(String setup, String method) {
        given().header("Authorization", "Bearer sk_test_double")
                .contentType("application/x-www-form-urlencoded")
                .body("payment_method=" + method)
                .post(stripe + "/v1/setup_intents/" + setup + "/confirm")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse setUp(PartnerId partner, CustomerId customer, String key) {
        return as(partner, "customers:write")
                .header("Idempotency-Key", key)
                .post(setup(customer))
                .then();
    }

    private static ValidatableResponse store(PartnerId partner, CustomerId customer, String token) {
        return as(partner, "customers:write")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"token\":\"" + token + "\"}")
                .post("/customers/" + customer + "/payment-methods")
                .then();
    }

    private static String setup(CustomerId customer) {
        return "/customers/" + customer + "/payment-methods/setup";
    }

    private static RequestSpecification as(PartnerId partner, String scopes) {
        return given().header("Authorization", TestKeys.bearer(partner, scopes)).contentType("application/json");
    }
}
