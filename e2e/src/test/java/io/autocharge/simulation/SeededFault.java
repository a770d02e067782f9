package io.autocharge.simulation;

/** Mistakes that the product does not make. The simulation makes them on its behalf, to show that it would find them. */
enum SeededFault {
    NONE,
    A_FRESH_KEY_FOR_EACH_TRY,
    A_TIME_OUT_IS_READ_AS_A_DECLINE,
    THE_RESERVATION_IS_FREED_ON_UNKNOWN,
    PUBLISHED_BEFORE_IT_IS_STORED,
    THE_OFFSET_IS_KEPT_BEFORE_THE_EVENT,
    AN_INVOICE_FORGETS_WHO_PAID,
    EFFECTS_ARE_NOT_REMEMBERED,
    LEASES_ARE_IGNORED,
    NOT_FOUND_IS_READ_AS_FAILED,
    ASKED_AGAIN_AFTER_THE_KEY_HAS_ENDED,
    THE_PARTNER_IS_NOT_CHECKED;

    /** As a sentence. */
    String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
