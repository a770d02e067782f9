package io.autocharge.web.portal;

import io.autocharge.web.Sum;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;

/** An invoice as the API tells it, on a page. */
public record Bill(
        String id,
        String number,
        String customerId,
        String customer,
        String status,
        LocalDate dueOn,
        Sum total,
        Sum outstanding) {

    static Bill of(JsonObject told) {
        return new Bill(
                told.getString("id"),
                told.getString("number"),
                told.getString("customer_id"),
                told.getString("customer_name"),
                told.getString("status"),
                LocalDate.parse(told.getString("due_date")),
                Sum.of(told.getJsonObject("total")),
                Sum.of(told.getJsonObject("outstanding")));
    }

    /** Which one it is, in a word or two. */
    public String subtitle() {
        return number + " · " + customer;
    }

    /** Whether something of it can still be collected. */
    public boolean isOpen() {
        return !outstanding.zero() && !status.equals("archived");
    }

    /** Whether it can be put away. */
    public boolean isKept() {
        return !status.equals("archived");
    }

    /** Whether a part of it is paid. */
    public boolean isPartlyPaid() {
        return outstanding.amount() < total.amount() && !outstanding.zero();
    }
}
