package io.autocharge.invoice;

import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceRefused;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.axon.OneProcess;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The one gate, on the real event store. {@code -Dautocharge.rounds=1000} tries it more often. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OneReservationTest {

    private static final int ROUNDS = Integer.getInteger("autocharge.rounds", 50);
    private static final int THREADS = 64;
    private static final int A_STORE_FULL = 50; // the server in memory slows down as it fills

    @Test
    void of_64_charges_that_ask_two_processes_at_once_exactly_one_gets_the_reservation() throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        var started = System.nanoTime();
        try {
            for (int first = 0; first < ROUNDS; first += A_STORE_FULL) {
                inAFreshStore(pool, first, Math.min(ROUNDS, first + A_STORE_FULL));
            }
        } finally {
            pool.shutdownNow();
        }
        System.out.printf(
                "%d rounds of %d threads in two processes: %d asked, %d got the reservation, %d ms%n",
                ROUNDS, THREADS, ROUNDS * THREADS, ROUNDS, (System.nanoTime() - started) / 1_000_000);
    }

    private static void inAFreshStore(ExecutorService pool, int first, int end) throws Exception {
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        try (var mongo = new EmbeddedMongo();
                var one = new OneProcess(mongo.database(), "one")
                        .start(new InvoicesAlone(), clock, InvoicesAlone.ANYBODY);
                var two = new OneProcess(mongo.database(), "two")
                        .start(new InvoicesAlone(), clock, InvoicesAlone.ANYBODY)) {
            for (int round = first; round < end; round++) {
                var invoice = InvoiceId.derived("round", "" + round);
                one.commands().send(create(invoice));
                var all = new CyclicBarrier(THREADS);
                var tries = new ArrayList<Callable<Void>>();
                for (int thread = 0; thread < THREADS; thread++) {
                    var charge = ChargeId.derived("round", "" + round, "" + thread);
                    var process = thread % 2 == 0 ? one : two;
                    tries.add(() -> ask(all, process.commands(), invoice, charge));
                }
                for (var answer : pool.invokeAll(tries)) {
                    answer.get();
                }
                assertThat(two.history().of(invoice, BalanceReserved.class)).hasSize(1);
                assertThat(one.history().of(invoice, BalanceRefused.class))
                        .hasSize(THREADS - 1)
                        .allMatch(refused -> refused.reason().equals("PAYMENT_IN_FLIGHT"));
            }
        }
    }

    private static Void ask(CyclicBarrier all, Commands commands, InvoiceId invoice, ChargeId charge) throws Exception {
        all.await();
        commands.send(new ReserveBalance(invoice, PARTNER, charge, null, null, null));
        return null;
    }

    private static CreateInvoice create(InvoiceId invoice) {
        return new CreateInvoice(
                invoice,
                PARTNER,
                CUSTOMER,
                "INV-1",
                null,
                List.of(new LineItem("Managed laptops", 1, usd(10_000))),
                null,
                LocalDate.ofInstant(NOW, ZoneOffset.UTC),
                Collection.later());
    }
}
