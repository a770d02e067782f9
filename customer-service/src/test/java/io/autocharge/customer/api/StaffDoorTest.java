package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.mongodb.client.MongoDatabase;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.customer.Surroundings;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.view.Staff;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.StaffLinks;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StaffDoorTest {

    static final String PASSPHRASE = "vier Katzen am See";

    @Inject
    Staff staff;

    @Inject
    StaffLinks links;

    @Inject
    Clock clock;

    @Inject
    MongoDatabase database;

    final String email = "jörg." + UUID.randomUUID() + "@nordlicht.example";
    final String place = UUID.randomUUID().toString();

    PartnerId partner;
    StaffId joerg;
    String seed;
    List<String> recoveryCodes;

    @BeforeEach
    void the_first_admin_is_invited_and_joins() {
        partner = new PartnerId(operator()
                .body(PartnerResourceTest.NORDLICHT)
                .post("/partners")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
        joerg = new StaffId(operator()
                .body("{\"name\":\"Jörg Müller\",\"email\":\"" + email + "\"}")
                .post("/partners/" + partner + "/staff")
                .then()
                .statusCode(201)
                .body("role", equalTo("admin"))
                .body("state", equalTo("invited"))
                .extract()
                .path("id"));
        var token = token(joerg);
        seed = link("look", token, null, null).then().statusCode(200).extract().path("seed");
        assertThat(link("use", token, "Password1234", digits(0)).path("code").toString())
                .isEqualTo("passphrase_weak");
        assertThat(link("use", token, PASSPHRASE, wrong(digits(0))).path("code").toString())
                .isEqualTo("code_wrong");
        recoveryCodes = link("use", token, PASSPHRASE, digits(0))
                .then()
                .statusCode(200)
                .extract()
                .path("recovery_codes");
        assertThat(recoveryCodes).hasSize(10).doesNotHaveDuplicates();
        link("use", token, PASSPHRASE, digits(1)).then().statusCode(410);
        link("look", token, null, null).then().statusCode(410);
    }

    @Test
    void a_person_of_the_staff_signs_in_with_passphrase_and_digits_and_the_digits_are_good_once() {
        signIn(PASSPHRASE, digits(0)).then().statusCode(401); // they were shown when joining
        String session =
                signIn(PASSPHRASE, digits(1)).then().statusCode(200).extract().path("session");
        lookUp(session)
                .then()
                .statusCode(200)
                .body("person", equalTo(joerg.value()))
                .body("partner_id", equalTo(partner.value()))
                .body("role", equalTo("admin"))
                .body("scopes", hasItem("staff:manage"));
        signIn(PASSPHRASE, digits(1)).then().statusCode(401).body("code", equalTo("sign_in_failed"));
    }

    @Test
    void a_recovery_code_stands_in_for_the_app_once() {
        var code = recoveryCodes.get(3);
        signIn(PASSPHRASE, code.replace("-", " ").toUpperCase()).then().statusCode(200);
        signIn(PASSPHRASE, code).then().statusCode(401);
        signIn(PASSPHRASE, recoveryCodes.get(4)).then().statusCode(200);
    }

    @Test
    void whatever_is_wrong_the_answer_is_the_same_and_after_five_failures_nobody_listens() {
        var answers = List.of(
                signIn(PASSPHRASE, wrong(digits(1))),
                signIn("another passphrase", digits(1)),
                knock("x" + email, PASSPHRASE, digits(1)),
                signIn("another passphrase", "rubbish"),
                signIn("another passphrase", "rubbish"));
        for (var answer : answers) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat((String) answer.path("code")).isEqualTo("sign_in_failed");
            assertThat((String) answer.path("detail")).isEqualTo(answers.get(0).path("detail"));
        }
        signIn("another passphrase", "rubbish").then().statusCode(401);
        signIn(PASSPHRASE, digits(1)).then().statusCode(401).body("code", equalTo("sign_in_failed"));
    }

    @Test
    void a_role_that_is_changed_and_a_person_that_is_removed_end_its_sessions_at_once() {
        var ben = invited("member");
        var benSession = join(ben);
        lookUp(benSession).then().statusCode(200).body("role", equalTo("member"));
        admin().body("{\"role\":\"read_only\"}")
                .patch("/staff/" + ben)
                .then()
                .statusCode(200)
                .body("role", equalTo("read_only"));
        lookUp(benSession).then().statusCode(404);

        admin().get("/staff").then().statusCode(200).body("data.id", hasItem(ben.value()));
        admin().delete("/staff/" + ben).then().statusCode(204);
        admin().get("/staff").then().body("data.id", not(hasItem(ben.value())));
        assertThat(database.getCollection("staff_secrets")
                        .find(new Document("_id", joerg.value()))
                        .first())
                .isNotNull();
        until(() -> Optional.of(1)
                .filter(x -> database.getCollection("staff_secrets")
                                .find(new Document("_id", ben.value()))
                                .first()
                        == null));
    }

    @Test
    void an_admin_neither_removes_itself_nor_sees_the_staff_of_others() {
        admin().delete("/staff/" + joerg).then().statusCode(409).body("code", equalTo("NOT_ONESELF"));
        var other = TestKeys.bearer(
                PartnerId.derived("another partner"), StaffId.derived("x").value(), "staff:manage");
        given().header("Authorization", other).get("/staff").then().body("data.id", not(hasItem(joerg.value())));
        given().header("Authorization", other).delete("/staff/" + joerg).then().statusCode(404);
        var app = TestKeys.bearer(partner, String.join(" ", Role.MEMBER.scopes()) + " keys:manage");
        given().header("Authorization", app).get("/staff").then().statusCode(403);
    }

    @Test
    void a_forgotten_passphrase_is_replaced_by_mail_and_second_factor_and_old_sessions_end() {
        String session = signIn(PASSPHRASE, recoveryCodes.get(0))
                .then()
                .statusCode(200)
                .extract()
                .path("session");
        for (var address : List.of(email, "x" + email)) {
            edge().body("{\"email\":\"" + address + "\",\"network_address\":\"" + place + "\"}")
                    .post("/internal/staff/forgotten")
                    .then()
                    .statusCode(202);
        }
        var token = token(joerg);
        link("look", token, null, null)
                .then()
                .statusCode(200)
                .body("joins", equalTo(false))
                .body("seed", equalTo(null));
        link("use", token, "fünf Hunde am Fluss", wrong(digits(1))).then().statusCode(422);
        link("use", token, "fünf Hunde am Fluss", recoveryCodes.get(1)).then().statusCode(200);
        lookUp(session).then().statusCode(404);
        signIn(PASSPHRASE, recoveryCodes.get(2)).then().statusCode(401);
        signIn("fünf Hunde am Fluss", recoveryCodes.get(3)).then().statusCode(200);
        link("use", token, "sechs Esel am Meer", recoveryCodes.get(4)).then().statusCode(410);
    }

    @Test
    void nothing_by_which_somebody_signs_in_is_stored_or_told_in_clear() {
        for (var name : database.listCollectionNames()) {
            for (var document : database.getCollection(name).find()) {
                assertThat(document.toString())
                        .doesNotContain(
                                PASSPHRASE,
                                seed,
                                recoveryCodes.get(0),
                                recoveryCodes.get(0).replace("-", ""));
            }
        }
    }

    private StaffId invited(String role) {
        return new StaffId(admin().header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"name\":\"Ben\",\"email\":\"ben." + email + "\",\"role\":\"" + role + "\"}")
                .post("/staff")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    /** Joins and signs in at once. */
    private String join(StaffId id) {
        var token = token(id);
        String own = link("look", token, null, null).path("seed");
        link("use", token, PASSPHRASE, digits(own, 0)).then().statusCode(200);
        return knock("ben." + email, PASSPHRASE, digits(own, 1))
                .then()
                .statusCode(200)
                .extract()
                .path("session");
    }

    private RequestSpecification admin() {
        return given().header("Authorization", TestKeys.bearer(partner, joerg.value(), "staff:manage"))
                .contentType("application/json");
    }

    private String token(StaffId id) {
        SignInLinkId link = until(() -> staff.find(partner, id).map(Staff.Member::link));
        return links.token(link);
    }

    private Response signIn(String passphrase, String code) {
        return knock(email, passphrase, code);
    }

    private Response knock(String address, String passphrase, String code) {
        return edge().body("{\"email\":\"%s\",\"passphrase\":\"%s\",\"code\":\"%s\",\"network_address\":\"%s\"}"
                        .formatted(address, passphrase, code, place))
                .post("/internal/staff/sign-in");
    }

    private static Response link(String what, String token, String passphrase, String code) {
        var body = passphrase == null
                ? "{\"token\":\"%s\"}".formatted(token)
                : "{\"token\":\"%s\",\"passphrase\":\"%s\",\"code\":\"%s\"}".formatted(token, passphrase, code);
        return edge().body(body).post("/internal/staff-links/" + what);
    }

    private static Response lookUp(String session) {
        return edge().body("{\"session\":\"" + session + "\"}").post("/internal/sessions/look-up");
    }

    private String digits(int halfMinutes) {
        return digits(seed, halfMinutes);
    }

    /** As an app on a phone shows them, whose clock may be ahead. */
    private String digits(String seed, int halfMinutes) {
        var bits = seed.chars()
                .mapToObj(letter -> Integer.toBinaryString(32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter))
                        .substring(1))
                .collect(Collectors.joining());
        var key = new byte[20];
        var number = new BigInteger(bits, 2).toByteArray();
        for (int i = 0; i < 20 && i < number.length; i++) {
            key[19 - i] = number[number.length - 1 - i];
        }
        try {
            Instant at = clock.instant().plusSeconds(30L * halfMinutes);
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(key, "HmacSHA1"), at);
        } catch (java.security.InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String wrong(String digits) {
        return (digits.charAt(0) == '9' ? "0" : "9") + digits.substring(1);
    }

    private static <T> T until(java.util.function.Supplier<Optional<T>> question) {
        return Soon.find(Duration.ofSeconds(5), question).orElseThrow();
    }

    private static RequestSpecification edge() {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN).contentType("application/json");
    }

    private static RequestSpecification operator() {
        return edge().header("Idempotency-Key", UUID.randomUUID().toString());
    }
}
