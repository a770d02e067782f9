package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;

/** The sums of an invoice added up from the amounts of its events, whatever the events say that they come to. */
final class InvoiceTally {

    long total;
    long captured;
    long refunded;
    long returned;
    long disputed;
    long credited;
    long writtenOff;

    /** Adds the event; answers whether it changed a sum. */
    boolean add(Event event) {
        if (event instanceof InvoiceCreated e) {
            total = e.total().amount();
        } else if (event instanceof PaymentApplied e) {
            captured += minor(e.amount());
        } else if (event instanceof PaymentRefunded e) {
            refunded += minor(e.amount());
        } else if (event instanceof PaymentTakenBack e) {
            returned += minor(e.amount());
        } else if (event instanceof PaymentDisputed e) {
            disputed += minor(e.amount());
        } else if (event instanceof DisputedPaymentRestored e) {
            disputed -= minor(e.amount());
        } else if (event instanceof CreditApplied e) {
            credited += minor(e.amount());
        } else if (event instanceof BalanceWrittenOff e) {
            writtenOff += minor(e.amount());
        } else {
            return false;
        }
        return true;
    }

    /** Refunds, returns and disputes together. */
    long back() {
        return refunded + returned + disputed;
    }

    /** What must be outstanding. */
    long outstanding() {
        return total - (captured - back()) - credited - writtenOff;
    }

    private static long minor(Money money) {
        return money.amount();
    }
}
