package io.autocharge.simulation;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.OverpaymentFound;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import java.util.HashMap;
import java.util.Map;

/** One invoice as its events tell it, added up here a second time and in another way. */
final class InvoiceBook {

    final InvoiceId id;
    InvoiceCreated terms;
    Money total;
    /** What came in less what went back. */
    long settled;

    ChargeId reservedFor;
    Money reserved;
    final Map<ChargeId, Long> applied = new HashMap<>();

    /** How often money went back, each time with a receipt that corrects that of the payment. */
    int corrections;

    InvoiceBook(InvoiceId id) {
        this.id = id;
    }

    long outstanding() {
        return total.amount() - settled;
    }

    void take(InvoiceEvent event) {
        if (event instanceof InvoiceCreated created) {
            terms = created;
            total = created.total();
        } else if (event instanceof BalanceReserved told) {
            Broken.unless(reservedFor == null, "I2 an invoice has one reservation", told);
            reservedFor = told.chargeId();
            reserved = told.amount();
        } else if (event instanceof BalanceReleased told) {
            Broken.unless(told.chargeId().equals(reservedFor), "I2 what is released was reserved", told);
            free();
        } else if (event instanceof PaymentApplied told) {
            apply(told);
        } else if (event instanceof OverpaymentFound told) {
            applied.merge(told.chargeId(), told.excess().amount(), Long::sum);
        } else if (event instanceof InvoiceEvent.PaymentRefunded told) {
            settled -= told.amount().amount();
            corrections++;
        } else if (event instanceof InvoiceEvent.PaymentTakenBack told) {
            settled -= told.amount().amount();
            corrections++;
        } else if (event instanceof InvoiceEvent.PaymentDisputed told) {
            settled -= told.amount().amount();
        } else if (event instanceof InvoiceEvent.DisputedPaymentRestored told) {
            settled += told.amount().amount();
        } else if (event instanceof InvoiceEvent.CreditApplied told) {
            settled += told.amount().amount();
        } else if (event instanceof InvoiceEvent.BalanceWrittenOff told) {
            settled += told.amount().amount();
        }
        Sums.after(event).ifPresent(sums -> agree(sums, event));
        Broken.unless(outstanding() >= 0, "I1 no more is settled than the total", event);
        Broken.unless(
                reserved == null || reserved.amount() <= outstanding(), "I2 no more is reserved than is open", event);
    }

    private void apply(PaymentApplied told) {
        Broken.unless(!applied.containsKey(told.chargeId()), "I8 a charge is applied once", told);
        applied.put(told.chargeId(), told.amount().amount());
        settled += told.amount().amount();
        if (told.chargeId().equals(reservedFor)) {
            free();
        }
        Broken.unless(told.outstanding().amount() == outstanding(), "I1 the balance adds up", told);
    }

    private void agree(Sums sums, InvoiceEvent event) {
        Broken.unless(
                sums.outstanding().amount() == outstanding() && sums.total().equals(total),
                "I1 the balance adds up",
                event);
        var back = sums.refunded().plus(sums.returned()).plus(sums.disputed());
        Broken.unless(!back.exceeds(sums.captured()), "I3 no more goes back than came in", event);
    }

    private void free() {
        reservedFor = null;
        reserved = null;
    }
}
