package io.autocharge.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.contracts.Money;
import java.time.LocalDate;

/** A charge as it is being ordered, until its time is said. Without an amount it takes all that is outstanding. */
public record ChargeOrder(Invoice invoice, Money amount, PaymentMethod method) {

    /** Charges this method and not the default. */
    public ChargeOrder with(PaymentMethod method) {
        return new ChargeOrder(invoice, amount, method);
    }

    /** <em>Charge now</em>. */
    public Charge now() {
        return at("now");
    }

    /** <em>Charge on due date</em>. */
    public Charge onDueDate() {
        return at("due_date");
    }

    /** Charges on a date still to come. */
    public Charge on(LocalDate date) {
        return at(date.toString());
    }

    /** Orders it under an idempotency key of the caller's choice. */
    public Answer send(String idempotencyKey, String when) {
        return invoice.partner().api(idempotencyKey).post("/charges", json(when));
    }

    /** The request as it would be sent. */
    public ObjectNode json(String when) {
        var body = Wire.object().put("invoice_id", invoice.id()).put("when", when);
        if (amount != null) {
            body.set("amount", Wire.json(amount));
        }
        if (method != null) {
            body.put("payment_method_id", method.id());
        }
        return body;
    }

    private Charge at(String when) {
        var charge =
                invoice.partner().api().post("/charges", json(when)).expect(202).json();
        return new Charge(invoice, charge.path("id").asText());
    }
}
