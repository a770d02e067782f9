package io.autocharge.payment.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.payment.Others;
import io.autocharge.payment.Surroundings;
import io.autocharge.payment.view.PayableInvoices;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentsOverHttpTest {

    @Inject
    EventLog log;

    @Inject
    PayableInvoices invoices;

    private Others others;
    private PartnerId partner;
    private CustomerId customer;

    @BeforeEach
    void somebody_does_business() {
        others = new Others(log);
        partner = others.partner();
        customer = others.customer(partner);
    }

    @AfterEach
    void close() {
        others.close();
    }

    @Test
    void methods_are_stored_listed_chosen_and_removed() {
        String card =
                stored("tok_visa").body("default", equalTo(true)).extract().path("id");
        String bank = stored("tok_bank")
                .body("kind", equalTo("bank_account"))
                .body("default", equalTo(false))
                .extract()
                .path("id");
        as(partner).get(methods()).then().statusCode(200).body("data.id", contains(bank, card));
        as(partner)
                .post(methods() + "/" + bank + "/default")
                .then()
                .statusCode(200)
                .body("default", equalTo(true));
        as(partner).delete(methods() + "/" + bank).then().statusCode(204);
        as(partner)
                .get(methods())
                .then()
                .body("data", hasSize(1))
                .body("data[0].default", equalTo(true))
                .body(not(containsString("tok_")));
    }

    @Test
    void a_browser_is_told_how_to_hand_a_method_to_the_processor_with_nothing_to_pay() {
        as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(methods() + "/setup")
                .then()
                .statusCode(201)
                .body("processor", equalTo("sandbox"))
                .body("url", endsWith("/v1/tokens"));
        as(others.partner())
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .post(methods() + "/setup")
                .then()
                .statusCode(404);
        as(partner).post(methods() + "/setup").then().statusCode(400);
    }

    @Test
    void a_list_of_no_invoices_says_as_little_as_none() {
        stored("tok_visa");
        var one = others.invoice(partner, customer, Collection.later());
        as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"invoice_id\":\"" + one + "\",\"invoices\":[]}")
                .post("/charges")
                .then()
                .statusCode(202)
                .body("invoice_id", equalTo(one.value()));
        as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"invoices\":[]}")
                .post("/charges")
                .then()
                .statusCode(400);
    }

    @Test
    void one_payment_covers_several_invoices_the_oldest_first() {
        stored("tok_visa");
        var one = others.invoice(partner, customer, Collection.later());
        var other = others.invoice(partner, customer, Collection.later());
        var body = "{\"invoices\":[{\"invoice_id\":\"" + one + "\"},{\"invoice_id\":\"" + other
                + "\"}],\"amount\":{\"amount\":15000,\"currency\":\"USD\"}}";
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) { // the second time it is the same payment
            as(partner)
                    .header("Idempotency-Key", key)
                    .header("Prefer", "wait=5")
                    .body(body)
                    .post("/charges")
                    .then()
                    .statusCode(202)
                    .body("status", equalTo("captured"))
                    .body("amount.amount", equalTo(15000));
            Eventually.eventually(() -> outstanding(one) + outstanding(other) == 5000);
        }
        as(partner)
                .header("Idempotency-Key", key)
                .body(body.replace("15000", "14000"))
                .post("/charges")
                .then()
                .statusCode(422);
    }

    @Test
    void an_invoice_is_paid_in_part_and_then_in_full() {
        stored("tok_visa");
        var invoice = others.invoice(partner, customer, Collection.later());
        var first = charge("{\"invoice_id\":\"%s\",\"amount\":{\"amount\":4000,\"currency\":\"USD\"}}", invoice)
                .statusCode(202)
                .header("Location", containsString("/v1/charges/chg_"))
                .body("status", equalTo("captured"))
                .body("remaining.amount", equalTo(6000))
                .body("method.last4", equalTo("4242"))
                .extract();
        as(partner).get("/charges/" + first.path("id")).then().statusCode(200).body("amount.amount", equalTo(4000));
        Eventually.eventually(() -> outstanding(invoice) == 6000);
        charge("{\"invoice_id\":\"%s\",\"when\":\"now\"}", invoice)
                .statusCode(202)
                .body("amount.amount", equalTo(6000));
        Eventually.eventually(() -> outstanding(invoice) == 0);
        charge("{\"invoice_id\":\"%s\"}", invoice).statusCode(409).body("code", equalTo("ALREADY_PAID"));
        as(partner)
                .get("/charges?status=captured&invoice_id=" + invoice)
                .then()
                .statusCode(200)
                .body("data", hasSize(2));
    }

    @Test
    void a_charge_that_failed_says_what_comes_next() {
        stored("tok_declined");
        var byHand = others.invoice(partner, customer, Collection.later());
        charge("{\"invoice_id\":\"%s\"}", byHand).body("status", equalTo("declined"));
        Eventually.eventually(() -> "by_hand".equals(onlyCharge(byHand, "no_retry_reason")));
        var byItself = others.invoice(partner, customer, Collection.charge(ChargeTime.NOW));
        Eventually.eventually(
                () -> "retry".equals(onlyOne("/charges?status=scheduled&invoice_id=" + byItself, "origin")));
        Eventually.eventually(
                () -> onlyOne("/charges?status=declined&invoice_id=" + byItself, "next_try.charge_id") != null);
        as(partner).get(methods()).then().body("data[0].retry_budgets[0].used", equalTo(1));
    }

    @Test
    void a_payment_is_given_back_in_part_and_never_more_than_it_was() {
        stored("tok_visa");
        var invoice = others.invoice(partner, customer, Collection.later());
        String paid = charge("{\"invoice_id\":\"%s\"}", invoice).extract().path("id");
        Eventually.eventually(() -> outstanding(invoice) == 0);
        String id = refund(
                        "{\"charge_id\":\"%s\",\"amount\":{\"amount\":4000,\"currency\":\"USD\"},\"reason\":\"hail\"}",
                        paid)
                .statusCode(202)
                .body("amount.amount", equalTo(4000))
                .body("reason", equalTo("hail"))
                .extract()
                .path("id");
        Eventually.eventually(
                () -> "succeeded".equals(as(partner).get("/refunds/" + id).path("status")));
        refund("{\"charge_id\":\"%s\",\"amount\":{\"amount\":6001,\"currency\":\"USD\"}}", paid)
                .statusCode(409)
                .body("code", equalTo("ABOVE_REFUNDABLE"));
        refund("{\"charge_id\":\"%s\"}", paid).statusCode(202).body("amount.amount", equalTo(6000));
        as(partner).get("/refunds?charge_id=" + paid).then().statusCode(200).body("data", hasSize(2));
        as(others.partner()).get("/refunds/" + id).then().statusCode(404);
        as(partner).get("/cases?status=open").then().statusCode(200).body("data", hasSize(0));
    }

    private ValidatableResponse refund(String body, Object... values) {
        return as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body.formatted(values))
                .post("/refunds")
                .then();
    }

    @Test
    void an_order_said_twice_is_one_charge_and_the_same_key_takes_no_other() {
        stored("tok_visa");
        var invoice = others.invoice(partner, customer, Collection.later());
        var key = UUID.randomUUID().toString();
        String one = charge(key, "{\"invoice_id\":\"%s\"}", invoice).extract().path("id");
        String two = charge(key, "{\"invoice_id\":\"%s\"}", invoice)
                .statusCode(202)
                .extract()
                .path("id");
        assertThat(two).isEqualTo(one);
        charge(key, "{\"invoice_id\":\"%s\",\"when\":\"due_date\"}", invoice)
                .statusCode(422)
                .body("type", endsWith("/problems/idempotency-key-reused"));
    }

    @Test
    void a_charge_for_the_due_date_waits_for_it_and_can_be_canceled() {
        stored("tok_visa");
        var invoice = others.invoice(partner, customer, Collection.later());
        String id = charge("{\"invoice_id\":\"%s\",\"when\":\"due_date\"}", invoice)
                .statusCode(202)
                .body("status", equalTo("scheduled"))
                .extract()
                .path("id");
        var version = as(partner).get("/charges/" + id).then().extract().header("ETag");
        as(partner)
                .header("If-Match", "\"0\"")
                .post("/charges/" + id + "/cancel")
                .then()
                .statusCode(412)
                .header("Link", equalTo("</v1/charges/" + id + ">; rel=\"latest-version\""));
        as(partner)
                .header("If-Match", version)
                .post("/charges/" + id + "/cancel")
                .then()
                .statusCode(200)
                .body("status", equalTo("canceled"));
        as(partner).post("/charges/" + id + "/cancel").then().statusCode(200);
        as(others.partner()).post("/charges/" + id + "/cancel").then().statusCode(404);
    }

    @Test
    void an_invoice_created_to_be_charged_is_charged() {
        stored("tok_bank");
        var invoice = others.invoice(partner, customer, Collection.charge(ChargeTime.NOW));
        Eventually.eventually(() -> "pending".equals(onlyCharge(invoice, "status")));
        assertThat(onlyCharge(invoice, "origin")).isEqualTo("invoice");
    }

    @Test
    void an_invoice_that_cannot_be_charged_says_why() {
        var invoice = others.invoice(partner, customer, Collection.charge(ChargeTime.NOW));
        Eventually.eventually(() -> "refused".equals(onlyCharge(invoice, "status")));
        assertThat(onlyCharge(invoice, "reason")).isEqualTo("NO_METHOD_ON_FILE");
    }

    @Test
    void whoever_holds_the_link_sees_the_bill_and_pays_a_part_and_learns_nothing_of_the_customer() {
        var invoice = others.invoice(partner, customer, Collection.byLink());
        var link = link(invoice);
        given().get(link)
                .then()
                .statusCode(200)
                .body("partner_name", equalTo("Nordlicht"))
                .body("outstanding.amount", equalTo(10000))
                .body("state", equalTo("open"))
                .body(not(containsString("cus_")))
                .body(not(containsString("Fabrikam")));
        String location = pay(link, "tok_visa", 2500)
                .statusCode(202)
                .body("status", equalTo("captured"))
                .extract()
                .header("Location");
        given().get(location.substring(location.indexOf("/pay/")))
                .then()
                .statusCode(200)
                .body("status", equalTo("captured"));
        as(partner).get(methods()).then().body("data", hasSize(0));
        given().get(link.substring(0, link.length() - 2) + "xx").then().statusCode(404);
        Eventually.eventually(() -> outstanding(link) == 7500);
        pay(link, "tok_visa", 7500).statusCode(202);
        Eventually.eventually(() -> given().get(link).statusCode() == 410);
        pay(link, "tok_visa", 1).statusCode(410);
        given().get(link).then().statusCode(410).body("code", equalTo("link_closed"));
        as(partner)
                .get("/invoices/" + invoice + "/payment-link")
                .then()
                .body("status", equalTo("closed"))
                .body("url", nullValue());
    }

    @Test
    void a_link_at_which_cards_are_tried_out_closes_and_never_says_why_one_was_declined() {
        var invoice = others.invoice(partner, customer, Collection.byLink());
        var link = link(invoice);
        for (int i = 0; i < 5; i++) {
            pay(link, "tok_declined", 100)
                    .statusCode(202)
                    .body("status", equalTo("declined"))
                    .body(not(containsString("insufficient")));
        }
        pay(link, "tok_visa", 100).statusCode(410).body("code", equalTo("link_locked"));
    }

    @Test
    void what_cannot_be_is_refused_with_its_reason() {
        stored("tok_visa");
        var invoice = others.invoice(partner, customer, Collection.later());
        as(partner)
                .header("Idempotency-Key", "k")
                .body("{\"token\":\"tok_no\"}")
                .post(methods())
                .then()
                .statusCode(422);
        as(partner)
                .body("{\"invoice_id\":\"" + invoice + "\"}")
                .post("/charges")
                .then()
                .statusCode(400);
        charge("{\"invoice_id\":\"%s\",\"amount\":{\"amount\":10001,\"currency\":\"USD\"}}", invoice)
                .statusCode(422)
                .body("code", equalTo("ABOVE_OUTSTANDING"));
        charge("{\"invoice_id\":\"%s\",\"tip\":1}", invoice).statusCode(400).body("errors[0].pointer", equalTo("/tip"));
        charge("{\"invoice_id\":\"%s\",\"when\":\"soon\"}", invoice).statusCode(400);
        charge("{\"invoice_id\":\"%s\"}", customer).statusCode(400);
        charge("{\"when\":\"now\"}", invoice).statusCode(400);
        as(partner).get("/charges?status=gone").then().statusCode(400);
        as(others.partner()).get(methods()).then().statusCode(404);
        as(others.partner())
                .get("/invoices/" + invoice + "/payment-link")
                .then()
                .statusCode(404);
    }

    @Test
    void a_processor_that_describes_nothing_is_no_fault_of_the_caller() {
        as(partner)
                .header("Idempotency-Key", "k")
                .body("{\"token\":\"tok_broken\"}")
                .post(methods())
                .then()
                .statusCode(503)
                .header("Retry-After", "2");
    }

    private ValidatableResponse stored(String token) {
        return as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"token\":\"" + token + "\"}")
                .post(methods())
                .then()
                .statusCode(201)
                .body("id", startsWith("pm_"));
    }

    private ValidatableResponse charge(String body, Object subject) {
        return charge(UUID.randomUUID().toString(), body, subject);
    }

    private ValidatableResponse charge(String key, String body, Object subject) {
        return as(partner)
                .header("Idempotency-Key", key)
                .header("Prefer", "wait=10")
                .body(body.formatted(subject))
                .post("/charges")
                .then();
    }

    private static ValidatableResponse pay(String link, String token, int cents) {
        return given().contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Prefer", "wait=10")
                .body("{\"token\":\"%s\",\"amount\":{\"amount\":%d,\"currency\":\"USD\"}}".formatted(token, cents))
                .post(link)
                .then();
    }

    private long outstanding(InvoiceId invoice) {
        return invoices.behindLink(invoice).orElseThrow().outstanding().amount();
    }

    private static int outstanding(String link) {
        return given().get(link).path("outstanding.amount");
    }

    private String link(InvoiceId invoice) {
        String url = as(partner)
                .get("/invoices/" + invoice + "/payment-link")
                .then()
                .statusCode(200)
                .body("status", equalTo("active"))
                .extract()
                .path("url");
        return "/pay/" + url.substring(url.lastIndexOf('/') + 1);
    }

    private String onlyCharge(InvoiceId invoice, String field) {
        return onlyOne("/charges?invoice_id=" + invoice, field);
    }

    private String onlyOne(String list, String field) {
        return as(partner).get(list).path("data[0]." + field);
    }

    private String methods() {
        return "/customers/" + customer + "/payment-methods";
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header(
                        "Authorization",
                        TestKeys.bearer(
                                partner,
                                "customers:read customers:write invoices:read invoices:write charges:write refunds:write"
                                        + " reports:read"))
                .contentType("application/json");
    }
}
