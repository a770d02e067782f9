package io.autocharge.contracts.payment;

import io.autocharge.contracts.Refusal;

/** Why an order to an invoice's payment links is refused. */
public enum LinkRefusal implements Refusal {
    LINK_UNKNOWN(Kind.UNKNOWN, "There is no such payment link."),
    LINK_CLOSED(Kind.CONFLICT, "The payment link opens nothing any more."),
    LINK_LOCKED(Kind.CONFLICT, "The payment link was tried too often."),
    LINK_BUSY(Kind.CONFLICT, "Other payments by this link are under way.");

    private final Kind kind;
    private final String sentence;

    LinkRefusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
