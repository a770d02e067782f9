package io.autocharge.stack.processor;

/** What a test card or test account does when it is charged. Only this is kept of its number. */
enum Behaviour {
    SUCCEEDS(null, null),
    GENERIC_DECLINE("generic_decline", null),
    INSUFFICIENT_FUNDS("insufficient_funds", null),
    EXPIRED_CARD("expired_card", null),
    LOST_CARD("lost_card", null),
    STOLEN_CARD("stolen_card", null),
    AUTHENTICATION_REQUIRED("authentication_required", null),
    DECLINES_ONCE_STORED("do_not_honor", null),
    DO_NOT_HONOR("do_not_honor", null),
    INCORRECT_NUMBER("incorrect_number", null),
    PICKUP_CARD("pickup_card", null),
    INVALID_ACCOUNT("invalid_account", null),
    CARD_NOT_SUPPORTED("card_not_supported", null),
    PROCESSING_ERROR("processing_error", null),
    CAPTURES_THEN_DROPS(null, null),
    REFUNDS_FAIL(null, null),
    REFUNDS_TAKE_TIME(null, null),
    SETTLES(null, null),
    RETURNS_R01(null, "R01"),
    RETURNS_R10(null, "R10"),
    RETURNS_R02(null, "R02"),
    RETURNS_R03(null, "R03"),
    RETURNS_R04(null, "R04"),
    RETURNS_R07(null, "R07"),
    RETURNS_R08(null, "R08"),
    RETURNS_R09(null, "R09"),
    STAYS_PENDING(null, null);

    private final String declineCode;
    private final String returnCode;

    Behaviour(String declineCode, String returnCode) {
        this.declineCode = declineCode;
        this.returnCode = returnCode;
    }

    String declineCode() {
        return declineCode;
    }

    String returnCode() {
        return returnCode;
    }

    boolean declines() {
        return declineCode != null;
    }

    /** What becomes of a refund at first. */
    String firstOfRefund() {
        return this == REFUNDS_FAIL ? "failed" : this == REFUNDS_TAKE_TIME ? "pending" : "succeeded";
    }

    boolean takesDays() {
        return ordinal() >= SETTLES.ordinal();
    }
}
