package io.autocharge.payment.ledger;

import static io.autocharge.payment.ledger.Account.CREDIT;
import static io.autocharge.payment.ledger.Account.DISPUTES;
import static io.autocharge.payment.ledger.Account.FEES;
import static io.autocharge.payment.ledger.Account.IN_TRANSIT;
import static io.autocharge.payment.ledger.Account.PARTNER_PAYABLE;
import static io.autocharge.payment.ledger.Account.PROCESSOR_CLEARING;
import static io.autocharge.payment.ledger.Account.RECEIVABLE;
import static io.autocharge.payment.ledger.Account.REFUNDS;
import static io.autocharge.payment.ledger.Account.SUSPENSE;
import static io.autocharge.payment.ledger.Account.UNCOLLECTED;
import static io.autocharge.payment.ledger.Account.WRITE_OFF;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.CreditEvent.CreditGranted;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRestored;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.CreditEvent.CreditTakenBack;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.CreditApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.DisputedPaymentRestored;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.RefundPurpose;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What each event means for the books. Money that moves at the processor is posted against {@link Account#IN_TRANSIT} and
 * from there to where it belongs when the invoice has said so: what is on its way between the two is visible at any moment,
 * and nothing is counted twice or in between.
 *
 * <p>An event that is not named here moves no money: it plans, asks, refuses, or tells again what another event has told.
 */
public final class Bookkeeping {

    private static final Map<Class<?>, Function<Event, Draft>> RULES = new HashMap<>();

    static {
        bills();
        captures();
        moneyBack();
        disputes();
        credits();
        latePayments();
    }

    private Bookkeeping() {}

    /** The entry that this event makes, if it makes one. */
    public static Optional<Entry> entry(Event event) {
        return Optional.ofNullable(RULES.get(event.getClass()))
                .map(rule -> rule.apply(event))
                .flatMap(Draft::entry);
    }

    private static void bills() {
        on(InvoiceCreated.class, e -> new Draft(e, e.total()).debit(RECEIVABLE).credit(UNCOLLECTED));
        on(
                BalanceWrittenOff.class,
                e -> new Draft(e, e.amount()).debit(WRITE_OFF).credit(RECEIVABLE));
    }

    private static void captures() {
        on(PaymentCaptured.class, e -> captured(e, e.amount(), e.fee()));
        on(PartialPaymentCaptured.class, e -> captured(e, e.amount(), e.fee()));
        on(PaymentApplied.class, e -> applied(e, e.amount()));
    }

    private static void moneyBack() {
        on(RefundSucceeded.class, e -> new Draft(e, e.amount())
                .debit(e.purpose() == RefundPurpose.LATE_PAYMENT ? SUSPENSE : IN_TRANSIT)
                .credit(PROCESSOR_CLEARING));
        on(PaymentRefunded.class, e -> reopened(e, e.amount(), REFUNDS));
        on(
                SettledPaymentReturned.class,
                e -> new Draft(e, e.amount()).debit(IN_TRANSIT).credit(PROCESSOR_CLEARING));
        on(PaymentTakenBack.class, e -> reopened(e, e.amount(), DISPUTES));
    }

    private static void disputes() { // a lost one moves nothing: the money was withheld when it was opened
        on(DisputeOpened.class, e -> new Draft(e, e.amount()).debit(IN_TRANSIT).credit(PROCESSOR_CLEARING));
        on(PaymentDisputed.class, e -> reopened(e, e.amount(), DISPUTES));
        on(
                DisputeWon.class,
                e -> new Draft(e, e.amount()).debit(PROCESSOR_CLEARING).credit(IN_TRANSIT));
        on(DisputedPaymentRestored.class, e -> new Draft(e, e.amount())
                .debit(IN_TRANSIT)
                .credit(DISPUTES)
                .debit(UNCOLLECTED)
                .credit(RECEIVABLE));
    }

    private static void credits() {
        on(CreditGranted.class, e -> new Draft(e, e.amount()).debit(IN_TRANSIT).credit(CREDIT));
        on(CreditSpent.class, e -> new Draft(e, e.amount()).debit(CREDIT).credit(IN_TRANSIT));
        on(CreditApplied.class, e -> applied(e, e.amount()));
        on(CreditRestored.class, e -> new Draft(e, e.amount()).debit(IN_TRANSIT).credit(CREDIT));
        on(
                CreditRefundRequested.class,
                e -> new Draft(e, e.amount()).debit(CREDIT).credit(IN_TRANSIT));
        // What had been spent by then has reached the partner and is missing there.
        on(CreditTakenBack.class, e -> new Draft(e, e.amount())
                .debit(CREDIT, e.amount().minus(e.shortfall()))
                .debit(DISPUTES, e.shortfall())
                .credit(IN_TRANSIT));
    }

    private static void latePayments() {
        on(
                LatePaymentFound.class,
                e -> new Draft(e, e.amount()).debit(PROCESSOR_CLEARING).credit(SUSPENSE));
        // What is applied is captured by an event of its own, with its fee; what is refunded waits for the refund.
        on(LatePaymentResolved.class, e -> {
            var draft = new Draft(e, e.amount());
            return e.resolution() == LatePaymentResolution.APPLY
                    ? draft.debit(SUSPENSE).credit(PROCESSOR_CLEARING)
                    : draft;
        });
    }

    private static Draft captured(Event event, Money amount, Money fee) {
        var draft = new Draft(event, amount).credit(IN_TRANSIT);
        if (fee == null || !fee.currency().equals(amount.currency())) { // a fee in another currency is on other books
            return draft.debit(PROCESSOR_CLEARING);
        }
        return draft.debit(FEES, fee).debit(PROCESSOR_CLEARING).credit(PROCESSOR_CLEARING, fee);
    }

    private static Draft applied(Event event, Money amount) {
        return new Draft(event, amount)
                .debit(IN_TRANSIT)
                .credit(PARTNER_PAYABLE)
                .debit(UNCOLLECTED)
                .credit(RECEIVABLE);
    }

    private static Draft reopened(Event event, Money amount, Account where) {
        return new Draft(event, amount)
                .debit(where)
                .credit(IN_TRANSIT)
                .debit(RECEIVABLE)
                .credit(UNCOLLECTED);
    }

    private static <E extends Event> void on(Class<E> type, Function<E, Draft> rule) {
        RULES.put(type, event -> rule.apply(type.cast(event)));
    }
}
