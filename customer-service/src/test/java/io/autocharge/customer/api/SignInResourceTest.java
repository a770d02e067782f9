package io.autocharge.customer.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.mongodb.client.MongoDatabase;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.SignInLinkId;
import io.autocharge.customer.Surroundings;
import io.autocharge.customer.domain.Secret;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.SignInLinks;
import io.autocharge.runtime.http.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SignInResourceTest {

    private static final Pattern LINK = Pattern.compile("sil_[0-9A-Z]{26}");

    final String address = UUID.randomUUID() + "@müller.example";
    final String nonce = Secret.fresh();

    @Inject
    SignInLinks links;

    @Inject
    MongoDatabase database;

    @Test
    void a_person_asks_and_signs_in_with_the_link_once_in_the_same_browser() {
        var customer = joined(address);
        var token = asked(address);
        use(token, null, null).then().statusCode(403).body("code", equalTo("code_wrong"));
        look(token, null).then().statusCode(200).body("state", equalTo("code"));
        look(token, nonce).then().statusCode(200).body("state", equalTo("ready"));
        String session =
                use(token, nonce, null).then().statusCode(200).extract().path("session");
        edge().body("{\"session\":\"" + session + "\"}")
                .post("/internal/sessions/look-up")
                .then()
                .statusCode(200)
                .body("role", equalTo("customer"))
                .body("customer_id", equalTo(customer));
        use(token, nonce, null).then().statusCode(410).body("code", equalTo("link_gone"));
        look(token, nonce).then().body("state", equalTo("gone"));
    }

    @Test
    void another_browser_types_the_code() {
        joined(address);
        var token = asked(address);
        use(token, null, "999999").then().statusCode(403);
        use(token, null, "123456").then().statusCode(200);
    }

    @Test
    void the_answer_does_not_tell_whether_an_address_is_known() {
        joined(address);
        var known = ask(address, "10.1.1.1");
        var unknown = ask("x" + address, "10.1.1.2");
        assertThat(known.statusCode()).isEqualTo(202).isEqualTo(unknown.statusCode());
        assertThat(known.asString()).isEqualTo(unknown.asString()).isEmpty();
        assertThat(known.headers().asList()).hasSameSizeAs(unknown.headers().asList());
    }

    @Test
    void an_address_gets_three_mails_in_a_quarter_of_an_hour_and_a_network_address_asks_for_ten_in_an_hour() {
        joined(address);
        asked(address);
        var before = mails().size();
        for (int i = 0; i < 5; i++) {
            ask(address, "10.2.0." + i).then().statusCode(202);
        }
        assertThat(mails()).hasSize(before + 2);

        var home = UUID.randomUUID().toString();
        for (int i = 0; i < 12; i++) {
            var other = i + "." + address;
            joined(other);
            ask(other, home).then().statusCode(202);
        }
        assertThat(mails()).hasSize(before + 2 + 10);
    }

    @Test
    void what_was_not_made_here_is_no_link() {
        look("x".repeat(64), nonce).then().statusCode(404);
        use("x".repeat(64), nonce, null).then().statusCode(404);
        given().contentType("application/json")
                .body("{}")
                .post("/internal/sign-in-links")
                .then()
                .statusCode(401);
    }

    private String joined(String email) {
        String customer = given().header(
                        "Authorization",
                        TestKeys.bearer(PartnerId.derived("a partner with doors"), "customers:read customers:write"))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType("application/json")
                .body("{\"name\":\"Müller & Söhne\",\"users\":[{\"name\":\"Jörg\",\"email\":\"" + email + "\"}]}")
                .post("/customers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Soon.find(
                        Duration.ofSeconds(5),
                        () -> Optional.ofNullable(database.getCollection("people")
                                .find(new Document("customer_id", customer))
                                .first()))
                .orElseThrow();
        return customer;
    }

    private String asked(String email) {
        var before = mails();
        ask(email, UUID.randomUUID().toString()).then().statusCode(202);
        var after = new ArrayList<>(mails());
        after.removeAll(before);
        return links.token(new SignInLinkId(after.get(0)));
    }

    private List<String> mails() {
        var found = new ArrayList<String>();
        for (var name : database.listCollectionNames()) {
            if (name.contains("event")) {
                for (var commit : database.getCollection(name).find()) {
                    var match = LINK.matcher(commit.toString());
                    while (match.find()) {
                        if (!found.contains(match.group())) {
                            found.add(match.group());
                        }
                    }
                }
            }
        }
        return found;
    }

    private Response ask(String email, String from) {
        return edge().body("{\"email\":\"%s\",\"network_address\":\"%s\",\"nonce\":\"%s\",\"code\":\"123456\"}"
                        .formatted(email, from, nonce))
                .post("/internal/sign-in-links");
    }

    private static Response look(String token, String nonce) {
        return opened("look", token, nonce, null);
    }

    private static Response use(String token, String nonce, String code) {
        return opened("use", token, nonce, code);
    }

    private static Response opened(String what, String token, String nonce, String code) {
        var body = new StringBuilder("{\"token\":\"" + token + "\"");
        if (nonce != null) {
            body.append(",\"nonce\":\"").append(nonce).append('"');
        }
        if (code != null) {
            body.append(",\"code\":\"").append(code).append('"');
        }
        return edge().body(body.append('}').toString()).post("/internal/sign-in-links/" + what);
    }

    private static RequestSpecification edge() {
        return given().header("Authorization", "Bearer " + TestKeys.OPS_TOKEN).contentType("application/json");
    }
}
