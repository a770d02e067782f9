package io.autocharge.notification.api;

import static io.autocharge.runtime.axon.Eventually.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.ReceiptId;
import io.autocharge.notification.Others;
import io.autocharge.notification.Surroundings;
import io.autocharge.notification.adapter.PostOffice;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MailsOverHttpTest {

    @Inject
    EventLog log;

    @ConfigProperty(name = "autocharge.smtp.port")
    int smtpPort;

    private Others others;
    private PostOffice office;

    @BeforeEach
    void the_post_office_opens() throws IOException {
        others = new Others(log);
        office = new PostOffice(smtpPort);
    }

    @AfterEach
    void the_post_office_closes() throws IOException {
        office.close();
    }

    @Test
    void a_payment_is_confirmed_by_one_mail_and_its_receipt_can_be_fetched() {
        others.tellWhoIsWho("dana@contoso.example", "lee@contoso.example");
        var receipt = others.tellOfPayment();

        awaitState(receipt, "sent");
        as(others.partner)
                .get("/messages?about=" + receipt)
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].template", equalTo("payment_confirmation"))
                .body("data[0].to", contains("dana@contoso.example", "lee@contoso.example"));
        assertThat(office.letters()).hasSize(1);
        as(others.partner)
                .get("/receipts/" + receipt)
                .then()
                .statusCode(200)
                .body("number", equalTo("R-000001"))
                .body("amount.amount", equalTo(4000))
                .body("outstanding.amount", equalTo(6000))
                .body("method.last4", equalTo("4242"));
        var pdf = as(others.partner)
                .get("/receipts/" + receipt + "/pdf")
                .then()
                .statusCode(200)
                .contentType("application/pdf")
                .header("Content-Disposition", containsString("receipt-R-000001.pdf"))
                .extract()
                .asByteArray();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }

    @Test
    void receipts_are_listed_with_the_newest_first_and_read_by_cursors() {
        others.tellWhoIsWho("dana@contoso.example");
        var first = others.tellOfPayment();
        awaitState(first, "sent");
        var second = others.tellOfPayment();
        awaitState(second, "sent");

        String end = as(others.partner)
                .get("/receipts?limit=1")
                .then()
                .statusCode(200)
                .body("data.id", contains(second.value()))
                .body("data[0].number", equalTo("R-000002"))
                .body("has_next_page", equalTo(true))
                .extract()
                .path("end_cursor");
        as(others.partner)
                .get("/receipts?limit=1&after=" + end)
                .then()
                .body("data.id", contains(first.value()))
                .body("has_next_page", equalTo(false));
    }

    @Test
    void another_partner_finds_neither_receipt_nor_paper_nor_mail() {
        others.tellWhoIsWho("dana@contoso.example");
        var receipt = others.tellOfPayment();
        awaitState(receipt, "sent");

        var stranger = PartnerId.fresh(Instant.now());
        for (var path : List.of("/receipts/" + receipt, "/receipts/" + receipt + "/pdf")) {
            as(stranger).get(path).then().statusCode(404).contentType("application/problem+json");
        }
        as(stranger).get("/receipts").then().statusCode(200).body("data", hasSize(0));
        as(stranger).get("/messages?about=" + receipt).then().statusCode(200).body("data", hasSize(0));
        given().get("/receipts/" + receipt + "/pdf").then().statusCode(401);
    }

    @Test
    void a_receipt_that_is_heard_of_before_its_customer_is_mailed_when_the_customer_is_known() {
        var receipt = others.tellOfPayment();
        awaitState(receipt, "queued");

        others.tellWhoIsWho("dana@contoso.example");

        awaitState(receipt, "sent");
    }

    @Test
    void a_mail_waits_for_a_mail_server_that_is_away() throws IOException {
        office.close();
        others.tellWhoIsWho("dana@contoso.example");
        var receipt = others.tellOfPayment();
        awaitState(receipt, "queued");

        office = new PostOffice(smtpPort);

        awaitState(receipt, "sent");
        assertThat(office.letters()).hasSize(1);
    }

    @Test
    void a_mail_that_nobody_takes_says_why() {
        office.answers("RCPT", "550 5.1.1 no such person");
        others.tellWhoIsWho("gone@contoso.example");
        var receipt = others.tellOfPayment();

        awaitState(receipt, "bounced");
        as(others.partner)
                .get("/messages?about=" + receipt)
                .then()
                .body("data[0].reason", equalTo("The mail server answered 550."));
    }

    private void awaitState(ReceiptId about, String state) {
        eventually(() -> {
            List<String> states = as(others.partner)
                    .get("/messages?about=" + about)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("data.state");
            return states.equals(List.of(state));
        });
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header("Authorization", TestKeys.bearer(partner, "invoices:read reports:read"));
    }
}
