package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * Who is signed in with a browser.
 *
 * @param customer the customer that it acts for; absent for a partner's staff
 */
record Person(String id, String partner, String customer, String role, List<String> scopes, Instant signedInAt) {

    static Person of(JsonObject known) {
        return new Person(
                known.getString("person"),
                known.getString("partner_id"),
                known.getString("customer_id"),
                known.getString("role"),
                known.getJsonArray("scopes").stream().map(String::valueOf).toList(),
                Instant.parse(known.getString("signed_in_at")));
    }
}
