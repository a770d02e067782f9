package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static io.autocharge.stack.mongo.DatabaseUnderTest.examined;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IndexesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @RegisterExtension
    static final DatabaseUnderTest server = new DatabaseUnderTest();

    @Test
    void a_document_is_found_by_id_without_looking_at_others() {
        var numbers = numbers(1_000);
        assertThat(examined(numbers.find(eq("_id", 77)))).isEqualTo(1);
        assertThat(ids(numbers.find(eq("_id", 77)))).containsExactly(77);
        assertThat(ids(numbers.find(eq("_id", 77L)))).containsExactly(77);
        assertThat(ids(numbers.find(eq("_id", "77")))).isEmpty();
    }

    @Test
    void several_ids_cost_as_many_looks() {
        var numbers = numbers(1_000);
        var some = numbers.find(in("_id", 5, 900, 3, 5_000)).sort(ascending("_id"));
        assertThat(ids(some)).containsExactly(3, 5, 900);
        assertThat(examined(some)).isEqualTo(3);
        assertThat(ids(numbers.find(in("_id", 5, 900, 3)).sort(descending("_id"))))
                .containsExactly(900, 5, 3);
    }

    @Test
    void a_range_of_ids_is_read_from_the_index() {
        var numbers = numbers(1_000);
        var range = numbers.find(and(gte("_id", 100), lt("_id", 110)));
        assertThat(ids(range)).hasSize(10).startsWith(100).endsWith(109);
        assertThat(examined(range)).isEqualTo(10);
        assertThat(ids(numbers.find(gt("_id", 997)))).containsExactly(998, 999);
        assertThat(ids(numbers.find(lte("_id", 1)))).containsExactly(0, 1);
        assertThat(ids(numbers.find(gt("_id", "a")))).isEmpty();
    }

    @Test
    void the_last_id_is_the_end_of_the_index() {
        var last = numbers(1_000).find().sort(descending("_id")).limit(1);
        assertThat(ids(last)).containsExactly(999);
        assertThat(examined(last)).isEqualTo(1);
    }

    @Test
    void a_batch_after_an_id_comes_in_order_and_stops_at_its_limit() {
        var batch = numbers(1_000).find(gt("_id", 500)).sort(ascending("_id")).limit(10);
        assertThat(ids(batch)).isEqualTo(IntStream.rangeClosed(501, 510).boxed().toList());
        assertThat(examined(batch)).isEqualTo(10);
    }

    @Test
    void a_field_that_is_not_unique_has_an_index_too() {
        var items = server.collection("items");
        items.createIndex(ascending("colour"));
        items.insertMany(IntStream.range(0, 500)
                .mapToObj(i -> new Document("_id", i).append("colour", i % 50 == 0 ? "red" : "blue"))
                .toList());
        assertThat(ids(items.find(eq("colour", "red")))).hasSize(10);
        assertThat(examined(items.find(eq("colour", "red")))).isEqualTo(10);
    }

    @Test
    void an_entry_follows_its_document() {
        var items = server.collection("items");
        items.createIndex(ascending("colour"));
        items.insertOne(new Document("_id", 1).append("colour", "red"));
        items.updateOne(eq("_id", 1), new Document("$set", new Document("colour", "blue")));
        assertThat(ids(items.find(eq("colour", "red")))).isEmpty();
        assertThat(ids(items.find(eq("colour", "blue")))).containsExactly(1);
        items.deleteOne(eq("_id", 1));
        assertThat(ids(items.find(eq("colour", "blue")))).isEmpty();
    }

    @Test
    void an_index_made_later_holds_what_was_there_before() {
        var items = numbers(300);
        items.createIndex(ascending("tens"));
        assertThat(examined(items.find(eq("tens", 7)))).isEqualTo(10);
    }

    @Test
    void every_element_of_an_array_finds_its_document() {
        var commits = server.collection("commits");
        commits.createIndex(ascending("events.key"), new IndexOptions().unique(true));
        commits.insertOne(new Document("_id", 1)
                .append("events", List.of(new Document("key", "a#0"), new Document("key", "a#1"))));
        commits.insertOne(new Document("_id", 2).append("events", List.of(new Document("key", "b#0"))));
        assertThat(ids(commits.find(eq("events.key", "a#1")))).containsExactly(1);
        assertThat(examined(commits.find(eq("events.key", "a#1")))).isEqualTo(1);
        assertThat(ids(commits.find(in("events.key", "a#0", "a#1")))).containsExactly(1);
    }

    @Test
    void the_commits_of_an_aggregate_come_in_order_of_their_position() {
        var commits = commits(1_000);
        var ofOne = commits.find(eq("aggregates", "inv_7")).sort(ascending("_id"));
        assertThat(ids(ofOne)).hasSize(10).isSorted().startsWith(7).endsWith(907);
        assertThat(examined(ofOne)).isEqualTo(10);
        var later = commits.find(and(eq("aggregates", "inv_7"), gt("_id", 500)))
                .sort(ascending("_id"))
                .limit(2);
        assertThat(ids(later)).containsExactly(507, 607);
        assertThat(examined(later)).isEqualTo(2);
    }

    @Test
    void a_page_of_a_partner_is_read_from_the_index_alone() {
        var invoices = invoices(2_000);
        var page = invoices.find(eq("partner_id", "par_3"))
                .sort(descending("created_at", "_id"))
                .limit(21);
        assertThat(ids(page)).hasSize(21).startsWith(1993, 1983, 1973);
        assertThat(examined(page)).isEqualTo(21);
    }

    @Test
    void a_later_page_begins_where_its_cursor_points() {
        var invoices = invoices(2_000);
        var at = Date.from(NOW.plusSeconds(1_003));
        var page = invoices.find(and(
                        eq("partner_id", "par_3"),
                        lte("created_at", at),
                        or(lt("created_at", at), and(eq("created_at", at), lt("_id", 1_003)))))
                .sort(descending("created_at", "_id"))
                .limit(21);
        assertThat(ids(page)).hasSize(21).startsWith(993, 983);
        assertThat(examined(page)).isLessThanOrEqualTo(22);
        var backwards = invoices.find(and(eq("partner_id", "par_3"), gt("created_at", at)))
                .sort(ascending("created_at", "_id"))
                .limit(2);
        assertThat(ids(backwards)).containsExactly(1013, 1023);
        assertThat(examined(backwards)).isEqualTo(2);
    }

    @Test
    void the_longest_due_item_is_found_first() {
        var due = server.collection("due");
        due.createIndex(ascending("due_at"));
        due.insertMany(IntStream.range(0, 1_000)
                .mapToObj(i ->
                        new Document("_id", "chg_" + i).append("due_at", Date.from(NOW.plusSeconds((i * 7) % 1_000))))
                .toList());
        var next = due.find(lte("due_at", Date.from(NOW.plusSeconds(500))))
                .sort(ascending("due_at"))
                .limit(1);
        assertThat(next.first()).containsEntry("_id", "chg_0");
        assertThat(examined(next)).isEqualTo(1);
    }

    @Test
    void a_query_that_no_index_helps_still_finds_everything() {
        var numbers = numbers(300);
        assertThat(ids(numbers.find(eq("tens", 7)))).hasSize(10);
        assertThat(ids(numbers.find(ne("tens", 7)))).hasSize(290);
        assertThat(ids(numbers.find(or(eq("_id", 3), eq("tens", 0))).sort(descending("tens", "_id"))))
                .startsWith(9)
                .hasSize(10);
        assertThat(ids(numbers.find(new Document("_id", new Document("$not", new Document("$gt", 1))))))
                .containsExactly(0, 1);
    }

    @Test
    void counting_looks_only_at_what_is_counted() {
        var numbers = numbers(300);
        numbers.createIndex(ascending("tens"));
        assertThat(numbers.countDocuments(eq("tens", 7))).isEqualTo(10);
        assertThat(numbers.countDocuments()).isEqualTo(300);
        assertThat(numbers.estimatedDocumentCount()).isEqualTo(300);
    }

    @Test
    void a_long_answer_comes_in_batches() {
        assertThat(ids(numbers(2_500).find())).hasSize(2_500).isSorted();
        assertThat(ids(numbers(2_500).find().batchSize(7))).hasSize(2_500).isSorted();
    }

    @Test
    void an_index_dropped_in_one_collection_stays_in_the_others() {
        for (var name : List.of("one", "two")) {
            server.collection(name).createIndex(ascending("colour"));
        }
        server.collection("one").dropIndex("colour_1");
        assertThat(server.collection("one").listIndexes()).hasSize(1);
        assertThat(server.collection("two").listIndexes()).hasSize(2);
        server.collection("two").dropIndexes();
        assertThat(server.collection("two").listIndexes()).hasSize(1);
    }

    private static MongoCollection<Document> numbers(int count) {
        var numbers = server.collection("numbers");
        numbers.drop();
        numbers.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i).append("tens", i / 10))
                .toList());
        return numbers;
    }

    private static MongoCollection<Document> commits(int count) {
        var commits = server.collection("commits");
        commits.createIndex(ascending("aggregates", "_id"));
        commits.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i).append("aggregates", List.of("inv_" + i % 100, "par_1")))
                .toList());
        return commits;
    }

    private static MongoCollection<Document> invoices(int count) {
        var invoices = server.collection("invoices");
        invoices.createIndex(compoundIndex(ascending("partner_id"), descending("created_at", "_id")));
        invoices.insertMany(IntStream.range(0, count)
                .mapToObj(i -> new Document("_id", i)
                        .append("partner_id", "par_" + i % 10)
                        .append("created_at", Date.from(NOW.plusSeconds(i))))
                .toList());
        return invoices;
    }

    private static List<Integer> ids(FindIterable<Document> found) {
        return found.map(document -> document.getInteger("_id")).into(new ArrayList<>());
    }
}
