package io.autocharge.payment.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.payment.Others;
import io.autocharge.payment.Surroundings;
import io.autocharge.payment.view.UncoveredInvoices;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class AutoPayOverHttpTest {

    private static final String ON_DUE_DATE = "{\"name\":\"Due date\",\"conditions\":{\"days_past_due\":0}%s}";

    @Inject
    EventLog log;

    @Inject
    UncoveredInvoices uncovered;

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
    void before_saving_a_preview_shows_the_affected_invoices_each_of_which_can_be_excluded() {
        card();
        var wanted = invoice();
        var unwanted = invoice();
        Eventually.eventually(() -> preview().path("total_count").equals(2));
        preview()
                .then()
                .body("data.invoice_id", hasItem(wanted.value()))
                .body("data.charged", everyItem(equalTo(true)))
                .body("data.charge_on", everyItem(equalTo(due().toString())))
                .body("data[0].amount.amount", equalTo(10000))
                .body("data[0].findings.condition", contains("scope", "days_past_due"));
        String rule = create(ON_DUE_DATE.formatted(",\"excluded\":[\"" + unwanted + "\"]"))
                .then()
                .statusCode(201)
                .header("Location", containsString("/v1/auto-pay-rules/apr_"))
                .body("excluded", contains(unwanted.value()))
                .extract()
                .path("id");

        Eventually.eventually(() -> charges(wanted, "origin").equals(List.of("auto_pay")));
        Eventually.eventually(() -> "EXCLUDED".equals(explain(unwanted).path("decisions[0].reason")));
        charges(unwanted).then().body("data", hasSize(0));
        explain(wanted)
                .then()
                .statusCode(200)
                .body("decisions[0].outcome", equalTo("planned"))
                .body("decisions[0].rule_name", equalTo("Due date"))
                .body("decisions[0].sentence", containsString("“Due date” applies"))
                .body("decisions[0].findings.condition", hasItem("days_past_due"))
                .body("now.outcome", equalTo("planned"))
                .body("charges[0].status", equalTo("scheduled"));

        as(partner).get("/auto-pay-rules").then().statusCode(200).body("data.id", contains(rule));
        as(partner).get("/auto-pay-rules/" + rule).then().statusCode(200).body("name", equalTo("Due date"));
        as(others.partner()).get("/auto-pay-rules/" + rule).then().statusCode(404);
        as(others.partner()).delete("/auto-pay-rules/" + rule).then().statusCode(404);
        as(partner).delete("/auto-pay-rules/" + rule).then().statusCode(204);
        Eventually.eventually(() -> charges(wanted, "status").equals(List.of("canceled")));
        explain(wanted)
                .then()
                .body("decisions[0].outcome", equalTo("withdrawn"))
                .body("decisions[0].reason", equalTo("RULE_REMOVED"));
        Eventually.eventually(
                () -> as(partner).get("/auto-pay-rules").path("data").equals(List.of()));
    }

    @Test
    void a_rule_takes_effect_on_what_is_created_later_and_when_a_method_is_on_file() {
        create(ON_DUE_DATE.formatted("")).then().statusCode(201);
        var invoice = invoice();
        Eventually.eventually(() -> "NO_METHOD_ON_FILE".equals(explain(invoice).path("decisions[0].reason")));
        explain(invoice).then().body("decisions[0].outcome", equalTo("waiting"));
        card();
        Eventually.eventually(() -> charges(invoice, "status").equals(List.of("scheduled")));
        // I15: each open invoice to which a rule applies has one entry
        Eventually.eventually(
                () -> uncovered.find(partner, null, 100).uncovered().isEmpty());
    }

    @Test
    void what_the_partner_canceled_is_not_planned_again_by_the_same_rule() {
        card();
        create(ON_DUE_DATE.formatted("")).then().statusCode(201);
        var invoice = invoice();
        Eventually.eventually(() -> charges(invoice, "status").equals(List.of("scheduled")));
        String charge = charges(invoice).path("data[0].id");
        as(partner).post("/charges/" + charge + "/cancel").then().statusCode(200);
        Eventually.eventually(
                () -> "CANCELED_BY_PARTNER".equals(explain(invoice).path("decisions[0].reason")));
        charges(invoice).then().body("data", hasSize(1));
    }

    @Test
    void a_customer_may_enrol_itself_and_sees_its_invoices_before_it_confirms() {
        var invoice = invoice();
        post(autoPay(), "{}").then().statusCode(409).body("code", equalTo("NO_METHOD_ON_FILE"));
        card();
        Eventually.eventually(
                () -> post(autoPay() + "/preview", "{}").path("total_count").equals(1));
        post(autoPay() + "/preview", "{\"outstanding\":{\"comparison\":\"above\",\"amount\":" + usd(10000) + "}}")
                .then()
                .statusCode(200)
                .body("total_count", equalTo(0));
        post(autoPay(), "{\"outstanding\":{\"comparison\":\"below\",\"amount\":" + usd(50000) + "}}")
                .then()
                .statusCode(201)
                .body("enrolled", equalTo(true))
                .body("outstanding.amount.amount", equalTo(50000));
        post(autoPay(), "{}").then().statusCode(409).body("code", equalTo("ALREADY_ENROLLED"));
        Eventually.eventually(() -> charges(invoice, "status").equals(List.of("scheduled")));
        charges(invoice).then().body("data[0].charge_on", equalTo(due().toString()));
        as(partner).get("/auto-pay-rules").then().body("data.enrolled_by", contains(customer.value()));
        as(partner).delete(autoPay()).then().statusCode(204);
        as(partner)
                .get(autoPay())
                .then()
                .statusCode(200)
                .body("enrolled", equalTo(false))
                .body("paused", equalTo(false));
        Eventually.eventually(() -> charges(invoice, "status").equals(List.of("canceled")));
        as(partner).delete(autoPay()).then().statusCode(404);
        as(partner).post(autoPay() + "/resume").then().statusCode(200).body("paused", equalTo(false));
    }

    @Test
    void a_dry_run_for_any_date_tells_what_would_be_charged_and_why_not_and_does_nothing() {
        card();
        var invoice = invoice();
        Eventually.eventually(() -> preview().path("total_count").equals(1));
        var rule = ON_DUE_DATE.formatted("");
        post("/auto-pay-rules/dry-run", "{\"on\":\"" + due() + "\",\"rule\":" + rule + "}")
                .then()
                .statusCode(200)
                .body("invoices.total_count", equalTo(1))
                .body("invoices.data[0].charged", equalTo(true))
                .body("invoices.data[0].reason", nullValue());
        post("/auto-pay-rules/dry-run", "{\"on\":\"" + due().plusDays(1) + "\",\"rule\":" + rule + "}")
                .then()
                .body("invoices.data[0].charged", equalTo(false))
                .body("invoices.data[0].reason", equalTo("ANOTHER_DATE"))
                .body("invoices.data[0].charge_on", equalTo(due().toString()));
        post("/auto-pay-rules/dry-run", "{\"on\":\"" + due() + "\"}")
                .then()
                .body("invoices.data[0].charged", equalTo(false))
                .body("invoices.data[0].reason", equalTo("NO_RULE_APPLIES"));
        post("/auto-pay-rules/dry-run", "{\"on\":\"2001-01-01\"}").then().statusCode(400);
        charges(invoice).then().body("data", hasSize(0));
        org.assertj.core.api.Assertions.assertThat(
                        log.readAggregate(AutoPayId.of(invoice).value(), 0))
                .isEmpty();
    }

    @Test
    void what_cannot_be_is_refused_with_its_reason() {
        create("{\"name\":\"x\",\"conditions\":{\"days_past_due\":1,\"days_before_due\":1}}")
                .then()
                .statusCode(422)
                .body("code", equalTo("CONDITIONS_CONTRADICT"));
        create("{\"conditions\":{\"days_past_due\":1}}").then().statusCode(422).body("code", equalTo("NAME_MISSING"));
        create("{\"name\":\"x\",\"conditions\":{\"days_past_due\":-1}}").then().statusCode(400);
        create("{\"name\":\"x\",\"scope\":{\"level\":\"tags\"}}").then().statusCode(400);
        as(partner)
                .body("{\"name\":\"x\"}")
                .post("/auto-pay-rules")
                .then()
                .statusCode(400)
                .body("code", equalTo("idempotency_key_missing"));
        as(partner)
                .get("/invoices/" + InvoiceId.derived("none") + "/explain")
                .then()
                .statusCode(404);
    }

    @Test
    void changes_of_auto_pay_need_a_scope_of_their_own() {
        given().header("Authorization", TestKeys.bearer(partner, "customers:write invoices:write invoices:read"))
                .contentType("application/json")
                .header("Idempotency-Key", "k")
                .body("{\"name\":\"x\"}")
                .post("/auto-pay-rules")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", containsString("autopay:write"));
        given().header("Authorization", TestKeys.bearer(partner, "customers:write"))
                .contentType("application/json")
                .delete(autoPay())
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", not(containsString("customers")));
    }

    private void card() {
        post("/customers/" + customer + "/payment-methods", "{\"token\":\"tok_visa\"}")
                .then()
                .statusCode(201);
    }

    private InvoiceId invoice() {
        return others.invoice(partner, customer, Collection.later());
    }

    private Response preview() {
        return post("/auto-pay-rules/preview", ON_DUE_DATE.formatted(""));
    }

    private Response create(String rule) {
        return post("/auto-pay-rules", rule);
    }

    private Response post(String path, String body) {
        return as(partner)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(body)
                .post(path);
    }

    private Response explain(InvoiceId invoice) {
        return as(partner).get("/invoices/" + invoice + "/explain");
    }

    private Response charges(InvoiceId invoice) {
        return as(partner).get("/charges?invoice_id=" + invoice);
    }

    private List<String> charges(InvoiceId invoice, String field) {
        return charges(invoice).path("data." + field);
    }

    private String autoPay() {
        return "/customers/" + customer + "/auto-pay";
    }

    private static LocalDate due() {
        return LocalDate.now(ZoneId.of("America/New_York")).plusYears(1);
    }

    private static String usd(int cents) {
        return "{\"amount\":" + cents + ",\"currency\":\"USD\"}";
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header(
                        "Authorization",
                        TestKeys.bearer(
                                partner, "customers:read customers:write invoices:read charges:write autopay:write"))
                .contentType("application/json");
    }
}
