package io.autocharge.contracts.payment;

import io.autocharge.contracts.Refusal;

/** Why an order to a case is refused. */
public enum CaseRefusal implements Refusal {
    CASE_UNKNOWN(Kind.UNKNOWN, "There is no such case."),
    CASE_CLOSED(Kind.CONFLICT, "The case is closed.");

    private final Kind kind;
    private final String sentence;

    CaseRefusal(Kind kind, String sentence) {
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
