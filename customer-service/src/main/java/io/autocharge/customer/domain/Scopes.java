package io.autocharge.customer.domain;

import java.util.HashSet;
import java.util.List;

/** What a partner may let its apps do. Nothing of operators is among it. */
public final class Scopes {

    /** All of them, as an access token writes them. */
    public static final List<String> ALL = List.of(
            "customers:read",
            "customers:write",
            "invoices:read",
            "invoices:write",
            "charges:write",
            "refunds:write",
            "autopay:write",
            "links:write",
            "webhooks:manage",
            "keys:manage",
            "reports:read");

    private Scopes() {}

    static boolean known(List<String> scopes) {
        return scopes != null
                && !scopes.isEmpty()
                && ALL.containsAll(scopes)
                && new HashSet<>(scopes).size() == scopes.size();
    }
}
