package io.autocharge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.RecordDisputeNews;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeCommand.SubmitCharge;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.DisputeStage;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.axon.OneProcess;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Money back, on the real event store. {@code -Dautocharge.refund-races=1000} tries it more often. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefundsAtOnceTest {

    private static final int ROUNDS = Integer.getInteger("autocharge.refund-races", 25);
    private static final long SEED = Long.getLong("seed", 20260308L);
    private static final int THREADS = 32;
    private static final int A_STORE_FULL = 25; // the server in memory slows down as it fills
    private static final PartnerId PARTNER = PartnerId.derived("Nordlicht");
    private static final long CAPTURED = ChargesAlone.WHOLE.amount();

    private long granted;
    private long refused;
    private long disputed;

    @Test
    void partial_refunds_that_race_each_other_and_a_dispute_never_give_back_more_than_was_captured() throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            for (int first = 0; first < ROUNDS; first += A_STORE_FULL) {
                inAFreshStore(pool, first, Math.min(ROUNDS, first + A_STORE_FULL));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(refused).as("else nothing was tried").isPositive();
        System.out.printf(
                "F8: %,d rounds of %d threads in two processes: %,d refunds granted, %,d refused, %,d disputes that took"
                        + " something, 0 gave back more than was captured (bound %.1e), -Dseed=%d%n",
                ROUNDS, THREADS, granted, refused, disputed, 3.0 / ROUNDS, SEED);
    }

    private void inAFreshStore(ExecutorService pool, int first, int end) throws Exception {
        try (var mongo = new EmbeddedMongo();
                var one = process(mongo, "one");
                var two = process(mongo, "two")) {
            for (int round = first; round < end; round++) {
                var charge = ChargeId.derived("round", "" + round);
                capture(one.commands(), charge, InvoiceId.derived("round", "" + round));
                race(pool, one.commands(), two.commands(), charge, round);
                check(two.history().of(charge, ChargeEvent.class).toList(), round);
            }
        }
    }

    private static OneProcess process(EmbeddedMongo mongo, String name) {
        return new OneProcess(mongo.database(), name)
                .start(
                        new ChargesAlone(),
                        Clock.systemUTC(),
                        ChargesAlone.INVOICES,
                        ChargesAlone.APPLIED,
                        ChargesAlone.ONE_CARD,
                        ChargesAlone.ALWAYS);
    }

    private static void capture(Commands commands, ChargeId charge, InvoiceId invoice) {
        commands.send(new ScheduleCharge(charge, PARTNER, invoice, null, null, ChargeTime.NOW, Origin.PARTNER));
        commands.send(new StartCharge(charge, PARTNER));
        commands.send(new SubmitCharge(charge, PARTNER, ChargesAlone.WHOLE, ChargesAlone.WHOLE.zero(), invoice, null));
        commands.send(new RecordOutcome(charge, PARTNER, new Outcome(Outcome.Status.CAPTURED, "ch_1", null)));
    }

    private void race(ExecutorService pool, Commands one, Commands two, ChargeId charge, int round) throws Exception {
        var random = new Random(SEED + round);
        var till = new Till();
        var all = new CyclicBarrier(THREADS);
        var inDispute = Money.of(1 + random.nextInt((int) CAPTURED), "USD");
        var tries = new ArrayList<Callable<Boolean>>();
        for (int thread = 0; thread < THREADS; thread++) {
            var commands = thread % 2 == 0 ? one : two;
            var amount = Money.of(1 + random.nextInt((int) CAPTURED / 8), "USD");
            // A few orders come twice, from both processes.
            var refund = RefundId.derived(charge.value(), "" + (thread < 4 ? thread / 2 : thread));
            var same = thread < 4 ? Money.of(7_00, "USD") : amount;
            tries.add(
                    thread == THREADS - 1
                            ? () -> dispute(all, commands, till, charge, inDispute)
                            : () -> giveBack(all, commands, till, charge, refund, same));
        }
        for (var answer : pool.invokeAll(tries)) {
            refused += answer.get() ? 0 : 1;
        }
    }

    private static boolean giveBack(
            CyclicBarrier all, Commands commands, Till till, ChargeId charge, RefundId refund, Money amount)
            throws Exception {
        all.await();
        try {
            commands.send(new RefundCharge(charge, PARTNER, refund, null, amount, null, null));
        } catch (Refused e) {
            return false;
        }
        commands.send(new RecordRefundOutcome(charge, PARTNER, refund, till.refund(refund, amount.amount())));
        return true;
    }

    private static boolean dispute(CyclicBarrier all, Commands commands, Till till, ChargeId charge, Money amount)
            throws Exception {
        all.await();
        var withheld = till.withhold(amount.amount());
        if (withheld > 0) {
            commands.send(new RecordDisputeNews(
                    charge,
                    PARTNER,
                    DisputeId.derived(charge.value()),
                    DisputeStage.OPENED,
                    Money.of(withheld, "USD"),
                    "fraudulent"));
        }
        return true;
    }

    /** The sums hold after each fact, not only in the end. */
    private void check(List<ChargeEvent> facts, int round) {
        long promised = 0;
        long gone = 0;
        for (var fact : facts) {
            if (fact instanceof RefundRequested refund) {
                promised += refund.amount().amount();
                granted++;
            } else if (fact instanceof RefundFailed failed) {
                promised -= failed.amount().amount();
            } else if (fact instanceof RefundSucceeded done) {
                gone += done.amount().amount();
            } else if (fact instanceof DisputeOpened opened) {
                gone += opened.amount().amount();
                disputed++;
            }
            assertThat(promised)
                    .as("-Dseed=%d, round %d: %s", SEED, round, facts)
                    .isBetween(0L, CAPTURED);
            assertThat(gone).as("-Dseed=%d, round %d: %s", SEED, round, facts).isBetween(0L, CAPTURED);
        }
    }

    /** The money at the processor, which gives none that it no longer has, and each refund once. */
    private static final class Till {

        private final List<RefundId> done = new ArrayList<>();
        private long left = CAPTURED;

        synchronized RefundOutcome refund(RefundId refund, long cents) {
            if (!done.contains(refund)) {
                if (cents > left) {
                    return new RefundOutcome(RefundOutcome.Status.FAILED, null, "charge_already_refunded");
                }
                left -= cents;
                done.add(refund);
            }
            return new RefundOutcome(RefundOutcome.Status.SUCCEEDED, "re_1", null);
        }

        synchronized long withhold(long cents) {
            var taken = Math.min(cents, left);
            left -= taken;
            return taken;
        }
    }
}
