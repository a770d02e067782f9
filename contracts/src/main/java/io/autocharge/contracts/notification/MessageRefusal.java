package io.autocharge.contracts.notification;

import io.autocharge.contracts.Refusal;

/** Why an order to an e-mail is refused. */
public enum MessageRefusal implements Refusal {
    MESSAGE_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content.");

    private final Kind kind;
    private final String sentence;

    MessageRefusal(Kind kind, String sentence) {
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
