package io.autocharge.payment.ledger;

import static io.autocharge.payment.ledger.Shop.usd;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A partner's business as chance has it: bills, payments, refunds, returns, disputes, credits, late payments, in any order
 * that is possible. What the processor has done is on its way to the invoice for a while, each thing in its own time.
 */
public final class Business {

    /** An invoice as the model has it. */
    static final class Bill {
        final InvoiceId id;
        Sums sums;
        Money reserved = usd(0);

        Bill(InvoiceId id, Money total) {
            this.id = id;
            this.sums = Sums.of(total);
        }

        Money free() {
            return sums.outstanding().minus(reserved);
        }
    }

    /** A payment: how much of it is still the bill's, and which credit the rest became. */
    static final class Payment {
        final ChargeId id;
        final Bill bill;
        final Money amount;
        Money applied = usd(0);
        Money back = usd(0);
        Credit credit;
        DisputeId dispute;
        boolean settled;
        boolean gone;
        boolean late;

        Payment(ChargeId id, Bill bill, Money amount) {
            this.id = id;
            this.bill = bill;
            this.amount = amount;
        }
    }

    /** What a customer has paid too much. */
    static final class Credit {
        final CreditId id;
        final Payment from;
        Money left;

        Credit(CreditId id, Payment from, Money left) {
            this.id = id;
            this.from = from;
            this.left = left;
        }
    }

    private final Random chance;
    private final Consumer<Event> said;
    private final List<Bill> bills = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Payment> declined = new ArrayList<>();
    private final List<Payment> suspended = new ArrayList<>();
    private final List<Credit> credits = new ArrayList<>();
    private final Map<Object, Deque<Runnable>> onTheWay = new LinkedHashMap<>();
    private int count;

    public Business(long seed, Consumer<Event> said) {
        this.chance = new Random(seed);
        this.said = said;
    }

    /** Something happens. */
    public void step() {
        switch (chance.nextInt(12)) {
            case 0 -> bill();
            case 1, 2 -> charge();
            case 3 -> refund();
            case 4 -> comeBack();
            case 5 -> decideDispute();
            case 6 -> spend();
            case 7 -> refundCredit();
            case 8 -> writeOff();
            case 9 -> late();
            default -> deliver();
        }
    }

    /** All that is on its way arrives. */
    public void arriveAll() {
        while (!onTheWay.isEmpty()) {
            deliver();
        }
    }

    public boolean isAnythingOnTheWay() {
        return !onTheWay.isEmpty();
    }

    public long outstanding() {
        return bills.stream()
                .mapToLong(bill -> bill.sums.outstanding().amount())
                .sum();
    }

    public long credit() {
        return credits.stream().mapToLong(credit -> credit.left.amount()).sum();
    }

    public long suspense() {
        return suspended.stream().mapToLong(payment -> payment.amount.amount()).sum();
    }

    public long writtenOff() {
        return bills.stream().mapToLong(bill -> bill.sums.writtenOff().amount()).sum();
    }

    private void bill() {
        var bill = new Bill(InvoiceId.derived(name()), usd(1 + chance.nextInt(1_000)));
        bills.add(bill);
        said.accept(Shop.created(bill.id, bill.sums.total()));
    }

    private void charge() {
        var bill = any(bills, b -> b.reserved.isZero() && b.sums.outstanding().isPositive());
        if (bill == null) {
            return;
        }
        var amount = part(bill.sums.outstanding());
        var payment = new Payment(ChargeId.derived(name()), bill, amount);
        bill.reserved = amount;
        var remaining = bill.sums.outstanding().minus(amount);
        said.accept(Shop.reserved(bill.id, payment.id, amount, remaining));
        said.accept(Shop.submitted(bill.id, payment.id, amount, remaining));
        if (chance.nextInt(5) == 0) {
            said.accept(Shop.unknown(bill.id, payment.id, amount));
        }
        if (chance.nextInt(4) == 0) {
            said.accept(Shop.declined(bill.id, payment.id, amount));
            declined.add(payment);
            later(payment, () -> {
                bill.reserved = usd(0);
                said.accept(Shop.released(bill.id, payment.id, amount, bill.sums.outstanding()));
            });
            return;
        }
        capture(payment, () -> bill.reserved = usd(0));
    }

    private void capture(Payment payment, Runnable release) {
        var fee = chance.nextBoolean() ? usd(chance.nextInt(5)) : null;
        said.accept(Shop.captured(payment.bill.id, payment.id, payment.amount, fee));
        later(payment, () -> {
            release.run();
            payments.add(payment);
            payment.settled = true;
            payment.applied = payment.amount.atMost(payment.bill.free());
            if (payment.applied.isPositive()) {
                payment.bill.sums = payment.bill.sums.afterPayment(payment.applied);
                said.accept(Shop.applied(payment.bill.id, payment.id, payment.applied, payment.bill.sums));
            }
            grant(payment, payment.amount.minus(payment.applied));
        });
    }

    private void grant(Payment payment, Money excess) {
        if (excess.isPositive()) {
            later(payment, () -> {
                var credit = new Credit(CreditId.derived(name()), payment, excess);
                payment.credit = credit;
                credits.add(credit);
                said.accept(Shop.granted(credit.id, payment.bill.id, payment.id, excess));
            });
        }
    }

    private void refund() {
        var payment = any(payments, p -> p.dispute == null && !p.gone && p.applied.isPositive());
        if (payment == null) {
            return;
        }
        var refund = RefundId.derived(name());
        var amount = part(payment.applied);
        payment.applied = payment.applied.minus(amount);
        payment.back = payment.back.plus(amount);
        said.accept(Shop.refundRequested(payment.bill.id, payment.id, refund, amount, RefundPurpose.PAYMENT));
        said.accept(Shop.refundSucceeded(payment.bill.id, payment.id, refund, amount, amount, RefundPurpose.PAYMENT));
        later(payment, () -> {
            payment.bill.sums = payment.bill.sums.afterRefund(amount);
            said.accept(Shop.refunded(payment.bill.id, payment.id, refund, amount, payment.bill.sums));
        });
    }

    /** A return, or a dispute, of what the bill still has of a payment and of what became a credit. */
    private void comeBack() {
        var payment =
                any(payments, p -> p.dispute == null && !p.gone && p.applied.isPositive() && !onTheWay.containsKey(p));
        if (payment == null) {
            return;
        }
        var kept = payment.applied;
        var more = payment.credit != null && !onTheWay.containsKey(payment.credit) ? part(payment.credit.left) : usd(0);
        var missing = payment.amount.minus(payment.back).minus(kept).minus(more);
        var shortfall = payment.credit != null && chance.nextBoolean() ? missing : usd(0);
        var all = kept.plus(more).plus(shortfall);
        payment.back = payment.back.plus(all);
        var returned = chance.nextBoolean();
        if (returned) {
            payment.gone = true;
            said.accept(Shop.returned(payment.bill.id, payment.id, all));
        } else {
            payment.dispute = DisputeId.derived(name());
            said.accept(Shop.disputeOpened(payment.bill.id, payment.id, payment.dispute, all));
        }
        later(payment, () -> {
            payment.bill.sums = returned ? payment.bill.sums.afterReturn(kept) : payment.bill.sums.afterDispute(kept);
            said.accept(
                    returned
                            ? Shop.takenBack(payment.bill.id, payment.id, kept, payment.bill.sums)
                            : Shop.disputed(payment.bill.id, payment.id, payment.dispute, kept, payment.bill.sums));
        });
        if (more.plus(shortfall).isPositive()) {
            payment.credit.left = payment.credit.left.minus(more);
            said.accept(Shop.creditTakenBack(
                    payment.credit.id, payment.id, more.plus(shortfall), shortfall, payment.credit.left));
        }
    }

    private void decideDispute() {
        var payment = any(payments, p -> p.dispute != null && !p.gone && !onTheWay.containsKey(p));
        if (payment == null) {
            return;
        }
        payment.gone = true;
        var amount = payment.applied;
        if (chance.nextBoolean()) {
            said.accept(Shop.disputeLost(payment.bill.id, payment.id, payment.dispute, amount));
            return;
        }
        said.accept(Shop.disputeWon(payment.bill.id, payment.id, payment.dispute, amount));
        later(payment, () -> {
            var back = amount.atMost(payment.bill.free());
            if (back.isPositive()) {
                payment.bill.sums = payment.bill.sums.afterDisputeWon(back);
                said.accept(Shop.restored(payment.bill.id, payment.id, payment.dispute, back, payment.bill.sums));
            }
            grant(payment, amount.minus(back));
        });
    }

    private void spend() {
        var credit = any(credits, c -> c.left.isPositive());
        var bill = any(bills, b -> b.sums.outstanding().isPositive());
        if (credit == null || bill == null) {
            return;
        }
        var use = CreditUseId.derived(name());
        var amount = part(credit.left);
        credit.left = credit.left.minus(amount);
        said.accept(Shop.spent(credit.id, use, bill.id, amount, credit.left));
        later(credit, () -> {
            var taken = amount.atMost(bill.free());
            if (taken.isPositive()) {
                bill.sums = bill.sums.afterCredit(taken);
                said.accept(Shop.creditApplied(bill.id, credit.id, use, taken, bill.sums));
            }
            giveBack(credit, amount.minus(taken));
        });
    }

    private void refundCredit() {
        var credit = any(credits, c -> c.left.isPositive());
        if (credit == null) {
            return;
        }
        var refund = RefundId.derived(name());
        var amount = part(credit.left);
        credit.left = credit.left.minus(amount);
        said.accept(Shop.creditRefund(credit.id, credit.from.bill.id, credit.from.id, refund, amount, credit.left));
        if (chance.nextInt(3) == 0) {
            giveBack(credit, amount);
        } else {
            credit.from.back = credit.from.back.plus(amount);
            said.accept(
                    Shop.refundRequested(credit.from.bill.id, credit.from.id, refund, amount, RefundPurpose.CREDIT));
            later(
                    credit,
                    () -> said.accept(Shop.refundSucceeded(
                            credit.from.bill.id, credit.from.id, refund, amount, amount, RefundPurpose.CREDIT)));
        }
    }

    private void giveBack(Credit credit, Money amount) {
        if (amount.isPositive()) {
            later(credit, () -> {
                credit.left = credit.left.plus(amount);
                said.accept(Shop.creditRestored(credit.id, amount, credit.left));
            });
        }
    }

    private void writeOff() {
        var bill = any(bills, b -> b.free().isPositive());
        if (bill != null && chance.nextInt(3) == 0) {
            var amount = part(bill.free());
            bill.sums = bill.sums.afterWriteOff(amount);
            said.accept(Shop.writtenOff(bill.id, amount, bill.sums));
        }
    }

    private void late() {
        if (!suspended.isEmpty() && chance.nextBoolean()) {
            resolve(suspended.get(0));
            return;
        }
        var payment = any(declined, p -> !p.late && !onTheWay.containsKey(p));
        if (payment != null) {
            payment.late = true;
            suspended.add(payment);
            said.accept(Shop.late(payment.bill.id, payment.id, payment.amount));
        }
    }

    private void resolve(Payment payment) {
        if (chance.nextBoolean()) {
            suspended.remove(payment);
            said.accept(Shop.resolved(payment.bill.id, payment.id, payment.amount, LatePaymentResolution.APPLY));
            capture(payment, () -> {});
            return;
        }
        said.accept(Shop.resolved(payment.bill.id, payment.id, payment.amount, LatePaymentResolution.REFUND));
        suspended.remove(payment);
        var refund = RefundId.derived(name());
        said.accept(
                Shop.refundRequested(payment.bill.id, payment.id, refund, payment.amount, RefundPurpose.LATE_PAYMENT));
        said.accept(Shop.refundSucceeded(
                payment.bill.id, payment.id, refund, payment.amount, payment.amount, RefundPurpose.LATE_PAYMENT));
    }

    /** What the processor or a credit has told arrives where it is meant for, in order for each of them. */
    private void deliver() {
        if (onTheWay.isEmpty()) {
            return;
        }
        var from = new ArrayList<>(onTheWay.keySet()).get(chance.nextInt(onTheWay.size()));
        var queue = onTheWay.get(from);
        var next = queue.poll();
        if (queue.isEmpty()) {
            onTheWay.remove(from);
        }
        next.run();
    }

    private void later(Object from, Runnable arrival) {
        onTheWay.computeIfAbsent(from, f -> new ArrayDeque<>()).add(arrival);
    }

    private Money part(Money all) {
        return all.isZero() ? all : usd(1 + chance.nextInt((int) all.amount()));
    }

    private <T> T any(List<T> all, Predicate<T> fit) {
        var fitting = all.stream().filter(fit).toList();
        return fitting.isEmpty() ? null : fitting.get(chance.nextInt(fitting.size()));
    }

    private String name() {
        return "thing-" + count++;
    }
}
