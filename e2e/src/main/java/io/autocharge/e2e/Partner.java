package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Who invoices and gets paid: a partner app that knows the public API and nothing else. */
public final class Partner {

    /** What a partner app is given to come in with. */
    public record Credentials(String partnerId, String name, ZoneId zone, String clientId, String clientSecret) {}

    private final Addresses addresses;
    private final Credentials credentials;
    private String token;
    private Instant tokenEnds = Instant.MIN;

    public Partner(Addresses addresses, Credentials credentials) {
        this.addresses = addresses;
        this.credentials = credentials;
    }

    /** What it comes in with. */
    public Credentials credentials() {
        return credentials;
    }

    /** Its id. */
    public String id() {
        return credentials.partnerId();
    }

    /** Its name as customers read it. */
    public String name() {
        return credentials.name();
    }

    /** Adds a company with one person. */
    public Customer addCustomer(String company, String person, String email) {
        var body = Wire.object().put("name", company);
        body.putArray("users").addObject().put("name", person).put("email", email);
        var added = api().post("/customers", body).expect(201).json();
        return new Customer(this, added.path("id").asText(), company, email);
    }

    /** A list of the API, first page. */
    public List<JsonNode> list(String path) {
        var data = api().get(path).expect(200).json().path("data");
        return StreamSupport.stream(data.spliterator(), false).toList();
    }

    /** The receipts of an invoice. */
    public List<Receipt> receipts(Invoice invoice) {
        return list("/receipts?limit=100&invoice_id=" + invoice.id()).stream()
                .map(json -> new Receipt(this, json))
                .filter(receipt -> receipt.invoiceId().equals(invoice.id()))
                .toList();
    }

    /** The API with a token that works now and a fresh idempotency key. */
    public Wire api() {
        return api(UUID.randomUUID().toString());
    }

    /** The API under an idempotency key of the caller's choice. */
    public Wire api(String idempotencyKey) {
        return anonymous().bearer(token()).with("Idempotency-Key", idempotencyKey);
    }

    /** The API without any right to come in. */
    public Wire anonymous() {
        return Wire.to(addresses.web() + "/v1");
    }

    /** A bearer token that works for some minutes. */
    public synchronized String token() {
        if (Instant.now().isAfter(tokenEnds)) {
            var basic = credentials.clientId() + ":" + credentials.clientSecret();
            var answer = anonymous()
                    .with("Authorization", "Basic " + base64(basic))
                    .form("/oauth/token", "grant_type=client_credentials")
                    .expect(200)
                    .json();
            token = answer.path("access_token").asText();
            tokenEnds = Instant.now().plusSeconds(answer.path("expires_in").asLong() / 2);
        }
        return token;
    }

    /** A bearer token that was made just now. */
    public synchronized String freshToken() {
        tokenEnds = Instant.MIN;
        return token();
    }

    /** Where the system is. */
    Addresses addresses() {
        return addresses;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
