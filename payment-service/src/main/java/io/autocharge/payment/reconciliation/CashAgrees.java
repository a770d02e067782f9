package io.autocharge.payment.reconciliation;

import static io.autocharge.payment.ledger.Account.CREDIT;
import static io.autocharge.payment.ledger.Account.DISPUTES;
import static io.autocharge.payment.ledger.Account.FEES;
import static io.autocharge.payment.ledger.Account.IN_TRANSIT;
import static io.autocharge.payment.ledger.Account.PARTNER_PAYABLE;
import static io.autocharge.payment.ledger.Account.REFUNDS;
import static io.autocharge.payment.ledger.Account.SUSPENSE;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.payment.ledger.Balances;
import java.util.List;
import java.util.Optional;

/**
 * I5: captures − refunds − taken back − fees, added up from what the charges say, is what the books owe for it: the partner's
 * payable less its fees, refunds and disputes, and the credits, the suspense and what is in transit. Nothing is paid out
 * yet; a payout would stand beside the payable.
 */
final class CashAgrees {

    private CashAgrees() {}

    /** How much more the processor holds after this event, and in which currency. */
    record Flow(String currency, long minor) {}

    static Optional<Flow> flow(Event event) {
        if (event instanceof PaymentCaptured e) {
            return in(e.amount(), e.fee());
        } else if (event instanceof PartialPaymentCaptured e) {
            return in(e.amount(), e.fee());
        } else if (event instanceof LatePaymentFound e) {
            return in(e.amount(), null);
        } else if (event instanceof LatePaymentResolved e && e.resolution() == LatePaymentResolution.APPLY) {
            return out(e.amount()); // it is captured by an event of its own
        } else if (event instanceof RefundSucceeded e) {
            return out(e.amount());
        } else if (event instanceof SettledPaymentReturned e) {
            return out(e.amount());
        } else if (event instanceof DisputeOpened e) {
            return out(e.amount());
        } else if (event instanceof DisputeWon e) {
            return in(e.amount(), null);
        }
        return Optional.empty();
    }

    static List<Finding> check(PartnerId partner, String currency, long cash, Balances books) {
        var owed = -(books.of(PARTNER_PAYABLE)
                + books.of(FEES)
                + books.of(REFUNDS)
                + books.of(DISPUTES)
                + books.of(CREDIT)
                + books.of(SUSPENSE)
                + books.of(IN_TRANSIT));
        return new Verdicts(Invariant.I5, partner, currency)
                .must(cash == owed, "the charges come to %d %s, the books owe %d", cash, currency, owed)
                .findings();
    }

    private static Optional<Flow> in(Money amount, Money fee) {
        var kept = fee != null && fee.currency().equals(amount.currency()) ? fee.amount() : 0;
        return Optional.of(new Flow(amount.currency().getCurrencyCode(), amount.amount() - kept));
    }

    private static Optional<Flow> out(Money amount) {
        return Optional.of(new Flow(amount.currency().getCurrencyCode(), -amount.amount()));
    }
}
