package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ServerTimeTest {

    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    @RegisterExtension
    static final DatabaseUnderTest server = new DatabaseUnderTest();

    @Test
    void the_server_puts_its_own_time() {
        var items = server.collection("items");
        items.insertOne(item(1, "one"));
        items.updateOne(eq("_id", 1), currentDate("seen_at"));
        isNow(items.find().first().getDate("seen_at"));
    }

    @Test
    void a_pipeline_leases_until_the_servers_time_and_more() {
        var items = server.collection("items");
        items.insertOne(item(1, "one").append("fence", 4L).append("lease", new Document("owner", "old")));
        var lease = List.of(new Document(
                "$set",
                new Document("lease.until", new Document("$add", List.of("$$NOW", 90_000)))
                        .append("fence", new Document("$add", List.of("$fence", 1L)))
                        .append("taken_at", "$$NOW")));
        var leased = items.findOneAndUpdate(eq("_id", 1), lease, AFTER);
        assertThat(leased.getLong("fence")).isEqualTo(5);
        isNow(leased.getDate("taken_at"));
        assertThat(leased.get("lease", Document.class).getDate("until").getTime()
                        - leased.getDate("taken_at").getTime())
                .isEqualTo(90_000);
        assertThat(leased.get("lease", Document.class)).containsEntry("owner", "old");
        assertThat(items.find()).containsExactly(leased);
    }

    @Test
    void a_pipeline_computes_every_field_from_the_document_as_it_was() {
        var items = server.collection("items");
        items.insertOne(item(1, "one").append("state", "waiting"));
        var swap = List.of(new Document(
                "$set",
                new Document("state", "done")
                        .append("was", "$state")
                        .append(
                                "late",
                                new Document(
                                        "$cond",
                                        List.of(new Document("$lt", List.of("$due_at", "$$NOW")), "yes", "no")))));
        assertThat(items.findOneAndUpdate(eq("_id", 1), swap, AFTER))
                .isEqualTo(item(1, "one")
                        .append("state", "done")
                        .append("was", "waiting")
                        .append("late", "yes"));
    }

    @Test
    void a_pipeline_updates_many_and_creates_what_is_missing() {
        var items = server.collection("items");
        items.insertMany(List.of(item(1, "one"), item(2, "two")));
        var copy = List.of(new Document("$set", new Document("was", "$name")), new Document("$unset", "name"));
        assertThat(items.updateMany(new Document(), copy).getModifiedCount()).isEqualTo(2);
        assertThat(items.find())
                .containsExactly(
                        new Document("_id", 1).append("was", "one"), new Document("_id", 2).append("was", "two"));
        var created = items.updateOne(
                eq("_id", 3), List.of(new Document("$set", new Document("n", 7))), new UpdateOptions().upsert(true));
        assertThat(created.getUpsertedId().asInt32().getValue()).isEqualTo(3);
        assertThat(items.find(eq("_id", 3))).containsExactly(new Document("_id", 3).append("n", 7));
    }

    @Test
    void a_query_asks_for_what_is_due_by_the_servers_time() {
        var items = due(200);
        var dueNow = new Document("$expr", new Document("$lte", List.of("$due_at", "$$NOW")));
        assertThat(items.find(dueNow)).hasSize(100);
        var claimed = items.findOneAndUpdate(
                and(eq("state", "waiting"), dueNow),
                List.of(new Document("$set", new Document("due_at", new Document("$add", List.of("$$NOW", 90_000))))),
                new FindOneAndUpdateOptions().sort(ascending("due_at")));
        assertThat(claimed).containsEntry("_id", 0);
        assertThat(items.countDocuments(dueNow)).isEqualTo(99);
    }

    @Test
    void a_text_that_looks_like_the_time_stays_a_text() {
        var items = server.collection("items");
        items.insertOne(item(1, "$$NOW"));
        items.updateOne(eq("name", "$$NOW"), set("note", "$$NOW"));
        assertThat(items.find()).containsExactly(item(1, "$$NOW").append("note", "$$NOW"));
    }

    @Test
    void no_item_is_claimed_twice() throws Exception {
        var items = due(400);
        var threads = Executors.newFixedThreadPool(8);
        try {
            Callable<List<Integer>> worker = () -> {
                var claimed = new ArrayList<Integer>();
                for (var next = claim(items); next != null; next = claim(items)) {
                    claimed.add(next.getInteger("_id"));
                }
                return claimed;
            };
            var claimed = new ArrayList<Integer>();
            for (var each : threads.invokeAll(Collections.nCopies(8, worker))) {
                claimed.addAll(each.get());
            }
            assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Document claim(MongoCollection<Document> items) {
        return items.findOneAndUpdate(
                and(eq("state", "waiting"), lte("due_at", new Date())),
                combine(set("state", "claimed"), inc("fence", 1)),
                new FindOneAndUpdateOptions().sort(ascending("due_at")).returnDocument(ReturnDocument.AFTER));
    }

    /** Every other one is due. */
    private static MongoCollection<Document> due(int count) {
        var items = server.collection("due");
        items.createIndex(ascending("state", "due_at"));
        var now = Instant.now();
        items.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i)
                        .append("state", "waiting")
                        .append("due_at", Date.from(now.plus(i % 2 == 0 ? i - count : 60 + i, ChronoUnit.MINUTES))))
                .toList());
        return items;
    }

    private static void isNow(Date date) {
        assertThat(date.getTime()).isCloseTo(System.currentTimeMillis(), within(30_000L));
    }

    private static Document item(int id, String name) {
        return new Document("_id", id).append("name", name);
    }
}
