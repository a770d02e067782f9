package io.autocharge.stack.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import io.autocharge.runtime.mongo.Mongo;
import io.autocharge.runtime.mongo.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The event store of the services while the database under it is killed and comes back. {@code -Dautocharge.kill.rounds=200}
 * kills more often than a build has time for.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledIfSystemProperty(named = "autocharge.mongodb.uri", matches = ".+")
class KilledEventStoreTest {

    private static final int ROUNDS = Integer.getInteger("autocharge.kill.rounds", 5);
    private static final int WRITERS = 4;

    /** The database in a process of its own, at the same place after each start. */
    public static final class Main {

        private Main() {}

        public static void main(String[] args) {
            System.out.println(EmbeddedMongo.start(Path.of(args[0]), Integer.parseInt(args[1]))
                    .uri());
        }
    }

    @TempDir
    Path folder;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final Semaphore progress = new Semaphore(0);
    private volatile boolean enough;

    @Test
    void a_unit_of_work_is_kept_whole_or_not_at_all_and_none_that_was_acknowledged_is_lost() throws Exception {
        var random = new Random(11);
        var port = freePort();
        var server = start(port);
        try (var client = Mongo.connect("mongodb://127.0.0.1:" + port);
                var log = new EventLog(client.getDatabase("invoice"), "here", Duration.ofMillis(200))) {
            var writers = writers(log);
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(progress.tryAcquire(1 + random.nextInt(150), 60, TimeUnit.SECONDS))
                        .isTrue();
                server.destroyForcibly().waitFor();
                server = start(port);
                progress.drainPermits();
            }
            assertThat(progress.tryAcquire(20, 60, TimeUnit.SECONDS)).isTrue();
            enough = true;
            for (var writer : writers) {
                writer.join();
            }
            verify(all(log));
        } finally {
            server.destroyForcibly();
        }
    }

    private void verify(List<StoredEvent> all) {
        var perUnit = new HashMap<String, Integer>();
        all.forEach(stored -> perUnit.merge(stored.event().aggregate(), 1, Integer::sum));
        System.out.printf(
                "%d kills of the database: %d units of 3 events acknowledged, %d appends that gave up, %d units stored,"
                        + " %d of them in part, %d acknowledged and lost%n",
                ROUNDS,
                acknowledged.size(),
                refused.get(),
                perUnit.size(),
                perUnit.values().stream().filter(count -> count != 3).count(),
                acknowledged.stream().filter(unit -> !perUnit.containsKey(unit)).count());
        assertThat(all)
                .extracting(StoredEvent::position)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(perUnit.values()).containsOnly(3);
        assertThat(perUnit.keySet()).containsAll(acknowledged);
    }

    private List<Thread> writers(EventLog log) {
        var writers = new ArrayList<Thread>();
        for (int w = 0; w < WRITERS; w++) {
            var name = "writer" + w;
            var writer = new Thread(() -> write(log, name));
            writer.start();
            writers.add(writer);
        }
        return writers;
    }

    private void write(EventLog log, String name) {
        for (int unit = 0; !enough; unit++) {
            var aggregate = name + "-" + unit;
            try {
                log.append(LongStream.range(0, 3)
                        .mapToObj(n -> event(aggregate, n))
                        .toList());
                acknowledged.add(aggregate);
                progress.release();
            } catch (RuntimeException e) {
                refused.incrementAndGet();
            }
        }
    }

    private static EventRecord event(String aggregate, long sequence) {
        return new EventRecord(
                UUID.randomUUID().toString(),
                "invoice.InvoicePaid",
                1,
                aggregate,
                sequence,
                "par_x",
                Instant.EPOCH,
                Map.of(),
                "{}");
    }

    private static List<StoredEvent> all(EventLog log) {
        var all = new ArrayList<StoredEvent>();
        for (var batch = log.readFrom(1, 500); !batch.isEmpty(); batch = log.readFrom(all.size() + 1, 500)) {
            all.addAll(batch);
        }
        return all;
    }

    private Process start(int port) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString(),
                        String.valueOf(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(new BufferedReader(process.inputReader()).readLine()).startsWith("mongodb://");
        return process;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
