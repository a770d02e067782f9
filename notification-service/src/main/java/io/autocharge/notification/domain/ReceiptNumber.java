package io.autocharge.notification.domain;

import java.util.Locale;

/** How a partner's receipts are numbered on paper: {@code R-000001}. */
public final class ReceiptNumber {

    private ReceiptNumber() {}

    /** The number as people read it. */
    public static String written(long number) {
        return String.format(Locale.ROOT, "R-%06d", number);
    }
}
