package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** One order to collect an amount. */
public record Charge(Invoice invoice, String id) {

    /** Waits until it has this status: {@code captured}, {@code pending}, {@code declined} … */
    public JsonNode until(String status) {
        return eventually(
                "charge " + id + " " + status,
                () -> Optional.of(show()).filter(charge -> status.equals(status(charge))),
                this::show);
    }

    /** Waits until the money is in. */
    public JsonNode untilCaptured() {
        return until("captured");
    }

    /** Gives it up. */
    public Answer cancel() {
        return invoice.partner().api().post("/charges/" + id + "/cancel", Wire.object());
    }

    /** The charge as the API shows it. */
    public JsonNode show() {
        return invoice.partner().api().get("/charges/" + id).expect(200).json();
    }

    private static String status(JsonNode charge) {
        return charge.path("status").asText();
    }
}
