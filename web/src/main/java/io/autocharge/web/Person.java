package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Who is signed in with a browser.
 *
 * @param customer the customer that it acts for; absent for a partner's staff
 * @param name how the person is called, or the customer; empty where it is not known yet
 * @param partnerName for whom staff works, or who invoices the customer
 * @param partnerZone the time zone of the partner's due dates
 */
public record Person(
        String id,
        String partner,
        String customer,
        String role,
        List<String> scopes,
        Instant signedInAt,
        String name,
        String partnerName,
        ZoneId partnerZone) {

    static Person of(JsonObject known) {
        return new Person(
                known.getString("person"),
                known.getString("partner_id"),
                known.getString("customer_id"),
                known.getString("role"),
                known.getJsonArray("scopes").stream().map(String::valueOf).toList(),
                Instant.parse(known.getString("signed_in_at")),
                known.getString("name", ""),
                known.getString("partner_name", ""),
                zone(known.getString("time_zone")));
    }

    /** Whether it works for the partner. */
    public boolean isStaff() {
        return customer == null;
    }

    private static ZoneId zone(String name) {
        return name == null ? ZoneOffset.UTC : ZoneId.of(name);
    }
}
