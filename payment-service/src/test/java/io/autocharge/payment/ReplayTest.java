package io.autocharge.payment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.RecordDisputeNews;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.DisputeStage;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.axon.Processors;
import io.autocharge.runtime.axon.Processors.Reader;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
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
class ReplayTest {

    @Inject
    EventLog log;

    @Inject
    Commands commands;

    @Inject
    Processors processors;

    @ConfigProperty(name = "autocharge.processor.url")
    String processor;

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
    void a_replay_of_everything_asks_no_processor_sends_no_command_and_rebuilds_the_same_views() {
        var mine = List.of(refundedAndDisputed(), late());
        Eventually.eventually(() -> processors.readers().stream().allMatch(ReplayTest::isThere)
                && views().contains("late_payment")
                && views().contains("succeeded"));
        var orders = orders(mine);
        var views = views();
        var tail = log.tail();

        var refused = processors.readers().stream().filter(Reader::policy).toList();
        refused.forEach(policy -> assertThatThrownBy(() -> processors.rebuild(policy.name()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("never replayed"));
        var rebuilt =
                processors.readers().stream().filter(reader -> !reader.policy()).toList();
        rebuilt.forEach(view -> processors.rebuild(view.name()));
        Eventually.eventually(() -> processors.readers().stream().allMatch(ReplayTest::isThere));

        assertThat(refused).extracting(Reader::name).contains("RefundCredits", "OpenLatePaymentCases", "TakeOver");
        assertThat(orders).isNotEmpty();
        assertThat(orders(mine)).isEqualTo(orders);
        assertThat(views()).isEqualTo(views);
        assertThat(log.readFrom(tail + 1, 1000))
                .noneMatch(stored -> partner.value().equals(stored.event().partner()));
        System.out.printf(
                "F14: %d views rebuilt, %d policies refused it; 0 orders at the processor, 0 events, the same answers%n",
                rebuilt.size(), refused.size());
    }

    private ChargeId refundedAndDisputed() {
        stored("tok_visa");
        var charge = charged(others.invoice(partner, customer, Collection.later()), "captured");
        Eventually.eventually(() -> {
            var refund = order("{\"charge_id\":\"" + charge + "\",\"amount\":{\"amount\":1500,\"currency\":\"USD\"}}")
                    .post("/refunds");
            return refund.statusCode() == 202;
        });
        Eventually.eventually(
                () -> as().get("/refunds?charge_id=" + charge).asString().contains("succeeded"));
        commands.send(new RecordDisputeNews(
                charge,
                partner,
                DisputeId.derived(charge.value()),
                DisputeStage.OPENED,
                Money.of(20_00, "USD"),
                "fraudulent"));
        return charge;
    }

    private ChargeId late() {
        stored("tok_declined");
        var charge = charged(others.invoice(partner, customer, Collection.later()), "declined");
        commands.send(new RecordOutcome(charge, partner, new Outcome(Outcome.Status.CAPTURED, "ch_late", null)));
        return charge;
    }

    private ChargeId charged(InvoiceId invoice, String status) {
        String id = order("{\"invoice_id\":\"" + invoice + "\"}")
                .header("Prefer", "wait=10")
                .post("/charges")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        Eventually.eventually(() -> status.equals(as().get("/charges/" + id).path("status")));
        return new ChargeId(id);
    }

    private void stored(String token) {
        order("{\"token\":\"" + token + "\",\"default\":true}")
                .post("/customers/" + customer + "/payment-methods")
                .then()
                .statusCode(201);
    }

    /** What was ordered at the processor for these charges and their refunds. */
    private List<String> orders(List<ChargeId> charges) {
        var refunds = charges.stream()
                .flatMap(charge -> as().get("/refunds?charge_id=" + charge).<List<String>>path("data.id").stream())
                .toList();
        return given().get(processor + "/orders")
                .asString()
                .lines()
                .filter(order -> refunds.contains(order)
                        || charges.stream().anyMatch(charge -> charge.value().equals(order)))
                .toList();
    }

    /** All that a partner can read here. */
    private String views() {
        return String.join(
                "\n",
                List.of(
                                "/charges",
                                "/refunds",
                                "/cases",
                                "/journal?limit=100",
                                "/journal/balances",
                                "/auto-pay-rules",
                                "/customers/" + customer + "/payment-methods")
                        .stream()
                        .map(path -> as().get(path).asString())
                        .toList());
    }

    private static boolean isThere(Reader reader) {
        return reader.running() && reader.behind() == 0;
    }

    private RequestSpecification order(String body) {
        return as().header("Idempotency-Key", UUID.randomUUID().toString()).body(body);
    }

    private RequestSpecification as() {
        return given().header(
                        "Authorization",
                        TestKeys.bearer(
                                partner,
                                "customers:read customers:write invoices:read charges:write refunds:write reports:read"))
                .contentType("application/json");
    }
}
