package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;
import static io.autocharge.stack.mongo.DatabaseUnderTest.examined;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.model.IndexOptions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.types.Decimal128;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IndexedValuesTest {

    @RegisterExtension
    static final DatabaseUnderTest server = new DatabaseUnderTest();

    @Test
    void missing_and_null_are_found_alike() {
        var items = server.collection("items");
        items.createIndex(ascending("colour"));
        items.insertMany(List.of(
                new Document("_id", 1).append("colour", null),
                new Document("_id", 2),
                new Document("_id", 3).append("colour", "red"),
                new Document("_id", 4).append("colour", List.of())));
        assertThat(ids(items.find(eq("colour", null)))).containsExactlyInAnyOrder(1, 2);
        assertThat(ids(items.find(gt("colour", "")))).containsExactly(3);
    }

    @Test
    void a_pattern_is_looked_for_among_texts() {
        var items = server.collection("items");
        items.createIndex(ascending("name"));
        items.insertMany(List.of(
                new Document("_id", 1).append("name", "karl"),
                new Document("_id", 2).append("name", 123),
                new Document("_id", 3).append("name", List.of("anna", "KARL"))));
        assertThat(ids(items.find(regex("name", "^k", "i")))).containsExactlyInAnyOrder(1, 3);
        assertThat(ids(items.find(regex("name", "1")))).isEmpty();
    }

    @Test
    void two_conditions_on_an_array_may_be_met_by_two_elements() {
        var items = server.collection("items");
        items.createIndex(ascending("parts.name", "parts.state"));
        items.insertOne(new Document("_id", 1)
                .append(
                        "parts",
                        List.of(
                                new Document("name", "a").append("state", "new"),
                                new Document("name", "b").append("state", "old"))));
        assertThat(ids(items.find(and(eq("parts.name", "a"), eq("parts.state", "old")))))
                .containsExactly(1);
    }

    @Test
    void a_partial_index_is_only_used_where_it_holds_all_that_is_asked_for() {
        var items = server.collection("items");
        items.createIndex(
                ascending("colour"), new IndexOptions().partialFilterExpression(new Document("state", "open")));
        items.insertMany(List.of(
                new Document("_id", 1).append("colour", "red").append("state", "open"),
                new Document("_id", 2).append("colour", "red").append("state", "shut")));
        assertThat(ids(items.find(eq("colour", "red")))).containsExactlyInAnyOrder(1, 2);
        var open = items.find(and(eq("colour", "red"), eq("state", "open")));
        assertThat(ids(open)).containsExactly(1);
        assertThat(examined(open)).isEqualTo(1);
    }

    @Test
    void numbers_of_all_kinds_keep_one_order() {
        var items = server.collection("items");
        items.createIndex(ascending("n"));
        items.insertMany(List.of(
                new Document("_id", 1).append("n", 3L),
                new Document("_id", 2).append("n", 2.5),
                new Document("_id", 3).append("n", 2),
                new Document("_id", 4).append("n", new Decimal128(new BigDecimal("2.75")))));
        assertThat(ids(items.find(gt("n", 1)).sort(ascending("n")))).containsExactly(3, 2, 4, 1);
        assertThat(ids(items.find(gte("n", 2.5)).sort(descending("n")))).containsExactly(1, 4, 2);
    }

    private static List<Integer> ids(FindIterable<Document> found) {
        return found.map(document -> document.getInteger("_id")).into(new ArrayList<>());
    }
}
