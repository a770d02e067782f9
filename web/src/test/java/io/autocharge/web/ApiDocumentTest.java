package io.autocharge.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ApiDocumentTest {

    @Test
    void the_document_is_served_to_everybody_and_may_be_kept() {
        var answer = given().get("/v1/openapi.json");

        answer.then()
                .statusCode(200)
                .contentType("application/json")
                .body("openapi", equalTo("3.1.1"))
                .header("Cache-Control", "public, max-age=3600");
        given().header("If-None-Match", answer.header("ETag"))
                .get("/v1/openapi.json")
                .then()
                .statusCode(304);
    }

    @Test
    void the_page_is_made_of_the_document_and_needs_no_script() {
        var page = given().get("/docs");

        page.then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "public, max-age=3600")
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("POST /v1/charges"))
                .body(containsString("charges:write"));
        assertThat(page.asString()).doesNotContain("<script", "style=");
    }
}
