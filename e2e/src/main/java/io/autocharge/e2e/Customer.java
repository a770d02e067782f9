package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.autocharge.contracts.Money;
import java.util.List;

/** Whom a partner invoices. */
public record Customer(Partner partner, String id, String company, String email) {

    /** Adds a person to the company. */
    public void addUser(String name, String email) {
        partner.api()
                .post(path() + "/users", Wire.object().put("name", name).put("email", email))
                .expect(201);
    }

    /** Puts the company's name right. */
    public Customer rename(String company) {
        partner.api().patch(path(), Wire.object().put("name", company)).expect(200);
        return new Customer(partner, id, company, email);
    }

    /** Gives the customer these tags and no others. */
    public void tag(String... tags) {
        var body = Wire.object();
        var list = body.putArray("tags");
        List.of(tags).forEach(list::add);
        partner.api().put(path() + "/tags", body).expect(200);
    }

    /** Ends the business with this customer. */
    public void archive() {
        partner.api().delete(path()).expect(204);
    }

    /** The customer as the API shows it. */
    public JsonNode show() {
        return partner.api().get(path()).expect(200).json();
    }

    /** Puts a card on file, as the processor's own form would: its number goes to the processor and to nobody else. */
    public PaymentMethod addCard(TestCard card) {
        return store(new Processor(partner.addresses()).tokenFor(card));
    }

    /** Puts a bank account on file. */
    public PaymentMethod addBankAccount(TestBank bank) {
        return store(new Processor(partner.addresses()).tokenFor(bank));
    }

    /** The methods on file. */
    public List<PaymentMethod> methods() {
        return partner.list(path() + "/payment-methods").stream()
                .map(json -> new PaymentMethod(this, json))
                .toList();
    }

    /** Starts to write an invoice over one line. */
    public InvoiceDraft invoice(String description, Money price) {
        return InvoiceDraft.of(this).line(description, 1, price);
    }

    /** Its path in the API. */
    String path() {
        return "/customers/" + id;
    }

    private PaymentMethod store(String processorToken) {
        var stored = partner.api()
                .post(path() + "/payment-methods", Wire.object().put("token", processorToken))
                .expect(201)
                .json();
        return new PaymentMethod(this, stored);
    }
}
