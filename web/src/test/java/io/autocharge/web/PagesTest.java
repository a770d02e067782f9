package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagesTest {

    @Test
    void the_start_page_says_where_things_are() {
        given().get("/")
                .then()
                .statusCode(200)
                .contentType("text/html")
                .body(allOf(containsString("/v1/customers"), containsString("./autocharge demo")))
                .header("Content-Security-Policy", containsString("script-src 'nonce-"));
    }

    @Test
    void a_payment_link_shows_who_asks_for_what_and_how_much() {
        given().get("/pay/" + Surroundings.OPEN)
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("Nordlicht &lt;IT&gt;"),
                        containsString("INV-7"),
                        containsString("Dec 22, 2026"),
                        containsString("$180.00"),
                        containsString("value=\"180.00\"")))
                .header("X-Robots-Tag", "noindex, nofollow")
                .header("Content-Security-Policy", containsString("connect-src 'self' http://processor.example;"));
    }

    @Test
    void an_invoice_that_is_paid_asks_for_nothing_and_thanks_who_just_paid() {
        shut(Surroundings.PAID, 410, "Nothing is left to pay");
        given().get("/pay/" + Surroundings.PAID + "?outcome=captured")
                .then()
                .statusCode(410)
                .body(containsString("Your payment has arrived"));
    }

    @Test
    void a_link_that_expired_was_locked_or_rests_says_so_without_a_word_of_the_invoice() {
        shut(Surroundings.EXPIRED, 410, "This link is no longer good");
        shut(Surroundings.LOCKED, 410, "This link was tried too often");
        shut(Surroundings.RESTING, 503, "Paying by link rests for a while");
    }

    private static void shut(String link, int status, String title) {
        given().get("/pay/" + link)
                .then()
                .statusCode(status)
                .contentType("text/html")
                .body(allOf(
                        containsString(title),
                        not(containsString("<form")),
                        not(containsString("Nordlicht")),
                        not(containsString("INV-7")),
                        not(containsString("180.00"))));
    }

    @Test
    void a_link_that_was_never_made_opens_nothing() {
        given().get("/pay/" + "x".repeat(43)).then().statusCode(404).body(containsString("This link opens nothing"));
        given().get("/pay/short").then().statusCode(404).body(not(containsString("Nordlicht")));
    }

    @Test
    void a_charge_is_stopped_by_the_button_of_its_page_and_never_by_opening_it() {
        for (int look = 0; look < 2; look++) {
            given().get("/cancel/" + Surroundings.PLANNED)
                    .then()
                    .statusCode(200)
                    .body(allOf(
                            containsString("Nordlicht &lt;IT&gt;"),
                            containsString("$180.00"),
                            containsString("Stop this payment</button>")))
                    .header("X-Robots-Tag", "noindex, nofollow")
                    .header("Cache-Control", "no-store")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Content-Security-Policy", containsString("form-action 'self'"));
        }
        for (int click = 0; click < 2; click++) {
            given().redirects()
                    .follow(false)
                    .post("/cancel/" + Surroundings.PLANNED)
                    .then()
                    .statusCode(303)
                    .header("Location", endsWith("/cancel/" + Surroundings.PLANNED));
        }
        given().get("/cancel/" + Surroundings.PLANNED)
                .then()
                .body(allOf(containsString("This payment is stopped"), not(containsString("<form"))));
    }

    @Test
    void a_charge_that_was_started_cannot_be_stopped_and_the_page_says_so() {
        given().get("/cancel/" + Surroundings.STARTED)
                .then()
                .statusCode(200)
                .body(allOf(containsString("can no longer be stopped"), not(containsString("<form"))));
        given().get("/cancel/" + "x".repeat(64)).then().statusCode(404).body(containsString("opens nothing"));
        given().post("/cancel/short").then().statusCode(404);
    }

    @Test
    void a_part_of_an_invoice_is_paid_by_the_token_of_a_card() {
        payment("80.00", "tok_good")
                .post("/pay/" + Surroundings.OPEN)
                .then()
                .statusCode(303)
                .header("Location", endsWith("?outcome=captured"));
        payment("80.00", "tok_declined")
                .post("/pay/" + Surroundings.OPEN)
                .then()
                .statusCode(303)
                .header("Location", endsWith("?outcome=declined"));
    }

    @Test
    void what_is_no_amount_or_no_token_is_asked_for_again() {
        for (var amount : new String[] {"", "0", "-1", "8.123", "abc", "99999999999999"}) {
            payment(amount, "tok_good").post("/pay/" + Surroundings.OPEN).then().statusCode(422);
        }
        payment("80", "4242 4242 4242 4242")
                .post("/pay/" + Surroundings.OPEN)
                .then()
                .statusCode(422)
                .body(not(containsString("4242")));
    }

    @Test
    void a_page_runs_no_script_of_its_own_and_sends_no_field_of_a_card() {
        var page = given().get("/pay/" + Surroundings.OPEN).asString();
        assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContainPattern("\\son[a-z]+=");
        assertThat(page).doesNotContain("style=");
        for (var field : new String[] {"number", "month", "year", "cvc"}) {
            var input = Pattern.compile("<input id=\"" + field + "\"[^>]*>").matcher(page);
            assertThat(input.find()).isTrue();
            assertThat(input.group()).doesNotContain("name=");
        }
        given().get("/assets/pay.js").then().statusCode(200);
        given().get("/assets/outside.css").then().statusCode(200);
    }

    private static RequestSpecification payment(String amount, String token) {
        return given().redirects()
                .follow(false)
                .formParam("amount", amount)
                .formParam("processor_token", token)
                .formParam("key", "a-key");
    }
}
