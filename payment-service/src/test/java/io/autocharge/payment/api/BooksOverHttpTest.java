package io.autocharge.payment.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.payment.PartnerAccountCommand.FreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountId;
import io.autocharge.payment.Others;
import io.autocharge.payment.Surroundings;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BooksOverHttpTest {

    @Inject
    EventLog log;

    @Inject
    Commands commands;

    private Others others;
    private PartnerId partner;

    @BeforeEach
    void somebody_does_business() {
        others = new Others(log);
        partner = others.partner();
    }

    @AfterEach
    void close() {
        others.close();
    }

    @Test
    void a_partner_reads_its_journal_and_how_its_accounts_stand() {
        others.invoice(partner, others.customer(partner), Collection.later());
        Eventually.eventually(
                () -> as(partner).get("/journal").path("data.size()").equals(1));
        as(partner)
                .get("/journal?currency=USD")
                .then()
                .statusCode(200)
                .body("data[0].event", equalTo("invoice.InvoiceCreated"))
                .body("data[0].postings.account", hasItem("receivable"));
        as(partner).get("/journal?currency=EUR").then().statusCode(200).body("data", hasSize(0));
        as(partner).get("/journal?currency=dollars").then().statusCode(400);
        as(partner)
                .get("/journal/balances")
                .then()
                .statusCode(200)
                .body("data[0].currency", equalTo("USD"))
                .body("data[0].accounts.find { it.account == 'receivable' }.amount", equalTo(10000))
                .body("data[0].accounts.find { it.account == 'uncollected' }.amount", equalTo(-10000));
        given().get("/journal").then().statusCode(401);
    }

    @Test
    void a_partner_sees_why_automatic_charging_is_stopped_and_an_operator_takes_it_up_again() {
        as(partner).get("/reconciliation").then().statusCode(200).body("automatic_charging", equalTo(true));
        commands.send(
                new FreezeAutomaticCharging(PartnerAccountId.of(partner), partner, "I8", "chg_1: captured 2 times"));
        Eventually.eventually(() ->
                as(partner).get("/reconciliation").path("automatic_charging").equals(false));
        as(partner)
                .get("/reconciliation")
                .then()
                .body("stopped[0].invariant", equalTo("I8"))
                .body("stopped[0].finding", equalTo("chg_1: captured 2 times"))
                .body("invariants.id", hasItem("I8"));
        operator().get("/ops/reconciliation").then().statusCode(200).body("stopped.id", hasItem(partner.value()));
        unfreeze("{}").statusCode(400);
        unfreeze("{\"note\":\"refunded by hand\"}").statusCode(200);
        unfreeze("{\"note\":\"again\"}").statusCode(409).body("code", equalTo("NOT_FROZEN"));
        Eventually.eventually(() ->
                as(partner).get("/reconciliation").path("automatic_charging").equals(true));
        as(partner).post("/ops/partners/" + partner + "/unfreeze").then().statusCode(401);
    }

    @Test
    void the_books_are_looked_at_from_the_start() {
        Eventually.eventually(() -> operator().get("/ops/reconciliation").path("last.at") != null);
        assertThat(operator().get("/ops/reconciliation").<Integer>path("last.position"))
                .isNotNull();
        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("autocharge_invariant_red{invariant=\"I5\"} 0.0"))
                .body(containsString("autocharge_partners_stopped"))
                .body(containsString("autocharge_reconciliation_seconds"))
                .body(containsString("autocharge_journal_sum 0.0"));
    }

    private io.restassured.response.ValidatableResponse unfreeze(String body) {
        return operator()
                .contentType("application/json")
                .body(body)
                .post("/ops/partners/" + partner + "/unfreeze")
                .then();
    }

    private static RequestSpecification operator() {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN);
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header("Authorization", TestKeys.bearer(partner, "reports:read"));
    }
}
