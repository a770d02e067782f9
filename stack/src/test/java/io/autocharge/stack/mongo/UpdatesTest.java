package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.Collation;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UpdatesTest {

    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    @RegisterExtension
    static final DatabaseUnderTest server = new DatabaseUnderTest();

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
    void a_document_is_read_whole_while_it_changes() throws Exception {
        var items = server.collection("items");
        items.insertOne(new Document("_id", 1).append("values", Collections.nCopies(200, 0)));
        var threads = Executors.newFixedThreadPool(2);
        var seen = ConcurrentHashMap.newKeySet();
        try {
            var writer = threads.submit(() -> {
                for (var i = 1; i <= 300; i++) {
                    items.updateOne(eq("_id", 1), set("values", Collections.nCopies(200, i)));
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
    void an_unknown_command_is_refused_with_its_code() {
        assertThatThrownBy(() -> server.database().runCommand(new Document("conjure", 1)))
                .isInstanceOfSatisfying(MongoCommandException.class, e -> assertThat(e.getCode())
                        .isEqualTo(59));
        assertThat(server.database().runCommand(new Document("hello", 1))).containsEntry("isWritablePrimary", true);
        assertThat(server.database().runCommand(new Document("ping", 1))).containsKey("ok");
    }

    @Test
    void what_is_not_supported_is_refused_not_ignored() {
        var items = server.collection("items");
        items.insertOne(item(1, "one"));
        assumeTrue(DatabaseUnderTest.isEmbedded());
        assertThatThrownBy(() -> items.find(eq("name", "ONE"))
                        .collation(Collation.builder().locale("en").build())
                        .first())
                .hasMessageContaining("collation is not supported");
        assertThatThrownBy(() -> items.createIndex(new Document("name", "text")))
                .hasMessageContaining("Only ordered indexes are supported");
        assertThatThrownBy(() -> items.watch().first()).hasMessageContaining("only supported on replica sets");
        assertThatThrownBy(() -> server.database()
                        .runCommand(new Document("insert", "items")
                                .append("documents", List.of(item(2, "two")))
                                .append("txnNumber", 1L)
                                .append("startTransaction", true)
                                .append("autocommit", false)))
                .isInstanceOf(MongoCommandException.class);
        assertThat(items.countDocuments()).isEqualTo(1);
    }

    private static Document item(int id, String name) {
        return new Document("_id", id).append("name", name);
    }
}
