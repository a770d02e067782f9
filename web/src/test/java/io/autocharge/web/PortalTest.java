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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PortalTest {

    private static final String CHARGE = "/portal/invoices/" + Bookkeeping.OPEN + "/charge";

    @Test
    void who_is_not_signed_in_is_led_to_the_door_also_from_a_part_of_a_page() {
        given().redirects()
                .follow(false)
                .get("/portal/invoices")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/staff/sign-in"));
        given().header("HX-Request", "true").get(CHARGE).then().statusCode(401).header("HX-Redirect", "/staff/sign-in");
        as(SignedInPeople.CUSTOMER)
                .get("/portal/invoices")
                .then()
                .statusCode(403)
                .body(containsString("not yours"));
    }

    @Test
    void the_portal_begins_with_its_first_part() {
        as(SignedInPeople.BOOKKEEPER)
                .redirects()
                .follow(false)
                .get("/portal")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/portal/invoices"));
    }

    @Test
    void invoices_are_listed_with_what_is_outstanding_and_what_can_be_done() {
        as(SignedInPeople.BOOKKEEPER)
                .get("/portal/invoices?status=open&search=bra")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("Nordlicht &lt;IT&gt;"),
                        containsString("Brandt Logistik &lt;GmbH&gt;"),
                        containsString("$180.00"),
                        containsString("Dec 22, 2026"),
                        containsString("Partially paid"),
                        containsString("status=open&amp;search=bra&amp;after=xyz"),
                        containsString(CHARGE)))
                .header("Cache-Control", "no-store");
        as(SignedInPeople.BOOKKEEPER)
                .get("/portal/invoices?search=nobody")
                .then()
                .body(containsString("Nothing found"));
    }

    @Test
    void sums_and_dates_are_written_as_the_viewer_writes_them() {
        as(SignedInPeople.BOOKKEEPER)
                .header("Accept-Language", "de-DE,de;q=0.9,en;q=0.5")
                .get("/portal/invoices")
                .then()
                .body(allOf(containsString("180,00"), containsString("22.12.2026")));
        as(SignedInPeople.BOOKKEEPER)
                .header("Accept-Language", ";;;")
                .get("/portal/invoices")
                .then()
                .statusCode(200);
    }

    @Test
    void what_the_role_does_not_allow_is_not_offered() {
        as(SignedInPeople.LOOKER)
                .get("/portal/invoices")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("Download PDF"),
                        not(containsString("/charge")),
                        not(containsString("/archive"))));
    }

    @Test
    void scripts_carry_the_nonce_of_their_answer_and_no_other_runs() {
        var answer = as(SignedInPeople.BOOKKEEPER).get("/portal/invoices");
        var policy = answer.header("Content-Security-Policy");
        var nonce = Pattern.compile("script-src 'nonce-([A-Za-z0-9_-]{22})';").matcher(policy);
        assertThat(nonce.find()).isTrue();
        assertThat(policy).contains("default-src 'none'", "require-trusted-types-for 'script'; trusted-types default");
        var page = answer.asString();
        assertThat(page).doesNotContainPattern("<script(?! nonce=\"" + nonce.group(1) + "\" src=)");
        assertThat(page)
                .doesNotContainPattern("\\son[a-z]+=")
                .doesNotContain("style=")
                .doesNotContain("<style");
        assertThat(as(SignedInPeople.BOOKKEEPER).get("/portal/invoices").header("Content-Security-Policy"))
                .isNotEqualTo(policy);
        for (var asset : assets(page)) {
            given().urlEncodingEnabled(false)
                    .get(asset)
                    .then()
                    .statusCode(200)
                    .header("Cache-Control", containsString("immutable"));
        }
    }

    /** The first visit, without compression: what comes over the wire is no more than this. */
    @Test
    void the_first_load_of_the_invoices_is_light() {
        var page = as(SignedInPeople.BOOKKEEPER).get("/portal/invoices").asString();
        var bytes = page.length();
        for (var asset : assets(page)) {
            bytes += given().get(asset).asByteArray().length;
        }
        System.out.println("The first load of the invoices page: " + bytes + " bytes (bound 153600)");
        assertThat(bytes).isLessThan(153_600);
    }

    @Test
    void an_order_is_taken_from_our_own_page_with_its_token_only() {
        for (var shown : List.of(
                Map.<String, String>of(),
                Map.of("Sec-Fetch-Site", "same-origin"),
                Map.of("Form-Token", Cookies.formToken(SignedInPeople.BOOKKEEPER)),
                Map.of("Sec-Fetch-Site", "cross-site", "Form-Token", Cookies.formToken(SignedInPeople.BOOKKEEPER)),
                Map.of("Sec-Fetch-Site", "same-origin", "Form-Token", Cookies.formToken(SignedInPeople.ADMIN)))) {
            var key = UUID.randomUUID().toString();
            as(SignedInPeople.BOOKKEEPER)
                    .headers(shown)
                    .formParams(Map.of("amount", "80", "when", "now", "key", key))
                    .post(CHARGE)
                    .then()
                    .statusCode(403);
            assertThat(Bookkeeping.ORDERS).noneMatch(order -> order.contains(key));
        }
    }

    @Test
    void the_dialog_offers_what_is_outstanding_the_default_method_and_says_what_will_happen() {
        as(SignedInPeople.BOOKKEEPER)
                .get(CHARGE)
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("value=\"180.00\""),
                        containsString("Visa •••• 4242"),
                        containsString("Charge now"),
                        containsString("Charge on due date"),
                        containsString("Charge invoice</button>"),
                        containsString("INV-1042 is then paid.")));
        as(SignedInPeople.BOOKKEEPER)
                .get(CHARGE + "/sentence?amount=80&when=due_date&method=pm_2")
                .then()
                .body(allOf(
                        containsString("$80.00"),
                        containsString("Sandbox Bank •••• 6789"),
                        containsString("$100.00</span> stays open"),
                        containsString("You can cancel it until then.")));
        as(SignedInPeople.BOOKKEEPER)
                .get(CHARGE + "/sentence?amount=180.01")
                .then()
                .body(containsString("The most is $180.00."));
    }

    @Test
    void a_part_is_charged_once_under_the_key_of_the_dialog_and_the_outcome_is_told() {
        var key = UUID.randomUUID().toString();
        order(Map.of("amount", "80,00", "method", "pm_2", "when", "now", "key", key))
                .post(CHARGE)
                .then()
                .statusCode(200)
                .header("HX-Trigger", "invoices-changed")
                .body(containsString("The bank has been asked for <span class=\"money\">$80.00"));
        assertThat(Bookkeeping.ORDERS)
                .filteredOn(order -> order.contains(key))
                .singleElement()
                .asString()
                .startsWith("POST /charges " + key)
                .contains(
                        "\"amount\":{\"amount\":8000,\"currency\":\"USD\"}",
                        "\"when\":\"now\"",
                        "\"payment_method_id\":\"pm_2\"");
    }

    @Test
    void a_charge_on_a_date_is_planned_and_a_declined_one_says_why() {
        order(Map.of("amount", "80", "when", "date", "date", "2026-12-22", "key", "k1"))
                .post(CHARGE)
                .then()
                .body(containsString("will be charged on <time datetime=\"2026-12-22\">"));
        order(Map.of("amount", "13.00", "when", "now", "key", "k2"))
                .post(CHARGE)
                .then()
                .body(allOf(containsString("Nothing was charged"), containsString("insufficient_funds")));
    }

    @Test
    void what_cannot_be_charged_is_asked_for_again_with_what_was_entered() {
        for (var amount : List.of("", "0", "180.01", "abc")) {
            order(Map.of("amount", amount, "when", "now", "key", "k3"))
                    .post(CHARGE)
                    .then()
                    .statusCode(422);
        }
        order(Map.of("amount", "80", "when", "date", "date", "", "key", "k4"))
                .post(CHARGE)
                .then()
                .statusCode(422)
                .body(allOf(containsString("Choose a date."), containsString("value=\"80\"")));
        order(Map.of("amount", "66", "when", "now", "key", "k5"))
                .post(CHARGE)
                .then()
                .statusCode(422)
                .body(containsString("The invoice is paid."));
    }

    @Test
    void a_method_that_is_added_is_chosen_and_what_was_entered_stays() {
        order(Map.of("amount", "80", "when", "due_date", "token", "tok_1"))
                .post(CHARGE + "/methods")
                .then()
                .statusCode(200)
                .body(allOf(containsString("value=\"pm_2\" checked"), containsString("value=\"80\"")));
        assertThat(Bookkeeping.ORDERS).anyMatch(order -> order.contains("\"token\":\"tok_1\""));
    }

    @Test
    void the_menu_mails_a_link_tells_why_and_archives_after_asking() {
        order(Map.of())
                .post("/portal/invoices/" + Bookkeeping.OPEN + "/payment-link")
                .then()
                .body(containsString("on its way to Brandt Logistik &lt;GmbH&gt;"));
        as(SignedInPeople.BOOKKEEPER)
                .get("/portal/invoices/" + Bookkeeping.OPEN + "/why")
                .then()
                .body(allOf(containsString("Net 14"), containsString("Declined"), containsString("are paused")));
        as(SignedInPeople.BOOKKEEPER)
                .get("/portal/invoices/" + Bookkeeping.OPEN + "/archive")
                .then()
                .body(containsString("Archive this invoice?"));
        assertThat(Bookkeeping.ORDERS).noneMatch(order -> order.startsWith("DELETE"));
        order(Map.of())
                .post("/portal/invoices/" + Bookkeeping.OPEN + "/archive")
                .then()
                .header("HX-Trigger", containsString("dialog-done"))
                .body(containsString("is archived"));
    }

    @Test
    void what_is_not_there_is_said_on_a_page() {
        as(SignedInPeople.BOOKKEEPER)
                .get("/portal/invoices/nothing/charge")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("There is nothing here"));
    }

    /** To look at without starting anything: {@code target/pages}. */
    @Test
    void pages_are_kept_to_be_looked_at() throws IOException {
        var invoices = as(SignedInPeople.BOOKKEEPER).get("/portal/invoices").asString();
        keep("invoices", invoices);
        keep(
                "nothing",
                as(SignedInPeople.BOOKKEEPER)
                        .get("/portal/invoices?search=nobody")
                        .asString());
        var parts = Map.of(
                "charge", as(SignedInPeople.BOOKKEEPER).get(CHARGE),
                "why", as(SignedInPeople.BOOKKEEPER).get("/portal/invoices/" + Bookkeeping.OPEN + "/why"),
                "archive", as(SignedInPeople.BOOKKEEPER).get("/portal/invoices/" + Bookkeeping.OPEN + "/archive"),
                "done", as(SignedInPeople.BOOKKEEPER).get("/portal/charges/chg_1/outcome"));
        for (var part : parts.entrySet()) {
            keep(
                    part.getKey(),
                    invoices.replace(
                            "<dialog id=\"dialog\" aria-labelledby=\"dialog-title\">",
                            "<dialog open id=\"dialog\">" + part.getValue().asString()));
        }
        keep("sign-in", given().get("/staff/sign-in").asString());
        keep("pay", given().get("/pay/" + Surroundings.OPEN).asString());
        keep("start", given().get("/").asString());
    }

    private static void keep(String name, String page) throws IOException {
        var folder = Files.createDirectories(Path.of("target/pages"));
        var assets = Path.of("src/main/resources/META-INF/resources/assets").toUri();
        Files.writeString(
                folder.resolve(name + ".html"), page.replaceAll("\"/assets/([a-z.]+)[^\"]*\"", "\"" + assets + "$1\""));
    }

    private static List<String> assets(String page) {
        return Pattern.compile("(?:src|href)=\"(/(?:assets|webjars)/[^\"]+[?.](?:v=[0-9a-f]+|js))\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static RequestSpecification as(String session) {
        return given().header("Cookie", "__Host-sid=" + session);
    }

    private static RequestSpecification order(Map<String, String> fields) {
        return as(SignedInPeople.BOOKKEEPER)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Form-Token", Cookies.formToken(SignedInPeople.BOOKKEEPER))
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields);
    }
}
