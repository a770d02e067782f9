package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.contracts.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Each door answers what it cannot take with a clear problem, and what was there before is still there. */
@TestInstance(Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BadInputTest {

    private static final String CARD_NUMBER = "4242 4242 4242 4242";

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);
    private final Invoice invoice =
            customer.invoice("Managed backup", usd(100_00)).due(inDays(14)).chargeLater();

    @AfterEach
    void nothing_is_lost() {
        assertThat(invoice.balance().outstanding()).isEqualTo(usd(100_00));
        assertThat(partner.list("/invoices?customer_id=" + customer.id())).hasSize(1);
    }

    @Test
    void malformed_json() {
        problem(partner.api().post("/invoices", "{\"customer_id\": "), 400);
        problem(partner.api().post("/customers", "[]"), 400);
        problem(partner.api().post("/charges", "\"now\""), 400);
    }

    @Test
    void an_unknown_field_is_named() {
        var answer = partner.api().post("/invoices", draft().put("discount", 10));

        problem(answer, 400);
        assertThat(answer.json().path("errors").toString()).contains("/discount");
    }

    @Test
    void an_id_with_the_wrong_prefix() {
        problem(partner.api().post("/invoices", draft().put("customer_id", invoice.id())), 400);
        problem(partner.api().post("/charges", charge(null).put("invoice_id", customer.id())), 400);
        assertThat(partner.api().get("/invoices/" + customer.id()).status()).isIn(400, 404);
    }

    @Test
    void an_amount_of_zero() {
        problem(partner.api().post("/charges", charge(usd(0))), 422, "NOTHING_TO_PAY");
        var free = customer.invoice("Free", usd(0)).due(inDays(3)).json();
        problem(partner.api().post("/invoices", free), 422, "NOTHING_TO_PAY");
    }

    @Test
    void a_negative_amount_and_one_that_is_no_integer() {
        var negative = charge(null);
        negative.putObject("amount").put("amount", -1).put("currency", "USD");
        problem(partner.api().post("/charges", negative), 400);
        var broken = charge(null);
        broken.putObject("amount").put("amount", 10.5).put("currency", "USD");
        problem(partner.api().post("/charges", broken), 400);
    }

    @Test
    void an_amount_above_what_is_outstanding() {
        problem(partner.api().post("/charges", charge(usd(100_01))), 422, "ABOVE_OUTSTANDING");
    }

    @Test
    void the_wrong_currency() {
        problem(partner.api().post("/charges", charge(Money.of(10_00, "EUR"))), 422, "WRONG_CURRENCY");
        var unknown = charge(null);
        unknown.putObject("amount").put("amount", 10).put("currency", "XXL");
        problem(partner.api().post("/charges", unknown), 400);
    }

    @Test
    void a_due_date_in_the_past() {
        var late = customer.invoice("Late", usd(10_00))
                .due(Sandbox.today().minusDays(1))
                .json();

        problem(partner.api().post("/invoices", late), 422, "DUE_DATE_IN_PAST");
    }

    @Test
    void a_charge_date_in_the_past() {
        var past = invoice.charge().json(Sandbox.today().minusDays(1).toString());

        problem(partner.api().post("/charges", past), 422, "CHARGE_DATE_IN_PAST");
    }

    @Test
    void an_unknown_customer_and_an_unknown_invoice() {
        var nobody = "cus_" + invoice.id().substring(4);
        problem(partner.api().post("/invoices", draft().put("customer_id", nobody)), 404, "CUSTOMER_UNKNOWN");
        var nothing = charge(null).put("invoice_id", "inv_" + customer.id().substring(4));
        problem(partner.api().post("/charges", nothing), 404, "INVOICE_UNKNOWN");
        problem(partner.api().get("/invoices/inv_" + customer.id().substring(4)), 404);
    }

    @Test
    void another_partners_customer_and_invoice_are_unknown() {
        var stranger = Sandbox.partner();

        problem(stranger.api().get("/invoices/" + invoice.id()), 404);
        problem(stranger.api().get("/customers/" + customer.id()), 404);
        problem(stranger.api().post("/charges", charge(null)), 404);
        problem(stranger.api().post("/invoices", draft()), 404);
    }

    @Test
    void an_archived_customer() {
        var gone = Sandbox.customer(partner);
        gone.archive();
        var request = gone.invoice("Too late", usd(10_00)).due(inDays(3)).json();

        var answer = Eventually.eventually(
                "a refusal",
                () -> Optional.of(partner.api().post("/invoices", request))
                        .filter(a -> a.code().equals("CUSTOMER_ARCHIVED")),
                () -> partner.api().post("/invoices", request).text());

        problem(answer, 409);
    }

    @Test
    void no_method_on_file() {
        var bare = Sandbox.customer(partner);
        var request = bare.invoice("Onboarding", usd(10_00)).due(inDays(3)).json();
        request.put("collection", "charge_method_on_file").put("when", "now");

        problem(partner.api().post("/invoices", request), 409, "NO_METHOD_ON_FILE");
    }

    @Test
    void a_card_number_in_a_text_field_is_refused_unsaid_and_unlogged() throws IOException {
        var said = CARD_NUMBER.replace(' ', '-');
        var answer = partner.api().post("/invoices", draft().put("memo", "Card " + said));
        problem(answer, 422, "account_data_not_accepted");
        assertThat(answer.text()).doesNotContain(said).doesNotContain("4242");
        problem(partner.api().post("/customers/" + customer.id() + "/users", user(CARD_NUMBER)), 422);
        problem(partner.api().get("/invoices?external_id=" + CARD_NUMBER.replace(" ", "")), 422);

        try (Stream<Path> logs = Files.walk(Sandbox.addresses().home().resolve("logs"))) {
            assertThat(logs.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(log -> assertThat(
                            Files.readString(log, StandardCharsets.ISO_8859_1))
                    .doesNotContain(said)
                    .doesNotContain(CARD_NUMBER)
                    .doesNotContain(CARD_NUMBER.replace(" ", "")));
        }
    }

    @Test
    void a_missing_idempotency_key() {
        var answer = partner.anonymous().bearer(partner.token()).post("/charges", charge(usd(1_00)));

        problem(answer, 400);
        assertThat(answer.json().path("type").asText()).endsWith("/problems/idempotency-key-missing");
    }

    @Test
    void no_token_and_a_wrong_one() {
        var none = partner.anonymous().get("/invoices");
        problem(none, 401);
        assertThat(none.header("WWW-Authenticate")).startsWith("Bearer");
        problem(partner.anonymous().bearer("not.a.token").get("/invoices"), 401);
        problem(partner.anonymous().bearer(partner.token() + "x").get("/invoices"), 401);
        var secret = partner.anonymous()
                .with("Authorization", "Basic bm9ib2R5Om5vdGhpbmc=")
                .form("/oauth/token", "grant_type=client_credentials");
        assertThat(secret.status()).isEqualTo(401);
    }

    @Test
    void operators_doors_are_not_routed_by_the_edge() {
        assertThat(Wire.to(Sandbox.addresses().web())
                        .bearer(Sandbox.addresses().opsToken())
                        .post("/v1/ops/clock", Wire.object().put("advance", "PT0S"))
                        .status())
                .isIn(401, 404);
        problem(partner.api().get("/internal/api-keys/authenticate"), 404);
    }

    @Test
    void a_body_that_is_too_large_and_a_path_that_is_not_there() {
        problem(partner.api().post("/invoices", draft().put("memo", "x".repeat(70_000))), 413);
        problem(partner.api().get("/nowhere"), 404);
        problem(partner.api().delete("/charges"), 405);
    }

    private static void problem(Answer answer, int status, String code) {
        problem(answer, status);
        assertThat(answer.code()).isEqualTo(code);
    }

    private static void problem(Answer answer, int status) {
        assertThat(answer.status()).as("%s %s", answer.request(), answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isNotEmpty();
        assertThat(answer.json().path("detail").asText()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("io.autocharge", "Exception", "org.", "com.mongodb");
    }

    private ObjectNode draft() {
        return customer.invoice("More", usd(10_00)).due(inDays(3)).json();
    }

    private ObjectNode charge(Money amount) {
        return new ChargeOrder(invoice, amount, null).json("now");
    }

    private static ObjectNode user(String name) {
        return Wire.object().put("name", name).put("email", "someone@customer.example");
    }
}
