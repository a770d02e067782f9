package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.autocharge.contracts.PartnerId;
import io.autocharge.customer.Surroundings;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CollectionTermsResourceTest {

    static final String TERMS =
            "{\"retry_days\":[2,5],\"card_notice_days\":1,\"bank_notice_days\":14,\"reminder_days\":[-7,3]}";

    @Test
    void a_partner_has_the_usual_terms_until_it_agrees_to_others() {
        var partner = registered();
        app(partner)
                .get("/collection-terms")
                .then()
                .statusCode(200)
                .body("retry_days", equalTo(List.of(1, 3, 5, 7)))
                .body("bank_notice_days", equalTo(10));
        for (var again = 0; again < 2; again++) {
            app(partner)
                    .body(TERMS)
                    .put("/collection-terms")
                    .then()
                    .statusCode(200)
                    .body("retry_days", equalTo(List.of(2, 5)));
        }
        app(partner)
                .get("/collection-terms")
                .then()
                .body("retry_days", equalTo(List.of(2, 5)))
                .body("card_notice_days", equalTo(1))
                .body("bank_notice_days", equalTo(14))
                .body("reminder_days", equalTo(List.of(-7, 3)));
        app(registered()).get("/collection-terms").then().body("retry_days", equalTo(List.of(1, 3, 5, 7)));
    }

    @Test
    void terms_that_cannot_be_kept_are_malformed() {
        var partner = registered();
        app(partner)
                .body(TERMS.replace("[2,5]", "[5,2]"))
                .put("/collection-terms")
                .then()
                .statusCode(400);
        app(partner)
                .body(TERMS.replace("14", "61"))
                .put("/collection-terms")
                .then()
                .statusCode(400);
        app(partner).body("null").put("/collection-terms").then().statusCode(400);
    }

    @Test
    void whoever_manages_customers_may_not_for_that_change_what_is_charged_by_itself() {
        given().header("Authorization", TestKeys.bearer(registered(), "customers:read customers:write"))
                .contentType("application/json")
                .body(TERMS)
                .put("/collection-terms")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"autopay:write\"");
    }

    private static RequestSpecification app(PartnerId partner) {
        return given().header("Authorization", TestKeys.bearer(partner, "customers:read autopay:write"))
                .contentType("application/json");
    }

    private static PartnerId registered() {
        String id = given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body(PartnerResourceTest.NORDLICHT)
                .post("/partners")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new PartnerId(id);
    }
}
