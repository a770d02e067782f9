package io.autocharge.notification.api;

import static io.autocharge.runtime.axon.Eventually.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.standardwebhooks.Webhook;
import io.autocharge.contracts.PartnerId;
import io.autocharge.notification.Others;
import io.autocharge.notification.Surroundings;
import io.autocharge.notification.adapter.PostOffice;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhooksOverHttpTest {

    @Inject
    EventLog log;

    @ConfigProperty(name = "autocharge.smtp.port")
    int smtpPort;

    private Others others;
    private Listener listener;
    private PostOffice office;

    @BeforeEach
    void a_partner_listens() throws IOException {
        others = new Others(log);
        listener = new Listener();
        office = new PostOffice(smtpPort);
        others.tellWhoIsWho("dana@contoso.example");
    }

    @AfterEach
    void it_leaves() throws IOException {
        remove(others.partner);
        listener.close();
        office.close();
    }

    @Test
    void what_happens_is_told_signed_and_once() throws Exception {
        var endpoint = register("one", Map.of("url", listener.url(), "signature", "v1"));
        String secret = endpoint.get("secret");
        assertThat(secret).startsWith("whsec_");
        assertThat(endpoint.<String>get("state")).isEqualTo("active");

        var receipt = others.tellOfPayment();

        soon(() -> assertThat(listener.heard()).hasSize(1));
        var heard = listener.heard().get(0);
        var headers = Map.of(
                "webhook-id", List.of(heard.id()),
                "webhook-timestamp", List.of(heard.timestamp()),
                "webhook-signature", List.of(heard.signature()));
        new Webhook(secret).verify(heard.text(), HttpHeaders.of(headers, (name, value) -> true));
        var body = heard.body();
        assertThat(body.get("type").asText()).isEqualTo("receipt.issued");
        assertThat(body.get("data").get("receipt_id").asText()).isEqualTo(receipt.value());
        assertThat(body.get("sequence").asLong()).isZero();
        assertThat(heard.text())
                .doesNotContain("Contoso")
                .doesNotContain("4242")
                .doesNotContain("4000");
        soon(() -> me().get("/webhooks/" + endpoint.getString("id") + "/deliveries")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].id", equalTo(heard.id()))
                .body("data[0].state", equalTo("delivered"))
                .body("data[0].tries", hasSize(1))
                .body("data[0].tries[0].status", equalTo(204))
                .body("data[0].next_try_at", nullValue()));
        me().get("/webhooks/" + endpoint.getString("id"))
                .then()
                .statusCode(200)
                .body("secret", nullValue())
                .body("url", equalTo(listener.url()));
    }

    @Test
    void the_feed_is_read_again_from_any_position() {
        var first = others.tellOfPayment();
        var second = others.tellOfPayment();
        soon(() -> me().get("/webhooks/events").then().body("data.data.receipt_id", hasItem(second.value())));

        var page = me().get("/webhooks/events?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("data.type")).containsExactly("customer.created", "receipt.issued");
        assertThat(page.getBoolean("has_next_page")).isTrue();
        me().get("/webhooks/events?limit=2&after=" + page.get("end_cursor"))
                .then()
                .body("data.data.receipt_id", contains(second.value()))
                .body("data[0].sequence", equalTo(1))
                .body("has_next_page", equalTo(false));
        me().get("/webhooks/events?after=" + page.getList("data.position").get(0))
                .then()
                .body("data.data.receipt_id", contains(first.value(), second.value()));
        me().get("/webhooks/events?after=x").then().statusCode(400);
        me().get("/webhooks/events?limit=101").then().statusCode(400);
    }

    @Test
    void a_failing_endpoint_is_tried_again_with_the_same_id_and_in_order() {
        var answers = new ArrayList<>(List.of(500, 302));
        listener.answers(one -> answers.isEmpty() ? 200 : answers.remove(0));
        var endpoint = register("one", Map.of("url", listener.url()));
        assertThat(endpoint.<List<String>>get("public_keys")).hasSize(1).allMatch(key -> key.startsWith("whpk_"));

        var first = others.tellOfPayment();
        soon(() -> assertThat(listener.heard()).hasSize(1));
        var second = others.tellOfPayment();

        soon(() -> me().get("/webhooks/" + endpoint.getString("id") + "/deliveries")
                .then()
                .body("data[1].tries.status", contains(500, 302))
                .body("data[1].state", equalTo("pending"))
                .body("data[1].next_try_at", notNullValue())
                .body("data[0].state", equalTo("pending")));
        assertThat(listener.heard())
                .extracting(Listener.Heard::id)
                .containsOnly(listener.heard().get(0).id());
        retry("nothing", Map.of("endpoint_id", endpoint.getString("id"), "event_ids", List.of()))
                .then()
                .statusCode(400);
        retry("now", Map.of("endpoint_id", endpoint.getString("id"), "after", 0, "event_ids", List.of()))
                .then()
                .statusCode(202);
        soon(() -> assertThat(listener.heard().stream()
                        .skip(2)
                        .map(one -> one.body().get("data").path("receipt_id").asText())
                        .filter(receipt -> !receipt.isEmpty()))
                .as("of one subject in its order; others come beside it")
                .containsExactly(first.value(), second.value()));
    }

    @Test
    void an_endpoint_that_is_gone_is_paused_and_its_partner_is_mailed() {
        listener.answers(one -> 410);
        var endpoint = register("one", Map.of("url", listener.url()));

        others.tellOfPayment();

        soon(() -> me().get("/webhooks/" + endpoint.getString("id"))
                .then()
                .body("state", equalTo("paused"))
                .body("paused_reason", equalTo("gone")));
        soon(() -> me().get("/messages?about=" + endpoint.getString("id"))
                .then()
                .body("data[0].template", equalTo("webhook_paused"))
                .body("data[0].state", equalTo("sent")));
        others.tellOfPayment();
        soon(() -> me().get("/webhooks/" + endpoint.getString("id") + "/deliveries")
                .then()
                .body("data.state", contains("skipped", "failed")));
        retry("x", Map.of("endpoint_id", endpoint.getString("id"), "after", 0))
                .then()
                .statusCode(409);
        listener.answers(one -> 200);
        me().post("/webhooks/" + endpoint.getString("id") + "/resume")
                .then()
                .statusCode(200)
                .body("state", equalTo("active"));
        var event = me().get("/webhooks/events").jsonPath().getList("data.id").get(2);
        retry("y", Map.of("endpoint_id", endpoint.getString("id"), "event_ids", List.of(event)))
                .then()
                .statusCode(202);
        soon(() -> me().get("/webhooks/" + endpoint.getString("id") + "/deliveries")
                .then()
                .body("data.state", contains("delivered", "failed")));
        assertThat(listener.heard()).hasSize(2);
    }

    @Test
    void an_endpoint_hears_what_it_wants_to_hear() {
        register("one", Map.of("url", listener.url(), "event_types", List.of("invoice.paid")));
        var all = register("two", Map.of("url", listener.url() + "/all"));
        others.tellOfPayment();

        soon(() -> me().get("/webhooks/" + all.getString("id") + "/deliveries")
                .then()
                .body("data.state", contains("delivered")));
        assertThat(listener.heard()).hasSize(1);
        post("three", Map.of("url", listener.url(), "event_types", List.of("invoice.eaten")))
                .then()
                .statusCode(422)
                .body("code", equalTo("EVENT_TYPE_UNKNOWN"));
    }

    @Test
    void two_keys_are_good_after_a_rotation() {
        var endpoint = register("one", Map.of("url", listener.url()));
        var rotated = rotate(endpoint, "r").then().statusCode(200).extract().jsonPath();

        assertThat(rotated.getInt("key_version")).isEqualTo(2);
        assertThat(rotated.<String>getList("public_keys"))
                .hasSize(2)
                .endsWith(endpoint.<List<String>>get("public_keys").get(0));
        rotate(endpoint, "r").then().statusCode(200).body("key_version", equalTo(2));
        others.tellOfPayment();
        soon(() -> assertThat(listener.heard())
                .hasSize(1)
                .allMatch(one -> one.signature().split(" ").length == 2));
    }

    @Test
    void the_same_request_is_one_endpoint() {
        var first = register("one", Map.of("url", listener.url(), "signature", "v1"));
        var again = register("one", Map.of("url", listener.url(), "signature", "v1"));

        assertThat(again.<String>get("id")).isEqualTo(first.get("id"));
        assertThat(again.<String>get("secret")).isEqualTo(first.get("secret"));
        post("one", Map.of("url", listener.url() + "/other")).then().statusCode(422);
        me().get("/webhooks").then().body("data", hasSize(1));
    }

    @Test
    void a_url_of_the_inside_is_refused() {
        post("one", Map.of("url", "https://169.254.169.254/"))
                .then()
                .statusCode(422)
                .body("code", equalTo("webhook_url_not_allowed"));
        post("two", Map.of("url", "ftp://contoso.example/"))
                .then()
                .statusCode(422)
                .body("type", equalTo("/problems/webhook-url-not-allowed"));
        post("three", Map.of()).then().statusCode(400);
        me().contentType("application/json").body("{}").post("/webhooks").then().statusCode(400);
    }

    @Test
    void another_partner_finds_nothing_and_without_the_scope_nobody_does() {
        var endpoint = register("one", Map.of("url", listener.url()));
        others.tellOfPayment();
        soon(() -> assertThat(listener.heard()).hasSize(1));
        var stranger = PartnerId.fresh(Instant.now());

        for (var path : List.of("", "/deliveries")) {
            as(stranger)
                    .get("/webhooks/" + endpoint.getString("id") + path)
                    .then()
                    .statusCode(404);
        }
        for (var path : List.of("/resume", "/pause", "/rotate")) {
            as(stranger)
                    .header("Idempotency-Key", "stranger" + path.replace('/', '-'))
                    .post("/webhooks/" + endpoint.getString("id") + path)
                    .then()
                    .statusCode(404);
        }
        as(stranger).delete("/webhooks/" + endpoint.getString("id")).then().statusCode(404);
        as(stranger).get("/webhooks").then().body("data", empty());
        as(stranger).get("/webhooks/events").then().body("data", empty());
        as(stranger)
                .header("Idempotency-Key", "stranger-retry")
                .contentType("application/json")
                .body(Map.of("endpoint_id", endpoint.getString("id"), "after", 0))
                .post("/webhooks/retry")
                .then()
                .statusCode(404);
        given().header("Authorization", TestKeys.bearer(others.partner, "invoices:read"))
                .get("/webhooks/events")
                .then()
                .statusCode(403)
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    private static void remove(PartnerId partner) {
        for (var id : as(partner).get("/webhooks").jsonPath().<String>getList("data.id")) {
            as(partner).delete("/webhooks/" + id).then().statusCode(204);
            as(partner).get("/webhooks/" + id).then().statusCode(404);
        }
    }

    private JsonPath register(String key, Map<String, ?> draft) {
        return post(key, draft).then().statusCode(201).extract().jsonPath();
    }

    private io.restassured.response.Response post(String key, Map<String, ?> draft) {
        return me().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(draft)
                .post("/webhooks");
    }

    private io.restassured.response.Response retry(String key, Map<String, ?> wish) {
        return me().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(wish)
                .post("/webhooks/retry");
    }

    private io.restassured.response.Response rotate(JsonPath endpoint, String key) {
        return me().header("Idempotency-Key", key).post("/webhooks/" + endpoint.getString("id") + "/rotate");
    }

    /** What is asserted holds within a moment; if it never does, the last failure is shown. */
    private static void soon(Runnable assertion) {
        try {
            eventually(() -> holds(assertion));
        } catch (AssertionError late) {
            assertion.run();
        }
    }

    private static boolean holds(Runnable assertion) {
        try {
            assertion.run();
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private RequestSpecification me() {
        return as(others.partner);
    }

    private static RequestSpecification as(PartnerId partner) {
        return given().header("Authorization", TestKeys.bearer(partner, "webhooks:manage reports:read"));
    }
}
