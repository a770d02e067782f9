package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UniqueKeysTest {

    private static final int DUPLICATE_KEY = 11000;

    @RegisterExtension
    static final DatabaseUnderTest server = new DatabaseUnderTest();

    @Test
    void an_id_is_given_once() {
        var items = server.collection("items");
        items.insertOne(item(1, "one"));
        assertThatThrownBy(() -> items.insertOne(item(1, "other"))).satisfies(UniqueKeysTest::isDuplicate);
        assertThat(items.find()).containsExactly(item(1, "one"));
    }

    @Test
    void a_unique_key_is_given_once_and_a_refused_change_changes_nothing() {
        var items = unique("name");
        items.insertMany(List.of(item(1, "one"), item(2, "two")));
        assertThatThrownBy(() -> items.insertOne(item(3, "one"))).satisfies(UniqueKeysTest::isDuplicate);
        assertThatThrownBy(() -> items.updateOne(eq("_id", 2), combine(set("name", "one"), set("seen", true))))
                .satisfies(UniqueKeysTest::isDuplicate);
        assertThatThrownBy(() -> items.replaceOne(eq("_id", 2), item(2, "one"))).satisfies(UniqueKeysTest::isDuplicate);
        assertThatThrownBy(() -> items.findOneAndUpdate(eq("_id", 2), set("name", "one")))
                .isInstanceOf(MongoCommandException.class)
                .satisfies(UniqueKeysTest::isDuplicate);
        assertThat(items.find()).containsExactly(item(1, "one"), item(2, "two"));
        assertThat(items.find(eq("name", "two"))).containsExactly(item(2, "two"));
    }

    @Test
    void one_element_in_use_refuses_the_whole_document() {
        var commits = unique("events.key");
        commits.insertOne(commit(1, "a#0", "a#1"));
        assertThatThrownBy(() -> commits.insertOne(commit(2, "b#0", "a#1"))).satisfies(UniqueKeysTest::isDuplicate);
        commits.insertOne(commit(2, "b#0", "a#2"));
        assertThat(commits.countDocuments()).isEqualTo(2);
    }

    @Test
    void a_pair_of_fields_in_one_array_is_unique_as_a_pair() {
        var commits = server.collection("commits");
        commits.createIndex(ascending("events.aggregate", "events.sequence"), new IndexOptions().unique(true));
        commits.insertOne(pairs(1, "a", 0, "b", 1));
        commits.insertOne(pairs(2, "a", 1, "b", 0));
        assertThatThrownBy(() -> commits.insertOne(pairs(3, "c", 0, "b", 1))).satisfies(UniqueKeysTest::isDuplicate);
    }

    @Test
    void a_sparse_unique_index_leaves_out_who_has_no_key() {
        var items = server.collection("items");
        items.createIndex(ascending("name"), new IndexOptions().unique(true).sparse(true));
        items.insertMany(List.of(new Document("_id", 1), new Document("_id", 2), item(3, "three")));
        assertThatThrownBy(() -> items.insertOne(item(4, "three"))).satisfies(UniqueKeysTest::isDuplicate);
        assertThat(items.find(eq("name", null))).hasSize(2);
        assertThat(items.find().sort(ascending("name"))).hasSize(3);
    }

    @Test
    void a_unique_index_over_duplicates_is_refused() {
        var items = server.collection("items");
        items.insertMany(List.of(item(1, "same"), item(2, "same")));
        assertThatThrownBy(() -> items.createIndex(ascending("name"), new IndexOptions().unique(true)))
                .satisfies(UniqueKeysTest::isDuplicate);
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
    void a_document_that_is_too_large_is_refused_and_changes_nothing() {
        var items = unique("name");
        items.insertOne(item(1, "one").append("text", "x".repeat(9 << 20)));
        assertThatThrownBy(() ->
                        items.updateOne(eq("_id", 1), combine(set("more", "x".repeat(9 << 20)), set("name", "two"))))
                .isInstanceOf(MongoWriteException.class);
        assertThat(items.find(exists("more"))).isEmpty();
        assertThat(items.countDocuments(eq("name", "one"))).isEqualTo(1);
    }

    private static MongoCollection<Document> unique(String field) {
        var items = server.collection("items");
        items.createIndex(ascending(field), new IndexOptions().unique(true));
        return items;
    }

    private static void isDuplicate(Throwable e) {
        assertThat(((MongoException) e).getCode()).isEqualTo(DUPLICATE_KEY);
    }

    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

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
