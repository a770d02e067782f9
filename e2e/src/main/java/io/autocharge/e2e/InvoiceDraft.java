package io.autocharge.e2e;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.contracts.Money;
import java.time.LocalDate;

/** An invoice as it is being written, until one of the three ways to collect it is chosen. */
public final class InvoiceDraft {

    private final Customer customer;
    private final ObjectNode body;

    private InvoiceDraft(Customer customer, ObjectNode body) {
        this.customer = customer;
        this.body = body;
    }

    static InvoiceDraft of(Customer customer) {
        var body = Wire.object().put("customer_id", customer.id());
        body.putArray("line_items");
        return new InvoiceDraft(customer, body);
    }

    /** So many of something, at a price each. */
    public InvoiceDraft line(String description, int quantity, Money price) {
        var next = body.deepCopy();
        var line = ((ArrayNode) next.path("line_items")).addObject();
        line.put("description", description).put("quantity", quantity).set("unit_price", Wire.json(price));
        return new InvoiceDraft(customer, next);
    }

    /** The number on the paper. */
    public InvoiceDraft number(String number) {
        return with("number", number);
    }

    /** The partner's own name for it. */
    public InvoiceDraft externalId(String id) {
        return with("external_id", id);
    }

    /** A word to the customer. */
    public InvoiceDraft memo(String memo) {
        return with("memo", memo);
    }

    /** When it is due, in the partner's time zone. */
    public InvoiceDraft due(LocalDate date) {
        return with("due_date", date.toString());
    }

    /** <em>Charge later</em>: only creates the invoice. */
    public Invoice chargeLater() {
        return create(body.deepCopy().put("collection", "charge_later"));
    }

    /** <em>Email payment link to customer</em>: creates it and mails the link at once. */
    public Invoice emailPaymentLink() {
        return create(body.deepCopy().put("collection", "email_payment_link"));
    }

    /** <em>Charge the method on file</em>: {@code now}, {@code due_date} or a date. */
    public Invoice chargeMethodOnFile(String when) {
        return create(body.deepCopy().put("collection", "charge_method_on_file").put("when", when));
    }

    /** The request as it would be sent, to be spoilt by tests of bad input. */
    public ObjectNode json() {
        return body.deepCopy().put("collection", "charge_later");
    }

    private InvoiceDraft with(String field, String value) {
        return new InvoiceDraft(customer, body.deepCopy().put(field, value));
    }

    private Invoice create(ObjectNode request) {
        var created =
                customer.partner().api().post("/invoices", request).expect(201).json();
        return new Invoice(
                customer, created.path("id").asText(), created.path("number").asText());
    }
}
