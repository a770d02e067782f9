package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Money;
import java.util.Optional;

/**
 * What an invoice amounts to after something has happened to it. By construction
 *
 * <p>total = captured − refunded − returned − disputed + credited + written off + outstanding,
 *
 * <p>and no more can be given back than was captured.
 *
 * @param captured all payments that ever came in for this invoice
 * @param refunded given back to the customer
 * @param returned taken back by a bank after it had settled
 * @param disputed withheld by the customer's bank: disputes that are open or lost
 * @param credited paid out of the customer's credits
 * @param writtenOff given up by the partner
 */
public record Sums(
        Money total,
        Money captured,
        Money refunded,
        Money returned,
        Money disputed,
        Money credited,
        Money writtenOff,
        Money outstanding) {

    public Sums {
        var takenBack = refunded.plus(returned).plus(disputed);
        if (takenBack.exceeds(captured)) {
            throw new IllegalArgumentException("More was given back than captured.");
        }
        var settled = captured.minus(takenBack).plus(credited).plus(writtenOff);
        if (!settled.plus(outstanding).equals(total)) {
            throw new IllegalArgumentException("The sums of an invoice must add up to its total.");
        }
    }

    /** Nothing has happened yet. */
    public static Sums of(Money total) {
        var none = total.zero();
        return new Sums(total, none, none, none, none, none, none, total);
    }

    /** The sums that {@code event} has left, if it says any. */
    public static Optional<Sums> after(InvoiceEvent event) {
        if (event instanceof InvoiceEvent.PaymentApplied e) {
            return Optional.ofNullable(e.sums());
        } else if (event instanceof InvoiceEvent.PaymentRefunded e) {
            return Optional.of(e.sums());
        } else if (event instanceof InvoiceEvent.PaymentTakenBack e) {
            return Optional.of(e.sums());
        } else if (event instanceof InvoiceEvent.PaymentDisputed e) {
            return Optional.of(e.sums());
        } else if (event instanceof InvoiceEvent.DisputedPaymentRestored e) {
            return Optional.of(e.sums());
        } else if (event instanceof InvoiceEvent.CreditApplied e) {
            return Optional.of(e.sums());
        } else if (event instanceof InvoiceEvent.BalanceWrittenOff e) {
            return Optional.of(e.sums());
        }
        return Optional.empty();
    }

    /** After a payment of at most what is outstanding. */
    public Sums afterPayment(Money amount) {
        return with(captured.plus(amount), refunded, returned, disputed, credited, writtenOff);
    }

    /** After {@code amount} of the payments was given back to the customer. */
    public Sums afterRefund(Money amount) {
        return with(captured, refunded.plus(amount), returned, disputed, credited, writtenOff);
    }

    /** After a bank took {@code amount} of the payments back. */
    public Sums afterReturn(Money amount) {
        return with(captured, refunded, returned.plus(amount), disputed, credited, writtenOff);
    }

    /** After {@code amount} of the payments is withheld because of a dispute. */
    public Sums afterDispute(Money amount) {
        return with(captured, refunded, returned, disputed.plus(amount), credited, writtenOff);
    }

    /** After a won dispute brought back {@code amount}, at most what is outstanding. */
    public Sums afterDisputeWon(Money amount) {
        return with(captured, refunded, returned, disputed.minus(amount), credited, writtenOff);
    }

    /** After {@code amount} of a credit was applied, at most what is outstanding. */
    public Sums afterCredit(Money amount) {
        return with(captured, refunded, returned, disputed, credited.plus(amount), writtenOff);
    }

    /** After {@code amount} was given up, at most what is outstanding. */
    public Sums afterWriteOff(Money amount) {
        return with(captured, refunded, returned, disputed, credited, writtenOff.plus(amount));
    }

    /** The same total; what is outstanding follows. */
    private Sums with(
            Money captured, Money refunded, Money returned, Money disputed, Money credited, Money writtenOff) {
        var takenBack = refunded.plus(returned).plus(disputed);
        var open = total.minus(captured.minus(takenBack).plus(credited).plus(writtenOff));
        return new Sums(total, captured, refunded, returned, disputed, credited, writtenOff, open);
    }
}
