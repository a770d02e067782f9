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
    CAPTURES_THEN_DROPS(null, null),
    SETTLES(null, null),
    RETURNS_R01(null, "R01"),
    RETURNS_R10(null, "R10"),
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

    boolean takesDays() {
        return ordinal() >= SETTLES.ordinal();
    }
}
