package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoDatabase;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VouchedStaffTest {

    static final String ISSUER = "https://accounts.nordlicht.example";

    @Inject
    MongoDatabase database;

    final String email = "ida." + UUID.randomUUID() + "@nordlicht.example";

    PartnerId partner;

    @BeforeEach
    void there_is_a_partner() {
        partner = partner();
    }

    @Test
    void who_was_invited_joins_by_the_first_sign_in_with_the_role_that_we_have_noted() {
        var ida = invited(partner, "member");
        String session = vouch(partner, "ida", email.toUpperCase())
                .then()
                .statusCode(200)
                .extract()
                .path("session");
        edge().body("{\"session\":\"" + session + "\"}")
                .post("/internal/sessions/look-up")
                .then()
                .statusCode(200)
                .body("person", equalTo(ida.value()))
                .body("partner_id", equalTo(partner.value()))
                .body("role", equalTo("member"));
        admin(partner).get("/staff").then().body("data.find { it.id == '" + ida + "' }.state", equalTo("joined"));
        vouch(partner, "ida", email).then().statusCode(200);
    }

    @Test
    void the_account_that_came_first_stays_the_only_one_until_the_person_is_invited_anew() {
        var ida = invited(partner, "member");
        vouch(partner, "ida", email).then().statusCode(200);
        vouch(partner, "somebody else", email).then().statusCode(403).body("code", equalTo("account_other"));
        vouch("https://other.example", partner, "ida", email)
                .then()
                .statusCode(403)
                .body("code", equalTo("account_other"));

        admin(partner).delete("/staff/" + ida).then().statusCode(204);
        vouch(partner, "ida", email).then().statusCode(403).body("code", equalTo("not_invited"));
        Soon.find(Duration.ofSeconds(5), () -> Optional.of(1).filter(x -> bound(ida) == null))
                .orElseThrow();
        invited(partner, "read_only");
        vouch(partner, "ida's new account", email).then().statusCode(200);
    }

    @Test
    void who_was_not_invited_by_this_partner_does_not_come_in() {
        invited(partner, "admin");
        vouch(partner, "x", "nobody." + email).then().statusCode(403).body("code", equalTo("not_invited"));
        vouch(partner(), "ida", email).then().statusCode(403).body("code", equalTo("not_invited"));
    }

    @Test
    void a_provider_for_all_partners_does_not_guess_for_which_one_a_person_comes() {
        invited(partner, "admin");
        vouch(null, "ida", email).then().statusCode(200);
        invited(partner(), "admin");
        vouch(null, "ida", email).then().statusCode(403).body("code", equalTo("account_of_several"));
        vouch(partner, "ida", email).then().statusCode(200);
    }

    @Test
    void only_the_edge_vouches_and_it_says_for_whom() {
        given().contentType("application/json")
                .body("{\"issuer\":\"i\",\"subject\":\"s\",\"email\":\"" + email + "\"}")
                .post("/internal/staff/vouched")
                .then()
                .statusCode(401);
        edge().body("{\"issuer\":\"i\",\"email\":\"" + email + "\"}")
                .post("/internal/staff/vouched")
                .then()
                .statusCode(400);
        assertThat(vouch(partner, " ", email).statusCode()).isEqualTo(400);
    }

    private Document bound(StaffId person) {
        return database.getCollection("staff_identities")
                .find(new Document("_id", person.value()))
                .first();
    }

    private StaffId invited(PartnerId by, String role) {
        return new StaffId(admin(by)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"name\":\"Ida\",\"email\":\"" + email + "\",\"role\":\"" + role + "\"}")
                .post("/staff")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static Response vouch(PartnerId partner, String subject, String address) {
        return vouch(ISSUER, partner, subject, address);
    }

    private static Response vouch(String issuer, PartnerId partner, String subject, String address) {
        var whose = partner == null ? "" : ",\"partner_id\":\"" + partner + "\"";
        return edge().body("{\"issuer\":\"%s\",\"subject\":\"%s\",\"email\":\"%s\"%s}"
                        .formatted(issuer, subject, address, whose))
                .post("/internal/staff/vouched");
    }

    private static PartnerId partner() {
        return new PartnerId(edge().header("Idempotency-Key", UUID.randomUUID().toString())
                .body(PartnerResourceTest.NORDLICHT)
                .post("/partners")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    }

    private static RequestSpecification admin(PartnerId partner) {
        var admin = StaffId.derived(partner.value(), "an admin").value();
        return given().header("Authorization", TestKeys.bearer(partner, admin, "staff:manage"))
                .contentType("application/json");
    }

    private static RequestSpecification edge() {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN).contentType("application/json");
    }
}
