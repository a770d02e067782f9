package io.autocharge.payment.policy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.payment.reconciliation.Finding;
import io.autocharge.payment.reconciliation.Invariant;
import io.autocharge.payment.view.UncoveredInvoices;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * I15: every open invoice that auto-pay should charge has exactly one charge to come. The open invoices of partners for
 * whom something happened are walked through, some in each pass; what was found is looked at again in every pass.
 */
@Singleton
class AutoPayWalk {

    private static final int PARTS = 5;
    private static final int PART = 100;
    private static final int MOST = 1_000;

    /** Walks the open invoices of a partner, a part at a time. */
    interface Search {
        UncoveredInvoices.Part next(PartnerId partner, InvoiceId after, int limit);
    }

    private final Search search;
    private final BiPredicate<PartnerId, InvoiceId> isUncovered;

    /** Who is still to be looked at, and behind which invoice. */
    private final Map<PartnerId, InvoiceId> ahead = new LinkedHashMap<>();

    private final Map<InvoiceId, PartnerId> found = new LinkedHashMap<>();

    @Inject
    AutoPayWalk(UncoveredInvoices uncovered) {
        this(uncovered::find, uncovered::isUncovered);
    }

    AutoPayWalk(Search search, BiPredicate<PartnerId, InvoiceId> isUncovered) {
        this.search = search;
        this.isUncovered = isUncovered;
    }

    /** Something has happened for these partners. */
    void visit(Collection<PartnerId> active) {
        active.forEach(partner -> ahead.putIfAbsent(partner, null));
    }

    /** Goes on with the walk; answers all that does not hold as far as it was walked. */
    List<Finding> goOn() {
        found.entrySet().removeIf(entry -> !isUncovered.test(entry.getValue(), entry.getKey()));
        for (int part = 0; part < PARTS && !ahead.isEmpty() && found.size() < MOST; part++) {
            var partner = ahead.keySet().iterator().next();
            var next = search.next(partner, ahead.remove(partner), PART);
            next.uncovered().forEach(invoice -> found.put(invoice, partner));
            if (next.last() != null) {
                ahead.put(partner, next.last());
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Finding(
                        Invariant.I15,
                        entry.getValue(),
                        entry.getKey().value(),
                        "auto-pay should charge it, and has no charge to come, or two"))
                .toList();
    }
}
