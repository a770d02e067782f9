package io.autocharge.payment.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.payment.Others;
import io.autocharge.payment.Surroundings;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.http.CancelLinks;
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
class CasesOverHttpTest {

    @Inject
    EventLog log;

    @Inject
    Commands commands;

    @Inject
    CancelLinks links;

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
    void a_late_success_after_a_decline_is_a_case_until_it_is_applied() {
        var late = paidLate();
        var id = openCase();
        as(partner)
                .get("/cases/" + id)
                .then()
                .statusCode(200)
                .body("kind", equalTo("late_payment"))
                .body("about", equalTo(late.value()))
                .body("amount.amount", equalTo(10000));
        resolve(partner, id, "{\"resolution\":\"keep\"}").statusCode(400);
        resolve(partner, id, "").statusCode(400);
        resolve(others.partner(), id, "{\"resolution\":\"apply\"}").statusCode(404);

        for (int twice = 0; twice < 2; twice++) {
            resolve(partner, id, "{\"resolution\":\"apply\"}")
                    .statusCode(200)
                    .body("status", equalTo("closed"))
                    .body("resolution", equalTo("apply"));
        }
        resolve(partner, id, "{\"resolution\":\"refund\"}").statusCode(409).body("code", equalTo("CASE_CLOSED"));
        Eventually.eventually(
                () -> "captured".equals(as(partner).get("/charges/" + late).path("status")));
        as(partner).get("/cases?status=open").then().body("data", hasSize(0));
    }

    @Test
    void a_late_success_after_a_decline_can_be_given_back() {
        var late = paidLate();
        resolve(partner, openCase(), "{\"resolution\":\"refund\"}").statusCode(200);
        Eventually.eventually(() ->
                "succeeded".equals(as(partner).get("/refunds?charge_id=" + late).path("data[0].status")));
        as(partner).get("/charges/" + late).then().body("status", not(equalTo("captured")));
    }

    @Test
    void the_link_in_a_notice_shows_the_charge_and_cancels_it_once_asked_to() {
        stored("tok_visa");
        var invoice = others.invoice(partner, customer, Collection.later());
        String charge = order("{\"invoice_id\":\"" + invoice + "\",\"when\":\"due_date\"}")
                .post("/charges")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        var link = "/cancel/" + links.token(new ChargeId(charge));
        given().get(link)
                .then()
                .statusCode(200)
                .body("partner_name", equalTo("Nordlicht"))
                .body("state", equalTo("planned"));
        assertThat(as(partner).get("/charges/" + charge).<String>path("status")).isEqualTo("scheduled");

        given().post(link).then().statusCode(200).body("state", equalTo("canceled"));
        given().post(link).then().statusCode(200).body("state", equalTo("canceled"));

        Eventually.eventually(
                () -> "canceled".equals(as(partner).get("/charges/" + charge).path("status")));
        given().get(link.substring(0, link.length() - 2) + "xx").then().statusCode(404);
        given().post("/cancel/" + links.token(ChargeId.derived(charge, "none")))
                .then()
                .statusCode(404);
    }

    private ChargeId paidLate() {
        stored("tok_declined");
        var invoice = others.invoice(partner, customer, Collection.later());
        String id = order("{\"invoice_id\":\"" + invoice + "\"}")
                .header("Prefer", "wait=10")
                .post("/charges")
                .then()
                .body("status", equalTo("declined"))
                .extract()
                .path("id");
        var late = new ChargeId(id);
        commands.send(new RecordOutcome(late, partner, new Outcome(Outcome.Status.CAPTURED, "ch_late", null)));
        return late;
    }

    private String openCase() {
        Eventually.eventually(() -> as(partner).get("/cases?status=open").path("data[0].id") != null);
        return as(partner).get("/cases?status=open").path("data[0].id");
    }

    private void stored(String token) {
        order("{\"token\":\"" + token + "\"}")
                .post("/customers/" + customer + "/payment-methods")
                .then()
                .statusCode(201);
    }

    private static ValidatableResponse resolve(PartnerId partner, String id, String body) {
        return as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post("/cases/" + id + "/resolve")
                .then();
    }

    private RequestSpecification order(String body) {
        return as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body);
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header(
                        "Authorization",
                        TestKeys.bearer(
                                partner, "customers:write invoices:read charges:write refunds:write reports:read"))
                .contentType("application/json");
    }
}
