package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A partner app is told what happens, and need not trust that it heard everything. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhooksTest {

    /** One webhook as it arrived, and whether it was taken. */
    private record Arrived(String id, String timestamp, String signature, byte[] body, boolean taken) {

        JsonNode json() {
            try {
                return Wire.JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private volatile String failsOnceAt = "";
    private HttpServer server;
    private String endpoint;
    private String publicKey;

    @BeforeEach
    void the_partner_app_listens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            var fails = !failsOnceAt.isEmpty() && new String(body, StandardCharsets.UTF_8).contains(failsOnceAt);
            var headers = exchange.getRequestHeaders();
            arrived.add(new Arrived(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    body,
                    !fails));
            failsOnceAt = fails ? "" : failsOnceAt;
            exchange.sendResponseHeaders(fails ? 503 : 204, -1);
            exchange.close();
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/autocharge";
        var registered = partner.api()
                .post("/webhooks", Wire.object().put("url", url))
                .expect(201)
                .json();
        endpoint = registered.path("id").asText();
        publicKey = registered.path("public_keys").path(0).asText();
    }

    @AfterEach
    void it_listens_no_more() {
        partner.api().delete("/webhooks/" + endpoint).expect(204);
        server.stop(0);
    }

    @Test
    void a_capture_is_told_signed_and_in_order() throws Exception {
        var invoice = customer.invoice("Firewall", usd(90_00)).due(inDays(20)).chargeLater();
        var charge = invoice.charge().now();
        charge.untilCaptured();

        var captured = arrived("charge.captured");
        assertThat(captured.json().path("data").path("charge_id").asText()).isEqualTo(charge.id());
        assertThat(captured.json().path("data").path("invoice_id").asText()).isEqualTo(invoice.id());
        assertThat(isGenuine(captured)).isTrue();
        assertThat(Instant.ofEpochSecond(Long.parseLong(captured.timestamp())))
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plus(Duration.ofMinutes(5)));
        arrived("invoice.paid");
        var ofCharge = arrived.stream()
                .filter(Arrived::taken)
                .map(Arrived::json)
                .filter(one -> one.path("subject").asText().equals(charge.id()))
                .map(one -> one.path("sequence").asLong())
                .toList();
        assertThat(ofCharge).isSorted().doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void what_was_not_taken_is_tried_again_and_what_was_missed_is_read_again() {
        failsOnceAt = "invoice.created";
        var invoice = customer.invoice("Backup", usd(40_00)).due(inDays(20)).chargeLater();

        var tried = eventually(
                "a second try",
                () -> Optional.of(of("invoice.created")).filter(tries -> tries.size() == 2),
                () -> "heard " + arrived.size());
        assertThat(tried).extracting(Arrived::taken).containsExactly(false, true);
        assertThat(tried.get(0).id()).isEqualTo(tried.get(1).id());
        var log = eventually(
                "a log of it",
                () -> partner.list("/webhooks/" + endpoint + "/deliveries").stream()
                        .filter(one -> one.path("type").asText().equals("invoice.created"))
                        .filter(one -> one.path("state").asText().equals("delivered"))
                        .findFirst(),
                () -> partner.list("/webhooks/" + endpoint + "/deliveries").toString());
        assertThat(log.path("tries").findValuesAsText("status")).containsExactly("503", "204");

        invoice.charge().now().untilCaptured();
        arrived("invoice.paid");
        var feed = eventually(
                "a feed that ends with what was heard",
                () -> Optional.of(partner.list("/webhooks/events?limit=100"))
                        .filter(news -> types(news).containsAll(List.of("charge.captured", "invoice.paid"))),
                () -> types(partner.list("/webhooks/events?limit=100")).toString());
        var created = feed.stream()
                .filter(one -> one.path("type").asText().equals("invoice.created"))
                .findFirst()
                .orElseThrow();
        assertThat(feed).extracting(one -> one.path("position").asLong()).isSorted();
        var rest = partner.list(
                "/webhooks/events?limit=100&after=" + created.path("position").asText());
        var afterIt = feed.subList(feed.indexOf(created) + 1, feed.size());
        assertThat(afterIt).isNotEmpty().isEqualTo(rest.subList(0, afterIt.size()));

        var wish = Wire.object().put("endpoint_id", endpoint);
        wish.putArray("event_ids").add(created.path("id").asText());
        partner.api().post("/webhooks/retry", wish).expect(202);
        eventually(
                "what was asked for again",
                () -> Optional.of(of("invoice.created")).filter(tries -> tries.size() == 3),
                () -> "heard " + arrived.size());
        assertThat(of("invoice.created").get(2).id()).isEqualTo(tried.get(0).id());
    }

    private static List<String> types(List<JsonNode> news) {
        return news.stream().map(one -> one.path("type").asText()).toList();
    }

    private Arrived arrived(String type) {
        return eventually(type, () -> of(type).stream().filter(Arrived::taken).findFirst(), () -> arrived.stream()
                .map(one -> one.json().path("type").asText())
                .toList()
                .toString());
    }

    private List<Arrived> of(String type) {
        return arrived.stream()
                .filter(one -> one.json().path("type").asText().equals(type))
                .toList();
    }

    private boolean isGenuine(Arrived webhook) throws GeneralSecurityException {
        var key = new ByteArrayOutputStream();
        key.writeBytes(HexFormat.of().parseHex("302a300506032b6570032100")); // X.509 before the 32 bytes of the key
        key.writeBytes(Base64.getDecoder().decode(publicKey.replaceFirst("^whpk_", "")));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key.toByteArray())));
        verifier.update((webhook.id() + "." + webhook.timestamp() + ".").getBytes(StandardCharsets.UTF_8));
        verifier.update(webhook.body());
        return verifier.verify(Base64.getDecoder().decode(webhook.signature().replaceFirst("^v1a,", "")));
    }
}
