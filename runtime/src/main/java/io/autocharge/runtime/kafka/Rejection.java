package io.autocharge.runtime.kafka;

/** Why a record is not taken: the stable code that goes to the dead letters and, if its sender is known, into the reply. */
public enum Rejection {
    TOO_LARGE("The record is larger than is taken."),
    HEADER_MISSING("A header that every message carries is missing."),
    HEADER_MALFORMED("A header does not say what it should."),
    KEY_WRONG("The key is not the id of the aggregate that the message is about."),
    TYPE_UNKNOWN("There is no message of this type on this topic."),
    SIGNATURE_MISSING("A command needs the header 'signature'."),
    SIGNATURE_MALFORMED("The header 'signature' is not a compact JWS over the claims of a command."),
    ISSUER_UNKNOWN("The key that signed the command belongs to no trusted issuer."),
    SIGNATURE_FORGED("The signature does not belong to the key that it names."),
    PAYLOAD_TAMPERED("The body is not the one that was signed."),
    HEADERS_DISAGREE("The headers are not those that were signed."),
    AUDIENCE_WRONG("The command was signed for another topic."),
    TYPE_NOT_ALLOWED("The issuer may not order this."),
    PARTNER_NOT_ALLOWED("The issuer may not order for this partner."),
    LIFETIME_WRONG("A command lives at most 24 hours, from 'iat' to 'exp'."),
    NOT_YET_VALID("The command was signed in the future."),
    EXPIRED("The command is too old."),
    ID_ALREADY_USED("The issuer has used this command id for another command."),
    ACCOUNT_DATA("The message holds what looks like a card or account number, and was not kept."),
    BODY_MALFORMED("The body is not a message of its type."),
    PREDECESSOR_MISSING("The event before this one has not been seen."),
    WAITS_BEHIND("An earlier record of its key waits."),
    NOT_HANDLED("The message was right, but could not be handled.");

    private final String sentence;

    Rejection(String sentence) {
        this.sentence = sentence;
    }

    /** One sentence that people read. */
    public String sentence() {
        return sentence;
    }

    /** This reason, with what exactly was wrong in {@code detail}. */
    Rejected because(String detail) {
        return new Rejected(this, detail);
    }
}
