package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProblemPageTest {

    @Test
    void the_type_of_a_problem_leads_to_a_page_that_explains_it() {
        String type = given().get("/v1/nothing").path("type");

        given().get(type).then().statusCode(200).contentType("text/html").body(containsString("nothing here for you"));
        given().get("/problems/uri-too-long").then().statusCode(200).body(containsString("414"));
        given().get("/problems").then().statusCode(200).body(containsString("/problems/uri-too-long"));
    }

    @Test
    void what_is_no_type_has_no_page() {
        given().get("/problems/none-such").then().statusCode(404).contentType("application/problem+json");
    }
}
