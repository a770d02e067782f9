package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.customer.Surroundings;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.customer.view.Sessions;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionResourceTest {

    static final PartnerId PARTNER = PartnerId.derived("a partner with sessions");

    static final String BEN = StaffId.derived("ben").value();

    @Inject
    Sessions sessions;

    @Test
    void the_edge_learns_who_is_signed_in_and_what_the_role_allows() {
        lookUp(sessions.begin(new SignedIn(BEN, PARTNER, null, Role.ADMIN)), 200)
                .body("person", equalTo(BEN))
                .body("partner_id", equalTo(PARTNER.value()))
                .body("customer_id", nullValue())
                .body("role", equalTo("admin"))
                .body("scopes", hasItem("charges:write"));
        var customer = CustomerId.derived("a customer with sessions");
        lookUp(sessions.begin(new SignedIn("usr_anna", PARTNER, customer, Role.CUSTOMER)), 200)
                .body("customer_id", equalTo(customer.value()))
                .body("scopes", contains("own:read", "own:pay"));
    }

    @Test
    void a_session_gets_another_id_and_is_ended() {
        var old = sessions.begin(new SignedIn(StaffId.derived("carl").value(), PARTNER, null, Role.MEMBER));
        String id =
                ask("renew", "session", old).then().statusCode(200).extract().path("session");
        lookUp(old, 404).body("code", equalTo("session_ended"));
        lookUp(id, 200);
        ask("end", "session", id).then().statusCode(200);
        lookUp(id, 404);
    }

    @Test
    void all_sessions_of_a_person_are_ended_at_once() {
        var person = StaffId.derived(UUID.randomUUID().toString()).value();
        var one = sessions.begin(new SignedIn(person, PARTNER, null, Role.MEMBER));
        var two = sessions.begin(new SignedIn(person, PARTNER, null, Role.MEMBER));
        ask("end-all", "person", person).then().statusCode(200).body("sessions", equalTo(2));
        lookUp(one, 404);
        lookUp(two, 404);
    }

    @Test
    void nobody_but_the_edge_asks() {
        var body = "{\"session\":\"x\"}";
        given().contentType("application/json")
                .body(body)
                .post("/internal/sessions/look-up")
                .then()
                .statusCode(401);
        edge().body("{}").post("/internal/sessions/look-up").then().statusCode(400);
    }

    private static ValidatableResponse lookUp(String session, int status) {
        return ask("look-up", "session", session).then().statusCode(status);
    }

    private static io.restassured.response.Response ask(String what, String name, String value) {
        return edge().body("{\"" + name + "\":\"" + value + "\"}").post("/internal/sessions/" + what);
    }

    private static RequestSpecification edge() {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN).contentType("application/json");
    }
}
