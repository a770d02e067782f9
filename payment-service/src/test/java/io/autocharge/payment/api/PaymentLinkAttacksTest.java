package io.autocharge.payment.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTried;
import io.autocharge.payment.Others;
import io.autocharge.payment.Surroundings;
import io.autocharge.runtime.History;
import io.autocharge.runtime.axon.Eventually;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Links are guessed, tampered with, used again and used to try out cards: attack rows A7 and A8. */
@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PaymentLinkAttacksTest {

    private static final int TOKENS = Integer.getInteger("autocharge.tokens", 20_000);
    private static final int CARDS = Integer.getInteger("autocharge.cards", 12);
    private static final int AT_ONCE = 8;

    @Inject
    EventLog log;

    @Inject
    OpenLinks links;

    @Inject
    History histories;

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
    void no_token_that_was_not_made_here_opens_anything() {
        var token = token(invoice());
        var random = new Random(Long.getLong("autocharge.seed", 8));
        var accepted = 0;
        for (int i = 0; i < TOKENS; i++) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            accepted += opens(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)) ? 1 : 0;
        }
        var flipped = 0;
        for (int i = 0; i < token.length(); i++) {
            for (int bit = 0; bit < 7; bit++) {
                var other = (char) (token.charAt(i) ^ 1 << bit);
                accepted += opens(token.substring(0, i) + other + token.substring(i + 1)) ? 1 : 0;
                flipped++;
            }
        }
        System.out.printf(
                "A8: %,d random tokens and %d of a valid one with a bit flipped, %d accepted (bound %.1e)%n",
                TOKENS, flipped, accepted, 3.0 / TOKENS);
        assertThat(accepted).isZero();
        assertThat(opens(token)).isTrue();
        given().get("/pay/" + "A".repeat(43)).then().statusCode(404).body("code", equalTo("not_found"));
    }

    @Test
    void a_link_that_was_taken_back_is_dead_and_the_next_one_is_another() {
        var invoice = invoice();
        var token = token(invoice);
        as(partner).delete(path(invoice)).then().statusCode(204);
        given().get("/pay/" + token).then().statusCode(410).body("code", equalTo("link_expired"));
        pay(token, "tok_visa", 100).then().statusCode(410);
        assertThat(token(invoice)).isNotEqualTo(token);
        pay(token, "tok_visa", 100).then().statusCode(410);
        as(others.partner()).delete(path(invoice)).then().statusCode(404);
    }

    @Test
    void a_link_pays_its_own_invoice_and_never_more_than_is_outstanding() {
        var token = token(invoice());
        pay(token, "tok_visa", 10_001).then().statusCode(422);
        var charge =
                pay(token, "tok_visa", 10_000).then().statusCode(202).extract().header("Location");
        var other = token(invoice());
        given().get(charge.substring(charge.indexOf("/pay/")).replace(token, other))
                .then()
                .statusCode(404);
        Eventually.eventually(() -> given().get("/pay/" + token).statusCode() == 410);
        pay(token, "tok_visa", 1).then().statusCode(410);
    }

    @Test
    void a_bot_that_tries_out_cards_gets_five_to_the_processor_by_one_link_however_many_it_sends_at_once()
            throws Exception {
        var invoice = invoice();
        var token = token(invoice);
        var bots = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Integer>> tries = new ArrayList<>();
            for (int i = 0; i < CARDS; i++) {
                tries.add(() -> pay(token, "tok_declined", 100).statusCode());
            }
            for (var answer : bots.invokeAll(tries)) {
                assertThat(answer.get()).isIn(202, 409, 410);
            }
        } finally {
            bots.shutdown();
        }
        Eventually.eventually(() -> {
            pay(
                    token,
                    "tok_declined",
                    100); // what was not made gave its try back: the bot goes on until it is locked out
            return "locked".equals(as(partner).get(path(invoice)).path("status"));
        });
        var reached = reached(invoice);
        System.out.printf("A7: %d cards over 1 link, %d reached the processor (most 5)%n", CARDS, reached);
        assertThat(reached).isEqualTo(5);
        pay(token, "tok_visa", 100).then().statusCode(410).body("code", equalTo("link_locked"));
    }

    @Test
    void a_bot_that_moves_from_link_to_link_trips_the_breaker_at_twenty_tries() {
        var tries = 0;
        var invoice = invoice();
        var token = token(invoice);
        while (tries < 20) {
            if (tries > 0 && tries % 5 == 0) {
                invoice = invoice();
                token = token(invoice);
            }
            pay(token, "tok_declined", 100).then().statusCode(202);
            tries++;
        }
        var next = invoice();
        Eventually.eventually(() -> "paused".equals(as(partner).get(path(next)).path("status")));
        String url = as(partner).get(path(next)).path("url");
        pay(url.substring(url.lastIndexOf('/') + 1), "tok_visa", 100)
                .then()
                .statusCode(503)
                .body("code", equalTo("links_paused"));
        System.out.printf("A7: %d cards over 4 links, the breaker tripped%n", tries);
    }

    private long reached(InvoiceId invoice) {
        return histories
                .of(LinkBookId.of(invoice), PaymentLinkTried.class)
                .map(PaymentLinkTried::chargeId)
                .distinct()
                .filter(charge ->
                        histories.of(charge, ChargeSubmitted.class).findAny().isPresent())
                .count();
    }

    private boolean opens(String token) {
        try {
            links.behind(token);
            return true;
        } catch (Problem unknown) {
            return false;
        }
    }

    private InvoiceId invoice() {
        return others.invoice(partner, customer, Collection.byLink());
    }

    private String token(InvoiceId invoice) {
        String url =
                as(partner).get(path(invoice)).then().statusCode(200).extract().path("url");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String path(InvoiceId invoice) {
        return "/invoices/" + invoice + "/payment-link";
    }

    private static Response pay(String token, String card, int cents) {
        return given().contentType("application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Prefer", "wait=10")
                .body("{\"token\":\"%s\",\"amount\":{\"amount\":%d,\"currency\":\"USD\"}}".formatted(card, cents))
                .post("/pay/" + token);
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header("Authorization", TestKeys.bearer(partner, "invoices:read invoices:write"));
    }
}
