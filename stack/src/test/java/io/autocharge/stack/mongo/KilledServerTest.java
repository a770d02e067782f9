package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.inc;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.UpdateOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dautocharge.kill.rounds=200} kills more often than a build has time for. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@DisabledIfSystemProperty(named = "autocharge.mongodb.uri", matches = ".+")
class KilledServerTest {

    private static final int ROUNDS = Integer.getInteger("autocharge.kill.rounds", 20);
    private static final int WRITERS = 6;
    private static final long SNAPSHOT_EACH = 300_000; // bytes: so that kills meet snapshots half written

    @TempDir
    Path folder;

    private final Map<Integer, Boolean> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> counted = new ConcurrentHashMap<>();
    private final AtomicInteger nextId = new AtomicInteger();

    @Test
    void no_acknowledged_write_is_lost_and_no_commit_is_kept_in_part() throws Exception {
        var random = new Random(7);
        for (var round = 0; round < ROUNDS; round++) {
            writeUntilKilled(1 + random.nextInt(400));
        }
        try (var server = ServerProcess.start(folder, SNAPSHOT_EACH);
                var client = server.connect()) {
            verify(commits(client), client.getDatabase("kept").getCollection("counters"));
        }
        System.out.printf(
                "%d kills: %d commits and %d counts acknowledged, none lost%n",
                ROUNDS,
                acknowledged.size(),
                counted.values().stream().mapToInt(i -> i).sum());
    }

    private void writeUntilKilled(int writes) throws Exception {
        var threads = Executors.newFixedThreadPool(WRITERS);
        var enough = new CountDownLatch(writes);
        try (var server = ServerProcess.start(folder, SNAPSHOT_EACH);
                var client = server.connect()) {
            var commits = commits(client);
            var counters = client.getDatabase("kept").getCollection("counters");
            var writers = new ArrayList<Future<?>>();
            for (var writer = 0; writer < WRITERS; writer++) {
                var own = writer;
                writers.add(threads.submit(() -> write(own, commits, counters, enough)));
            }
            enough.await();
            server.kill();
            for (var each : writers) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void write(
            int writer, MongoCollection<Document> commits, MongoCollection<Document> counters, CountDownLatch enough) {
        try {
            while (true) {
                var id = nextId.getAndIncrement();
                if (id % 3 == 0) {
                    commits.insertMany(List.of(commit(id), commit(-id - 1)));
                } else {
                    commits.insertOne(commit(id));
                }
                acknowledged.put(id, true);
                counters.updateOne(eq("_id", writer), inc("n", 1), new UpdateOptions().upsert(true));
                counted.merge(writer, 1, Integer::sum);
                enough.countDown();
            }
        } catch (MongoException e) {
            IntStream.range(0, (int) enough.getCount()).forEach(i -> enough.countDown()); // killed: the test goes on
        }
    }

    private void verify(MongoCollection<Document> commits, MongoCollection<Document> counters) {
        var kept = new ConcurrentHashMap<Integer, Boolean>();
        for (var commit : commits.find()) {
            assertThat(commit.getList("events", Document.class)).hasSize(5);
            kept.put(commit.getInteger("_id"), true);
        }
        assertThat(kept.keySet()).containsAll(acknowledged.keySet());
        kept.keySet().stream().filter(id -> id >= 0 && id % 3 == 0).forEach(id -> assertThat(kept)
                .containsKey(-id - 1));
        counted.forEach((writer, count) -> assertThat(
                        counters.find(eq("_id", writer)).first().getInteger("n"))
                .isBetween(count, count + ROUNDS));
        assertThat(commits.find(eq("events.key", "0#4"))).hasSize(1);
    }

    private static MongoCollection<Document> commits(MongoClient client) {
        var commits = client.getDatabase("kept").getCollection("commits");
        commits.createIndex(ascending("events.key"), new IndexOptions().unique(true));
        return commits;
    }

    private static Document commit(int id) {
        return new Document("_id", id)
                .append(
                        "events",
                        IntStream.range(0, 5)
                                .mapToObj(i -> new Document("key", id + "#" + i).append("text", "x".repeat(150)))
                                .toList());
    }
}
