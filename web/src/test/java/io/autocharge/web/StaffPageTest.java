package io.autocharge.web;

import static io.autocharge.web.StaffAtTheDoor.EMAIL;
import static io.autocharge.web.StaffAtTheDoor.FORGOTTEN;
import static io.autocharge.web.StaffAtTheDoor.JOIN;
import static io.autocharge.web.StaffAtTheDoor.PASSPHRASE;
import static io.autocharge.web.StaffAtTheDoor.USED;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StaffPageTest {

    @Test
    void a_person_of_the_staff_signs_in_and_whatever_session_the_browser_had_is_ended() {
        given().get("/staff/sign-in").then().statusCode(200).body(containsString("name=\"passphrase\""));
        var planted = "q".repeat(43);
        signIn(own().header("Cookie", "__Host-sid=" + planted), EMAIL, PASSPHRASE, "123456")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/portal"))
                .header(
                        "Set-Cookie",
                        startsWith(
                                "__Host-sid=" + SignedInPeople.ADMIN + "; Path=/; Secure; HttpOnly; SameSite=Strict"));
        assertThat(SignedInPeople.ENDED).contains(planted);
    }

    @Test
    void whatever_is_wrong_the_page_is_the_same() {
        var wrong = signIn(own(), EMAIL, PASSPHRASE, "654321");
        wrong.then().statusCode(401).header("Set-Cookie", nullValue());
        for (var answer : List.of(
                signIn(own(), "nobody@nordlicht.example", PASSPHRASE, "123456"),
                signIn(own(), EMAIL, "x".repeat(1_000), "123456"),
                own().post("/staff/sign-in"))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.asString()).isEqualTo(wrong.asString()).doesNotContain(EMAIL);
        }
    }

    @Test
    void an_invited_person_joins_and_sees_its_recovery_codes_once() {
        given().get("/staff/link/" + JOIN)
                .then()
                .statusCode(200)
                .header("X-Robots-Tag", "noindex, nofollow")
                .body(allOf(
                        containsString("Jörg &lt;Müller&gt;"),
                        containsString("ABCD EFGH"),
                        containsString("otpauth://totp/x?secret=ABCDEFGH")));
        use(JOIN, "short", "123456").then().statusCode(422).body(containsString("too short"));
        use(JOIN, PASSPHRASE, "000000")
                .then()
                .statusCode(422)
                .body(allOf(containsString("The code is another"), not(containsString(PASSPHRASE))));
        use(JOIN, PASSPHRASE, "123456").then().statusCode(200).body(containsString("aaaa-bbbb-cccc-dddd"));
    }

    @Test
    void who_has_forgotten_the_passphrase_chooses_another_with_the_second_factor() {
        for (var address : List.of(EMAIL, "nobody@nordlicht.example", "rubbish")) {
            own().formParam("email", address)
                    .post("/staff/forgotten")
                    .then()
                    .statusCode(202)
                    .body(containsString("If we know this address"));
        }
        given().get("/staff/link/" + FORGOTTEN).then().statusCode(200).body(not(containsString("otpauth")));
        use(FORGOTTEN, PASSPHRASE, "123456").then().statusCode(200).body(containsString("signed out everywhere"));
    }

    @Test
    void a_link_that_is_no_longer_good_or_never_was_shows_nobody() {
        given().get("/staff/link/" + USED).then().statusCode(410).body(not(containsString("Jörg")));
        use(USED, PASSPHRASE, "123456").then().statusCode(410);
        given().get("/staff/link/" + "x".repeat(64)).then().statusCode(404);
        given().get("/staff/link/short").then().statusCode(404);
        use("short", PASSPHRASE, "123456").then().statusCode(404);
    }

    @Test
    void another_site_neither_signs_in_nor_changes_a_passphrase() {
        for (var foreign : List.of(
                Map.of("Origin", "https://evil.example"),
                Map.of("Origin", "null"),
                Map.of("Sec-Fetch-Site", "cross-site"),
                Map.<String, String>of())) {
            signIn(form().headers(foreign), EMAIL, PASSPHRASE, "123456")
                    .then()
                    .statusCode(403)
                    .header("Set-Cookie", nullValue());
            form().headers(foreign)
                    .formParam("email", EMAIL)
                    .post("/staff/forgotten")
                    .then()
                    .statusCode(403);
            form().headers(foreign)
                    .formParam("passphrase", PASSPHRASE)
                    .formParam("code", "123456")
                    .post("/staff/link/" + JOIN)
                    .then()
                    .statusCode(403);
        }
    }

    private static Response use(String token, String passphrase, String code) {
        return own().formParam("passphrase", passphrase).formParam("code", code).post("/staff/link/" + token);
    }

    private static Response signIn(RequestSpecification browser, String email, String passphrase, String code) {
        return browser.formParam("email", email)
                .formParam("passphrase", passphrase)
                .formParam("code", code)
                .post("/staff/sign-in");
    }

    private static RequestSpecification own() {
        return form().header("Sec-Fetch-Site", "same-origin").header("Origin", "null");
    }

    private static RequestSpecification form() {
        return given().redirects().follow(false).contentType("application/x-www-form-urlencoded; charset=utf-8");
    }
}
