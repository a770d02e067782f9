package io.autocharge.e2e;

/** The test bank accounts that the sandbox's processor knows. */
public enum TestBank {
    /** Pending, and then settled. */
    SETTLES("000123456789"),
    /** Pending, and then returned for want of funds. */
    RETURNS_R01("000111111116"),
    /** Pending, and then returned as not authorised. */
    RETURNS_R10("000111111113"),
    /** Pending for ever. */
    STAYS_PENDING("000222222227");

    private final String number;

    TestBank(String number) {
        this.number = number;
    }

    /** Its account number, for the processor's eyes only. */
    public String number() {
        return number;
    }
}
