package io.autocharge.e2e;

import io.autocharge.contracts.Money;
import java.util.UUID;

/** The hosted page behind a payment link, through the door that it uses: no sign-in, the link is the right. */
public record PaymentPage(String link) {

    /** What the page shows. */
    public Answer show(Addresses addresses) {
        return Wire.to(addresses.web() + "/v1").get("/pay/" + token());
    }

    /** Pays so much with a card that is given to the processor alone. */
    public Answer pay(Addresses addresses, TestCard card, Money amount) {
        return send(addresses, card, amount).expect(202);
    }

    /** Tries to pay so much. */
    public Answer send(Addresses addresses, TestCard card, Money amount) {
        var body = Wire.object().put("token", new Processor(addresses).tokenFor(card));
        body.set("amount", Wire.json(amount));
        return Wire.to(addresses.web() + "/v1")
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/pay/" + token(), body);
    }

    /** The right that the link carries. */
    public String token() {
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
