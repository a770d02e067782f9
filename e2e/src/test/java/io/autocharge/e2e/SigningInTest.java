package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Persons come in by mail and by passphrase, with a browser, and the API judges them as it judges apps. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SigningInTest {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
    private static final Pattern SEED = Pattern.compile("<code>([A-Z2-7 ]{39})</code>");
    private static final Pattern RECOVERY = Pattern.compile("<code>([a-z2-9]{4}(-[a-z2-9]{4}){3})</code>");
    private static final String PASSPHRASE = "vier Katzen am See";

    private final Partner partner = Sandbox.partner();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void a_person_of_a_customer_signs_in_by_mail_and_has_no_right_of_the_partner() {
        var email = "joerg." + UUID.randomUUID() + "@mueller.example";
        partner.addCustomer("Müller & Söhne", "Jörg Müller", email);
        var browser = new Browser();

        assertThat(browser.send("/sign-in", Map.of("email", email)).statusCode())
                .isEqualTo(202);
        var link = link(email, "Sign in to your invoices");
        assertThat(new Browser().get(link).body()).contains("name=\"code\"");
        assertThat(browser.get(link).body()).doesNotContain("name=\"code\"");
        assertThat(browser.send(link, Map.of()).headers().firstValue("Location"))
                .hasValue("/account");

        var account = browser.get("/account");
        assertThat(account.body()).contains("You see and pay what your company was invoiced");
        assertThat(browser.get("/v1/customers").statusCode()).isEqualTo(403);
        assertThat(browser.get(link).statusCode()).isEqualTo(410);

        var token = FORM_TOKEN.matcher(account.body());
        assertThat(token.find()).isTrue();
        browser.send("/account/sign-out", Map.of("form_token", token.group(1)));
        assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    }

    @Test
    void the_first_admin_joins_by_mail_and_works_with_its_browser() {
        var email = "ada." + UUID.randomUUID() + "@contoso.example";
        Wire.to(Sandbox.addresses().service("customer"))
                .bearer(Sandbox.addresses().opsToken())
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post(
                        "/partners/" + partner.id() + "/staff",
                        Wire.object().put("name", "Ada Lovelace").put("email", email))
                .expect(201);
        var browser = new Browser();
        var link = link(email, "Join");
        var seed = SEED.matcher(browser.get(link).body());
        assertThat(seed.find()).isTrue();
        var joined = browser.send(link, Map.of("passphrase", PASSPHRASE, "code", digits(seed.group(1))));
        var recovery = RECOVERY.matcher(joined.body());
        assertThat(recovery.find()).isTrue();
        Eventually.eventually(
                "Ada is let in",
                () -> java.util.Optional.of(browser.send(
                                "/staff/sign-in",
                                Map.of("email", email, "passphrase", PASSPHRASE, "code", recovery.group(1))))
                        .filter(answer -> answer.statusCode() == 303),
                () -> "not yet");

        assertThat(browser.get("/v1/customers").statusCode()).isEqualTo(200);
        assertThat(browser.get("/v1/staff").body()).contains(email);
        assertThat(browser.json(
                                "/v1/customers",
                                "{\"name\":\"Northwind\",\"users\":[{\"name\":\"N\",\"email\":\"n@northwind.example\"}]}")
                        .statusCode())
                .isEqualTo(201);
    }

    private static String link(String email, String word) {
        var mail = new Mailbox(Sandbox.addresses(), email).await(word);
        var found = Pattern.compile("(/(sign-in|staff/link)/[A-Za-z0-9_-]{64})").matcher(mail.text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** What an app on a phone shows now (RFC 6238). */
    private static String digits(String groups) {
        var bits = groups.replace(" ", "")
                .chars()
                .mapToObj(letter -> Integer.toBinaryString(32 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter))
                        .substring(1))
                .collect(Collectors.joining());
        var number = new BigInteger("1" + bits, 2).toByteArray();
        var key = Arrays.copyOfRange(number, number.length - 20, number.length);
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            var step = Sandbox.operator().now().getEpochSecond() / 30;
            var hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            var at = hash[19] & 15;
            return String.format("%06d", (ByteBuffer.wrap(hash, at, 4).getInt() & Integer.MAX_VALUE) % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A browser: it keeps cookies and says where a request comes from. */
    private final class Browser {

        private final Map<String, String> cookies = new LinkedHashMap<>();

        HttpResponse<String> get(String path) {
            return exchange(request(path).GET());
        }

        HttpResponse<String> send(String path, Map<String, String> form) {
            var body = form.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return exchange(own(path, "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body)));
        }

        HttpResponse<String> json(String path, String body) {
            return exchange(own(path, "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString(body)));
        }

        private HttpRequest.Builder own(String path, String type) {
            return request(path)
                    .header("Content-Type", type)
                    .header("Origin", "null")
                    .header("Sec-Fetch-Site", "same-origin");
        }

        private HttpRequest.Builder request(String path) {
            var request = HttpRequest.newBuilder(URI.create(Sandbox.addresses().web() + path));
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            return request;
        }

        private HttpResponse<String> exchange(HttpRequest.Builder request) {
            try {
                var answer = client.send(request.build(), BodyHandlers.ofString());
                for (var cookie : answer.headers().allValues("Set-Cookie")) {
                    var pair = cookie.split(";", 2)[0].split("=", 2);
                    cookies.put(pair[0], pair[1]);
                    cookies.values().removeIf(String::isEmpty);
                }
                return answer;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
