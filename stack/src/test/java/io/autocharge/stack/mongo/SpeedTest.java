package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How fast it is: {@code mvn test -pl stack -Dtest=SpeedTest -Dautocharge.speed=true}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledIfSystemProperty(named = "autocharge.speed", matches = "true")
class SpeedTest {

    private static final int SECONDS = Integer.getInteger("autocharge.speed.seconds", 4);
    private static final String KILOBYTE = "x".repeat(950);

    @RegisterExtension
    static final DatabaseUnderTest server = new DatabaseUnderTest();

    @Test
    void writes_reads_and_claims_per_second() throws Exception {
        var commits = server.collection("commits");
        commits.createIndex(ascending("key"));
        var next = new AtomicInteger();
        for (var threads : List.of(4, 1, 8, 32)) { // the first one warms up
            report("insert 1 KB", threads, i -> commits.insertOne(commit(next.getAndIncrement())));
        }
        var count = next.get();
        for (var threads : List.of(4, 1, 8, 32)) {
            report("read by _id", threads, i -> commits.find(eq("_id", random(count)))
                    .first());
        }
        for (var threads : List.of(1, 8, 32)) {
            report("read by key, then insert", threads, i -> {
                commits.find(eq("key", "inv_" + random(count))).first();
                commits.insertOne(commit(next.getAndIncrement()));
            });
        }
        var due = due();
        for (var threads : List.of(1, 8)) {
            report("claim among 20,000", threads, i -> claim(due));
        }
        assertThat(commits.estimatedDocumentCount()).isEqualTo(next.get());
    }

    private static void report(String what, int threads, IntConsumer work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        var done = new AtomicInteger();
        var start = System.nanoTime();
        var end = start + TimeUnit.SECONDS.toNanos(SECONDS);
        var workers = new ArrayList<Future<?>>();
        for (var thread = 0; thread < threads; thread++) {
            workers.add(pool.submit(() -> {
                while (System.nanoTime() < end) {
                    work.accept(done.getAndIncrement());
                }
            }));
        }
        for (var worker : workers) {
            worker.get();
        }
        pool.shutdown();
        System.out.printf(
                "%-26s %2d threads: %,8.0f/s%n", what, threads, done.get() * 1e9 / (System.nanoTime() - start));
    }

    private static Document claim(MongoCollection<Document> due) {
        return due.findOneAndUpdate(
                lte("due_at", new Date()),
                combine(set("due_at", Date.from(Instant.now().plusSeconds(90))), inc("fence", 1)),
                new FindOneAndUpdateOptions().sort(ascending("due_at")));
    }

    private static MongoCollection<Document> due() {
        var due = server.collection("due");
        due.createIndex(ascending("due_at"));
        var begin = Instant.now().minus(1, ChronoUnit.DAYS);
        due.insertMany(IntStream.range(0, 20_000)
                .mapToObj(i -> new Document("_id", "chg_" + i).append("due_at", Date.from(begin.plusSeconds(i))))
                .toList());
        return due;
    }

    private static int random(int count) {
        return ThreadLocalRandom.current().nextInt(count);
    }

    private static Document commit(int id) {
        return new Document("_id", id).append("key", "inv_" + id).append("text", KILOBYTE);
    }
}
