package io.autocharge.runtime.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Who may do what, on one page. A route that no line speaks of is closed to everybody. */
public final class Rights {

    /** Needs no token: whoever holds the address may come in. */
    static final String ANYONE = "anyone";

    /** Needs the token of operators, which is never given to a partner and never passes the edge. */
    static final String OPERATORS = "operators";

    private record Line(Set<String> methods, String under, String right) {

        Line {
            under = shape(under);
        }

        boolean covers(String method, String shape) {
            return methods.contains(method) && (shape.equals(under) || shape.startsWith(under + "/"));
        }
    }

    private static final Set<String> READ = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> WRITE = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> ALL = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    /** The first line that fits holds. */
    private static final List<Line> LINES = List.of(
            new Line(ALL, "/ops", OPERATORS),
            new Line(ALL, "/internal", OPERATORS),
            new Line(ALL, "/partners", OPERATORS),
            new Line(ALL, "/pay", ANYONE),
            new Line(Set.of("POST"), "/processors", ANYONE), // their signature is their right
            new Line(ALL, "/cancel", ANYONE),
            new Line(WRITE, "/customers/{customer}/auto-pay", "autopay:write"),
            new Line(READ, "/customers", "customers:read"),
            new Line(WRITE, "/customers", "customers:write"),
            new Line(READ, "/collection-terms", "customers:read"),
            new Line(WRITE, "/collection-terms", "autopay:write"),
            new Line(READ, "/invoices", "invoices:read"),
            new Line(WRITE, "/invoices", "invoices:write"),
            new Line(READ, "/credits", "invoices:read"),
            new Line(WRITE, "/credits/{id}/refund", "refunds:write"),
            new Line(WRITE, "/credits", "invoices:write"),
            new Line(READ, "/auto-pay-rules", "invoices:read"),
            new Line(WRITE, "/auto-pay-rules", "autopay:write"),
            new Line(READ, "/charges", "invoices:read"),
            new Line(WRITE, "/charges", "charges:write"),
            new Line(READ, "/refunds", "invoices:read"),
            new Line(WRITE, "/refunds", "refunds:write"),
            new Line(READ, "/cases", "reports:read"),
            new Line(WRITE, "/cases", "refunds:write"),
            new Line(READ, "/receipts", "invoices:read"),
            new Line(READ, "/messages", "reports:read"),
            new Line(READ, "/sandbox", "reports:read"),
            new Line(WRITE, "/sandbox", "charges:write"), // charges fall due when time passes
            new Line(READ, "/journal", "reports:read"),
            new Line(READ, "/reconciliation", "reports:read"),
            new Line(ALL, "/api-keys", "keys:manage"),
            new Line(ALL, "/staff", "staff:manage"), // no API key can have it: persons let persons in
            new Line(ALL, "/webhooks", "webhooks:manage"));

    private Rights() {}

    /**
     * The right that a route asks for; {@code template} is the whole path as class and method declare it. What a parameter
     * is called does not matter.
     */
    public static Optional<String> of(String method, String template) {
        var shape = shape(template);
        return LINES.stream()
                .filter(line -> line.covers(method, shape))
                .map(Line::right)
                .findFirst();
    }

    /** All rights that there are lines for. */
    static Set<String> all() {
        return LINES.stream().map(Line::right).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shape(String template) {
        return template.replaceAll("\\{[^/]*}", "{}");
    }
}
