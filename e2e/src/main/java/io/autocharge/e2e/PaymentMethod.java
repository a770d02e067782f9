package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;

/** A stored card or bank account. */
public record PaymentMethod(Customer customer, JsonNode json) {

    /** Its id. */
    public String id() {
        return json.path("id").asText();
    }

    /** How people call it: {@code visa ending in 4242}. */
    public String title() {
        var name = json.path("brand").asText(json.path("bank_name").asText());
        return (name.isEmpty() || name.equals("null") ? json.path("bank_name").asText() : name) + " ending in "
                + json.path("last4").asText();
    }

    /** Whether automatic charges use it. */
    public boolean isDefault() {
        return json.path("default").asBoolean();
    }

    /** Has automatic charges use it. */
    public void makeDefault() {
        customer.partner()
                .api()
                .post(customer.path() + "/payment-methods/" + id() + "/default", Wire.object())
                .expect(200);
    }

    /** Takes it off the file. */
    public void remove() {
        customer.partner()
                .api()
                .delete(customer.path() + "/payment-methods/" + id())
                .expect(204);
    }
}
