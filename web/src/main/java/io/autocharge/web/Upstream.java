package io.autocharge.web;

import java.util.Locale;

/** A service behind the edge. */
enum Upstream {
    CUSTOMER,
    INVOICE,
    PAYMENT,
    NOTIFICATION;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
