package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ABOVE_OUTSTANDING;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Allocation;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides one payment among invoices. The parts are the whole to the last minor unit, none is more than its invoice has
 * open, and an invoice for which nothing is left gets none.
 */
public final class Split {

    private Split() {}

    /** By what rule. */
    public enum Way {
        /** What is due first is paid first. */
        OLDEST_FIRST,
        /** Each invoice gets its share of what is open; the units that are left over go to the largest fractions. */
        PROPORTIONAL
    }

    /** An invoice, and what is open on it. */
    public record Open(InvoiceId invoice, Money outstanding, LocalDate dueOn) {}

    /**
     * The parts of {@code amount}.
     *
     * @throws io.autocharge.contracts.Refused if it is more than all of them have open
     */
    public static List<Allocation> of(Money amount, List<Open> invoices, Way way) {
        var most = invoices.stream().map(Open::outstanding).reduce(amount.zero(), Money::plus);
        ABOVE_OUTSTANDING.when(amount.exceeds(most));
        var parts = way == Way.OLDEST_FIRST ? oldestFirst(amount, invoices) : proportional(amount, invoices, most);
        return parts.stream().filter(part -> part.amount().isPositive()).toList();
    }

    private static List<Allocation> oldestFirst(Money amount, List<Open> invoices) {
        var parts = new ArrayList<Allocation>();
        var left = amount;
        for (var invoice : invoices.stream()
                .sorted(Comparator.comparing(Open::dueOn)
                        .thenComparing(open -> open.invoice().value()))
                .toList()) {
            var part = left.atMost(invoice.outstanding());
            parts.add(new Allocation(invoice.invoice(), part));
            left = left.minus(part);
        }
        return parts;
    }

    private static List<Allocation> proportional(Money amount, List<Open> invoices, Money most) {
        record Portion(Open invoice, long whole, BigInteger fraction) {}
        var total = BigInteger.valueOf(Math.max(1, most.amount()));
        var portions = new ArrayList<Portion>();
        var left = amount.amount();
        for (var invoice : invoices) {
            var exact = BigInteger.valueOf(amount.amount())
                    .multiply(BigInteger.valueOf(invoice.outstanding().amount()))
                    .divideAndRemainder(total);
            portions.add(new Portion(invoice, exact[0].longValueExact(), exact[1]));
            left -= exact[0].longValueExact();
        }
        portions.sort(Comparator.comparing(Portion::fraction)
                .reversed()
                .thenComparing(portion -> portion.invoice().invoice().value()));
        var parts = new ArrayList<Allocation>();
        for (var portion : portions) {
            var more = left > 0 ? 1 : 0; // only what has a fraction gets one more, so it never exceeds what is open
            left -= more;
            parts.add(
                    new Allocation(portion.invoice().invoice(), new Money(portion.whole() + more, amount.currency())));
        }
        return parts;
    }
}
