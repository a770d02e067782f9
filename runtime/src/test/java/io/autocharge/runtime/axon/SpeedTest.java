package io.autocharge.runtime.axon;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Prints how many orders a second come through, with {@code -Dautocharge.test.speed=true}. A figure, not a verdict. */
@EnabledIfSystemProperty(named = "autocharge.test.speed", matches = "true")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SpeedTest {

    private static final PartnerId PARTNER = PartnerId.derived("acme");
    private static final int ORDERS = 3_000;

    private final AxonCommands commands = new AxonCommands();

    @Test
    void orders_per_second() throws Exception {
        try (var mongo = new EmbeddedMongo();
                var log = new EventLog(mongo.database(), "here", Duration.ofMillis(500))) {
            var service = Running.start(
                    new Ledger.Module(List.of(), List.of()),
                    log,
                    new EventCodec(List.of()),
                    commands,
                    Clock.systemUTC(),
                    type -> type == Clock.class ? Optional.of(Clock.systemUTC()) : Optional.empty());
            measure("warm up", 8, i -> create("warm" + i));
            for (var threads : new int[] {1, 8, 32}) {
                measure("create", threads, i -> create("of" + threads + "-" + i));
                measure("append", threads, i -> append("of" + threads + "-" + i));
            }
            service.close();
        }
    }

    private void create(String name) {
        commands.send(new CreateInvoice(
                InvoiceId.derived(name),
                PARTNER,
                CustomerId.derived("c"),
                "1",
                null,
                List.of(),
                "x".repeat(300),
                LocalDate.EPOCH,
                Collection.later()));
    }

    private void append(String name) {
        commands.send(new RequestPaymentLink(InvoiceId.derived(name), PARTNER));
    }

    private static void measure(String what, int threads, IntConsumer order) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        var orders = threads == 1 ? ORDERS / 5 : ORDERS;
        var each = orders / threads;
        var tasks = new ArrayList<Callable<Void>>();
        for (int t = 0; t < threads; t++) {
            var first = t * each;
            tasks.add(() -> {
                for (int i = first; i < first + each; i++) {
                    order.accept(i);
                }
                return null;
            });
        }
        var started = System.nanoTime();
        for (var done : pool.invokeAll(tasks)) {
            done.get();
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        pool.shutdown();
        System.out.printf("speed: %-8s %2d threads %8.0f orders/s%n", what, threads, each * threads / seconds);
    }
}
