package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.currentDate;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UpdatesTest {

    private static final int DUPLICATE_KEY = 11000;
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    @RegisterExtension
    static final DatabaseUnderTest server = new DatabaseUnderTest();

    @Test
    void an_id_is_given_once() {
        var items = server.collection("items");
        items.insertOne(item(1, "one"));
        assertThatThrownBy(() -> items.insertOne(item(1, "other"))).satisfies(UpdatesTest::isDuplicate);
        assertThat(items.find()).containsExactly(item(1, "one"));
    }

    @Test
    void a_unique_key_is_given_once_and_a_refused_change_changes_nothing() {
        var items = unique("name");
        items.insertMany(List.of(item(1, "one"), item(2, "two")));
        assertThatThrownBy(() -> items.insertOne(item(3, "one"))).satisfies(UpdatesTest::isDuplicate);
        assertThatThrownBy(() -> items.updateOne(eq("_id", 2), combine(set("name", "one"), set("seen", true))))
                .satisfies(UpdatesTest::isDuplicate);
        assertThatThrownBy(() -> items.replaceOne(eq("_id", 2), item(2, "one"))).satisfies(UpdatesTest::isDuplicate);
        assertThatThrownBy(() -> items.findOneAndUpdate(eq("_id", 2), set("name", "one")))
                .isInstanceOf(MongoCommandException.class)
                .satisfies(UpdatesTest::isDuplicate);
        assertThat(items.find()).containsExactly(item(1, "one"), item(2, "two"));
        assertThat(items.find(eq("name", "two"))).containsExactly(item(2, "two"));
    }

    @Test
    void one_element_in_use_refuses_the_whole_document() {
        var commits = unique("events.key");
        commits.insertOne(commit(1, "a#0", "a#1"));
        assertThatThrownBy(() -> commits.insertOne(commit(2, "b#0", "a#1"))).satisfies(UpdatesTest::isDuplicate);
        commits.insertOne(commit(2, "b#0", "a#2"));
        assertThat(commits.countDocuments()).isEqualTo(2);
    }

    @Test
    void a_pair_of_fields_in_one_array_is_unique_as_a_pair() {
        var commits = server.collection("commits");
        commits.createIndex(ascending("events.aggregate", "events.sequence"), new IndexOptions().unique(true));
        commits.insertOne(pairs(1, "a", 0, "b", 1));
        commits.insertOne(pairs(2, "a", 1, "b", 0));
        assertThatThrownBy(() -> commits.insertOne(pairs(3, "c", 0, "b", 1))).satisfies(UpdatesTest::isDuplicate);
    }

    @Test
    void a_sparse_unique_index_leaves_out_who_has_no_key() {
        var items = server.collection("items");
        items.createIndex(ascending("name"), new IndexOptions().unique(true).sparse(true));
        items.insertMany(List.of(new Document("_id", 1), new Document("_id", 2), item(3, "three")));
        assertThatThrownBy(() -> items.insertOne(item(4, "three"))).satisfies(UpdatesTest::isDuplicate);
        assertThat(items.find(eq("name", null))).hasSize(2);
        assertThat(items.find().sort(ascending("name"))).hasSize(3);
    }

    @Test
    void a_unique_index_over_duplicates_is_refused() {
        var items = server.collection("items");
        items.insertMany(List.of(item(1, "same"), item(2, "same")));
        assertThatThrownBy(() -> items.createIndex(ascending("name"), new IndexOptions().unique(true)))
                .satisfies(UpdatesTest::isDuplicate);
        assertThat(items.listIndexes()).hasSize(1);
    }

    @Test
    void an_ordered_batch_stops_at_the_first_error_and_says_how_far_it_came() {
        var items = server.collection("items");
        assertThatThrownBy(() -> items.insertMany(List.of(item(1, "a"), item(2, "b"), item(1, "c"), item(4, "d"))))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, e -> {
                    assertThat(e.getWriteErrors()).singleElement().satisfies(error -> {
                        assertThat(error.getIndex()).isEqualTo(2);
                        assertThat(error.getCode()).isEqualTo(DUPLICATE_KEY);
                    });
                    assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2);
                });
        assertThat(items.countDocuments()).isEqualTo(2);
    }

    @Test
    void an_unordered_batch_keeps_all_but_the_refused() {
        var items = server.collection("items");
        assertThatThrownBy(() -> items.insertMany(
                        List.of(item(1, "a"), item(1, "c"), item(4, "d")), new InsertManyOptions().ordered(false)))
                .isInstanceOfSatisfying(
                        MongoBulkWriteException.class,
                        e -> assertThat(e.getWriteResult().getInsertedCount()).isEqualTo(2));
        assertThat(items.countDocuments()).isEqualTo(2);
    }

    @Test
    void a_bulk_of_different_changes_is_carried_out_in_order() {
        var items = server.collection("items");
        var result = items.bulkWrite(List.of(
                new InsertOneModel<>(item(1, "one")),
                new UpdateOneModel<>(eq("_id", 1), set("name", "uno")),
                new ReplaceOneModel<>(eq("_id", 2), item(2, "due"), new ReplaceOptions().upsert(true)),
                new UpdateOneModel<>(eq("_id", 3), setOnInsert("name", "tre"), new UpdateOptions().upsert(true)),
                new UpdateOneModel<>(eq("_id", 3), setOnInsert("name", "four"), new UpdateOptions().upsert(true))));
        assertThat(result.getInsertedCount()).isEqualTo(1);
        assertThat(result.getModifiedCount()).isEqualTo(1);
        assertThat(result.getUpserts()).hasSize(2);
        assertThat(items.find()).containsExactly(item(1, "uno"), item(2, "due"), item(3, "tre"));
    }

    @Test
    void operators_change_what_they_name() {
        var items = server.collection("items");
        items.insertOne(item(1, "one").append("n", 1).append("tags", List.of("a")));
        var updated = items.findOneAndUpdate(
                eq("_id", 1), combine(inc("n", 2), push("tags", "b"), unset("name"), set("deep.er", "x")), AFTER);
        assertThat(updated)
                .isEqualTo(new Document("_id", 1)
                        .append("n", 3)
                        .append("tags", List.of("a", "b"))
                        .append("deep", new Document("er", "x")));
        assertThat(items.find()).containsExactly(updated);
        assertThat(items.updateMany(gte("n", 3), set("n", 4)).getModifiedCount())
                .isEqualTo(1);
        assertThat(items.findOneAndDelete(eq("n", 4))).containsEntry("_id", 1);
        assertThat(items.findOneAndUpdate(eq("_id", 1), inc("n", 1))).isNull();
    }

    @Test
    void changing_one_looks_only_at_one() {
        var items = server.collection("items");
        items.insertMany(IntStream.range(0, 100).mapToObj(i -> item(i, "x")).toList());
        assertThat(items.updateOne(eq("name", "x"), set("name", "y")).getModifiedCount())
                .isEqualTo(1);
        assertThat(items.countDocuments(eq("name", "y"))).isEqualTo(1);
        assertThat(items.updateMany(eq("name", "x"), set("name", "z")).getModifiedCount())
                .isEqualTo(99);
        assertThat(items.deleteOne(eq("name", "z")).getDeletedCount()).isEqualTo(1);
        assertThat(items.deleteMany(eq("name", "z")).getDeletedCount()).isEqualTo(98);
    }

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
            for (var each : threads.invokeAll(java.util.Collections.nCopies(8, worker))) {
                claimed.addAll(each.get());
            }
            assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_document_is_read_whole_while_it_changes() throws Exception {
        var items = server.collection("items");
        items.insertOne(new Document("_id", 1).append("values", java.util.Collections.nCopies(200, 0)));
        var threads = Executors.newFixedThreadPool(2);
        var seen = ConcurrentHashMap.newKeySet();
        try {
            var writer = threads.submit(() -> {
                for (var i = 1; i <= 300; i++) {
                    items.updateOne(eq("_id", 1), set("values", java.util.Collections.nCopies(200, i)));
                }
            });
            while (!writer.isDone()) {
                var values = items.find(eq("_id", 1)).first().getList("values", Integer.class);
                assertThat(values).hasSize(200).containsOnly(values.get(0));
                seen.add(values.get(0));
            }
            writer.get();
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen).isNotEmpty();
    }

    @Test
    void a_document_that_is_too_large_is_refused_and_changes_nothing() {
        var items = unique("name");
        items.insertOne(item(1, "one").append("text", "x".repeat(9 << 20)));
        assertThatThrownBy(() ->
                        items.updateOne(eq("_id", 1), combine(set("more", "x".repeat(9 << 20)), set("name", "two"))))
                .isInstanceOf(MongoWriteException.class);
        assertThat(items.find(exists("more"))).isEmpty();
        assertThat(items.countDocuments(eq("name", "one"))).isEqualTo(1);
    }

    @Test
    void an_unknown_command_is_refused_with_its_code() {
        assertThatThrownBy(() -> server.database().runCommand(new Document("conjure", 1)))
                .isInstanceOfSatisfying(MongoCommandException.class, e -> assertThat(e.getCode())
                        .isEqualTo(59));
        assertThat(server.database().runCommand(new Document("hello", 1))).containsEntry("isWritablePrimary", true);
        assertThat(server.database().runCommand(new Document("ping", 1))).containsKey("ok");
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

    private static MongoCollection<Document> unique(String field) {
        var items = server.collection("items");
        items.createIndex(ascending(field), new IndexOptions().unique(true));
        return items;
    }

    private static void isNow(Date date) {
        assertThat(date.getTime()).isCloseTo(System.currentTimeMillis(), within(30_000L));
    }

    private static void isDuplicate(Throwable e) {
        assertThat(((MongoException) e).getCode()).isEqualTo(DUPLICATE_KEY);
    }

    private static Document item(int id, String name) {
        return new Document("_id", id).append("name", name);
    }

    private static Document commit(int id, String... keys) {
        return new Document("_id", id)
                .append(
                        "events",
                        Stream.of(keys).map(key -> new Document("key", key)).toList());
    }

    private static Document pairs(int id, String a, int m, String b, int n) {
        return new Document("_id", id)
                .append(
                        "events",
                        List.of(
                                new Document("aggregate", a).append("sequence", m),
                                new Document("aggregate", b).append("sequence", n)));
    }
}
