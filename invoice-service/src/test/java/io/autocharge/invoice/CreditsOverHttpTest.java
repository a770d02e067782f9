package io.autocharge.invoice;

import static io.autocharge.invoice.Samples.VISA;
import static io.autocharge.invoice.Samples.usd;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class CreditsOverHttpTest {

    @Inject
    EventLog log;

    @Inject
    Commands commands;

    private final PartnerId partner = PartnerId.fresh(Instant.now());
    private final CustomerId customer = CustomerId.fresh(Instant.now());

    @BeforeEach
    void somebody_does_business() {
        say(new PartnerRegistered(partner, "Nordlicht", "billing@nordlicht.example", ZoneOffset.UTC, 9, Instant.now()));
        say(new CustomerAdded(customer, partner, null, "Fabrikam", List.of(), List.of(), Instant.now()));
    }

    @Test
    void an_overpayment_becomes_a_credit_that_can_be_applied_to_another_invoice_or_refunded() {
        var next = invoice();
        var credit = credit(50_00);
        var key = UUID.randomUUID().toString();
        for (int twice = 0; twice < 2; twice++) {
            post(
                            key,
                            "/credits/" + credit + "/apply",
                            "{\"invoice_id\":\"" + next + "\",\"amount\":" + amount(20_00) + "}")
                    .statusCode(202);
        }
        Eventually.eventually(() -> outstanding(next) == 80_00);
        as(partner)
                .get("/credits/" + credit)
                .then()
                .statusCode(200)
                .body("available.amount", equalTo(30_00))
                .body("uses", hasSize(1));

        post("/credits/" + credit + "/refund", "{\"amount\":" + amount(30_01) + "}")
                .statusCode(409)
                .body("code", equalTo("ABOVE_CREDIT"));
        post("/credits/" + credit + "/refund", "{\"amount\":" + amount(10_00) + "}")
                .statusCode(202)
                .body("refunds[0].amount.amount", equalTo(10_00));
        post("/credits/" + credit + "/refund", "{}").statusCode(202).body("available.amount", equalTo(0));
    }

    @Test
    void a_credit_is_nobody_elses() {
        var credit = credit(10_00);
        var other = PartnerId.fresh(Instant.now());
        as(other).get("/credits/" + credit).then().statusCode(404);
        as(other)
                .header("Idempotency-Key", "one")
                .body("{}")
                .post("/credits/" + credit + "/refund")
                .then()
                .statusCode(404);
        as(other).get("/credits").then().body("data", hasSize(0));
        as(partner).body("{}").post("/credits/" + credit + "/refund").then().statusCode(400);
    }

    @Test
    void what_is_open_can_be_written_off_in_part_and_in_full_with_a_reason_and_never_more() {
        var invoice = invoice();
        var path = "/invoices/" + invoice + "/write-off";
        post(path, "{\"amount\":" + amount(40_00) + "}").statusCode(400);
        post(path, "{\"amount\":" + amount(40_00) + ",\"reason\":\"hail\"}")
                .statusCode(200)
                .body("written_off.amount", equalTo(40_00))
                .body("outstanding.amount", equalTo(60_00));
        post(path, "{\"amount\":" + amount(60_01) + ",\"reason\":\"hail\"}").statusCode(409);
        post(path, "{\"reason\":\"insolvent\"}").statusCode(200).body("outstanding.amount", equalTo(0));
        as(PartnerId.fresh(Instant.now()))
                .header("Idempotency-Key", "one")
                .body("{\"reason\":\"hail\"}")
                .post(path)
                .then()
                .statusCode(404);
    }

    /** So much was paid too much. */
    private String credit(long cents) {
        var invoice = invoice();
        commands.send(new RecordPayment(
                new InvoiceId(invoice),
                partner,
                ChargeId.fresh(Instant.now()),
                usd(100_00 + cents),
                VISA,
                Instant.now()));
        Eventually.eventually(() -> as(partner).get("/credits").path("data[0].id") != null);
        return as(partner).get("/credits").path("data[0].id");
    }

    private String invoice() {
        return post(
                        "/invoices",
                        "{\"customer_id\":\"%s\",\"due_date\":\"2031-01-31\",\"line_items\":[{\"description\":\"Backup\",\"quantity\":1,\"unit_price\":%s}]}"
                                .formatted(customer, amount(100_00)))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private int outstanding(String invoice) {
        return as(partner).get("/invoices/" + invoice).path("outstanding.amount");
    }

    private ValidatableResponse post(String path, String body) {
        return post(UUID.randomUUID().toString(), path, body);
    }

    private ValidatableResponse post(String key, String path, String body) {
        return as(partner).header("Idempotency-Key", key).body(body).post(path).then();
    }

    private static String amount(long cents) {
        return "{\"amount\":" + cents + ",\"currency\":\"USD\"}";
    }

    private void say(Event event) {
        log.appendForeign(List.of(new EventRecord(
                UUID.randomUUID().toString(),
                WireType.of(event.getClass()),
                1,
                event.subject().value(),
                0,
                event.partnerId().value(),
                Instant.now(),
                Map.of(),
                Json.write(event))));
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header("Authorization", TestKeys.bearer(partner, "invoices:read invoices:write refunds:write"))
                .contentType("application/json");
    }
}
