package io.autocharge.contracts.customer;

import io.autocharge.contracts.Refusal;

/** Why an order to a partner is refused. */
public enum PartnerRefusal implements Refusal {
    PARTNER_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    PARTNER_UNKNOWN(Kind.UNKNOWN, "There is no such partner."),
    NAME_MISSING(Kind.INVALID, "A partner needs a name of at most 200 characters."),
    EMAIL_MALFORMED(Kind.INVALID, "A partner needs an e-mail address."),
    TIME_ZONE_MISSING(Kind.INVALID, "A partner needs a time zone."),
    CUT_OFF_HOUR_OUT_OF_RANGE(Kind.INVALID, "A cut-off hour is one of 0 to 23."),
    SCOPE_UNKNOWN(Kind.INVALID, "One of these scopes is not known, or none was named."),
    TOO_MANY_API_KEYS(Kind.CONFLICT, "A partner has at most two API keys at a time. Revoke one first."),
    API_KEY_ALREADY_ISSUED(
            Kind.CONFLICT, "This key was issued before and its secret shown once. Revoke it and issue another."),
    API_KEY_UNKNOWN(Kind.UNKNOWN, "There is no such API key."),
    API_KEY_NAME_TOO_LONG(Kind.INVALID, "The name of an API key has 1 to 100 characters."),
    API_KEY_TERM_OUT_OF_RANGE(Kind.INVALID, "An API key is good until a moment in the next 365 days."),
    API_KEY_PROOF_MISSING(Kind.INVALID, "An API key needs either a secret or a public key.");

    private final Kind kind;
    private final String sentence;

    PartnerRefusal(Kind kind, String sentence) {
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
