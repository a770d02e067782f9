package io.autocharge.e2e;

/** The well-known test cards that the sandbox's processor knows. */
public enum TestCard {
    /** Every charge succeeds. */
    SUCCEEDS("4242424242424242"),
    /** Every charge is declined. */
    DECLINED("4000000000000002"),
    /** There is never enough money. */
    INSUFFICIENT_FUNDS("4000000000009995"),
    /** It was reported stolen. */
    STOLEN("4000000000009979"),
    /** It has expired. */
    EXPIRED("4000000000000069"),
    /** Can be stored, and then every charge fails. */
    FAILS_LATER("4000000000000341");

    private final String number;

    TestCard(String number) {
        this.number = number;
    }

    /** Its number, for the processor's eyes only. */
    public String number() {
        return number;
    }
}
