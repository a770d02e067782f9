package io.autocharge.contracts.customer;

import io.autocharge.contracts.Refusal;

/** Why an order to a person of a partner's staff is refused. */
public enum StaffRefusal implements Refusal {
    STAFF_UNKNOWN(Kind.UNKNOWN, "There is no such person."),
    STAFF_ALREADY_JOINED(Kind.CONFLICT, "This person has joined before."),
    STAFF_NOT_JOINED(Kind.CONFLICT, "This person has not joined yet."),
    STAFF_NAME_MISSING(Kind.INVALID, "A person needs a name of at most 200 characters."),
    STAFF_EMAIL_MALFORMED(Kind.INVALID, "This is no e-mail address."),
    STAFF_ROLE_MISSING(Kind.INVALID, "A person needs a role: admin, member or read_only."),
    NOT_ONESELF(Kind.CONFLICT, "Nobody changes the own role or removes the own account: another admin does.");

    private final Kind kind;
    private final String sentence;

    StaffRefusal(Kind kind, String sentence) {
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
