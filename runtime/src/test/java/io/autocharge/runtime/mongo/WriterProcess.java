package io.autocharge.runtime.mongo;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** Another process that appends to a store: it says which unit of work was acknowledged, a line each, until it is done or killed. */
public final class WriterProcess {

    /**
     * What it is to do.
     *
     * @param threads how many write at the same time
     * @param units how many units of work each of them appends
     * @param events how many events a unit has, all of one aggregate of its own
     * @param skew how far its clock is off
     */
    public record Order(String uri, String database, String name, int threads, int units, int events, Duration skew) {}

    private WriterProcess() {}

    /** Starts it. */
    public static Running start(Order order) {
        var classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        try {
            return new Running(new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xmx96m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath,
                            WriterProcess.class.getName(),
                            Json.write(order))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It, seen from outside. */
    public static final class Running implements AutoCloseable {

        private final Process process;
        private final BufferedReader output;

        private Running(Process process) {
            this.process = process;
            this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next aggregate whose unit of work was acknowledged; empty at the end. */
        public Optional<String> acknowledged() {
            try {
                return Optional.ofNullable(output.readLine())
                        .filter(line -> line.startsWith("inv_") && line.length() == 30);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /** All that is acknowledged from here to the end. */
        public List<String> rest() {
            var all = new ArrayList<String>();
            for (var next = acknowledged(); next.isPresent(); next = acknowledged()) {
                all.add(next.get());
            }
            return all;
        }

        /** Kills it as {@code kill -9} does. */
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        var order = Json.read(args[0], Order.class);
        try (var client = Mongo.connect(order.uri());
                var log = new EventLog(client.getDatabase(order.database()))) {
            var threads = new ArrayList<Thread>();
            for (int t = 0; t < order.threads(); t++) {
                var name = order.name() + t;
                threads.add(new Thread(() -> write(log, order, name)));
            }
            threads.forEach(Thread::start);
            for (var thread : threads) {
                thread.join();
            }
        }
    }

    private static void write(EventLog log, Order order, String name) {
        for (int u = 0; u < order.units(); u++) {
            var invoice = InvoiceId.derived(name, String.valueOf(u));
            log.append(LongStream.range(0, order.events())
                    .mapToObj(sequence -> event(invoice, sequence, order.skew()))
                    .toList());
            synchronized (WriterProcess.class) {
                System.out.println(invoice);
                System.out.flush();
            }
        }
    }

    /** A fact that readers can read. */
    public static EventRecord event(InvoiceId invoice, long sequence, Duration skew) {
        var partner = PartnerId.derived("acme");
        return new EventRecord(
                UUID.randomUUID().toString(),
                "invoice.InvoiceArchived",
                1,
                invoice.value(),
                sequence,
                partner.value(),
                Instant.now().plus(skew),
                Map.of(),
                Json.write(new InvoiceArchived(invoice, partner, CustomerId.derived("c"), Instant.EPOCH)));
    }
}
