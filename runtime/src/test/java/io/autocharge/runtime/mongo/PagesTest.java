package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import io.autocharge.contracts.Ulid;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Lists against a model: rows are added and changed between the pages. {@code -Dautocharge.pages.runs} runs it longer. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PagesTest {

    static final int RUNS = Integer.getInteger("autocharge.pages.runs", 20);
    static final Comparator<Row> NEWEST_FIRST =
            Comparator.comparing(Row::at).thenComparing(Row::id).reversed();

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final MongoCollection<Document> rows = mongo.database().getCollection("rows");
    final List<Row> model = new ArrayList<>();

    /** What a list has of one thing. */
    record Row(String partner, long at, String id) {}

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void whoever_reads_on_sees_each_row_that_was_there_once_and_in_order_whatever_is_added_or_changed() {
        var pages = 0;
        for (int run = 0; run < RUNS; run++) {
            var chance = new Random(run);
            fresh(chance);
            var limit = 1 + chance.nextInt(chance.nextBoolean() ? 5 : 100);
            pages += read(chance, limit, false) + read(chance, limit, true);
        }
        System.out.printf("Pages: %d lists read in both directions, %,d pages, 0 rows missed or twice%n", RUNS, pages);
    }

    @Test
    void a_page_and_the_way_back_are_what_the_model_says() {
        for (int run = 0; run < RUNS; run++) {
            var chance = new Random(1_000 + run);
            fresh(chance);
            var mine = mine();
            var limit = 1 + chance.nextInt(10);
            var at = chance.nextInt(mine.size());
            var cursor = page(PageRequest.first(100)).data().isEmpty() ? null : cursor(mine.get(at));
            var after = page(PageRequest.of(limit, cursor, null));
            var next = mine.subList(at + 1, Math.min(mine.size(), at + 1 + limit));
            assertThat(ids(after)).isEqualTo(next.stream().map(Row::id).toList());
            assertThat(after.hasNextPage()).isEqualTo(at + 1 + limit < mine.size());
            assertThat(after.hasPreviousPage()).isTrue();
            var before = page(PageRequest.of(limit, null, cursor));
            var earlier = mine.subList(Math.max(0, at - limit), at);
            assertThat(ids(before)).isEqualTo(earlier.stream().map(Row::id).toList());
            assertThat(before.hasPreviousPage()).isEqualTo(at > limit);
            assertThat(before.hasNextPage()).isTrue();
        }
    }

    @Test
    void a_cursor_of_another_partner_shows_rows_of_ones_own_only() {
        var chance = new Random(7);
        fresh(chance);
        for (var row : model) {
            for (var request :
                    List.of(PageRequest.of(100, cursor(row), null), PageRequest.of(100, null, cursor(row)))) {
                assertThat(page(request).data()).allSatisfy(found -> assertThat(found.getString("partner_id"))
                        .isEqualTo("me"));
            }
        }
    }

    @Test
    void what_is_no_cursor_is_turned_away_and_never_breaks_anything() {
        var chance = new Random(11);
        fresh(chance);
        var good = cursor(mine().get(0));
        var refused = 0;
        for (int i = 0; i < RUNS * 50; i++) {
            var cursor = garbled(good, chance);
            try {
                assertThat(page(PageRequest.of(100, cursor, null)).data())
                        .as("a cursor that can be read is a place between rows, and nothing more")
                        .allSatisfy(found ->
                                assertThat(found.getString("partner_id")).isEqualTo("me"));
            } catch (Problem problem) {
                assertThat(problem.status()).isEqualTo(400);
                refused++;
            }
        }
        for (var cursor :
                List.of("", "!", "null", text("d|x|inv_1"), text("d|1"), text("x|1|" + id("1")), text("||"))) {
            assertThatThrownBy(() -> page(PageRequest.of(1, cursor, null))).isInstanceOf(Problem.class);
        }
        System.out.printf("Pages: %,d garbled cursors, %,d answered 400, 0 broke%n", RUNS * 50, refused);
    }

    @Test
    void a_limit_is_from_1_to_100() {
        for (var limit : List.of(0, -1, 101, 1_000_000_000)) {
            assertThatThrownBy(() -> page(PageRequest.first(limit))).isInstanceOf(Problem.class);
        }
    }

    /** Reads a list to its end, while others write; answers how many pages it had. */
    private int read(Random chance, int limit, boolean backwards) {
        var there = mine();
        var seen = new ArrayList<Row>();
        var last = there.get(there.size() - 1);
        var cursor = backwards ? cursor(last) : null;
        if (backwards) {
            seen.add(last);
        }
        for (int pages = 1; ; pages++) {
            var page = page(backwards ? PageRequest.of(limit, null, cursor) : PageRequest.of(limit, cursor, null));
            assertThat(page.data()).hasSizeLessThanOrEqualTo(limit);
            var shown = new ArrayList<>(page.data().stream().map(PagesTest::row).toList());
            assertThat(shown).isSortedAccordingTo(NEWEST_FIRST);
            if (backwards) {
                java.util.Collections.reverse(shown);
            }
            seen.addAll(shown);
            var more = backwards ? page.hasPreviousPage() : page.hasNextPage();
            if (!more) {
                assertThat(seen).isSortedAccordingTo(backwards ? NEWEST_FIRST.reversed() : NEWEST_FIRST);
                assertThat(new HashSet<>(seen)).hasSameSizeAs(seen).containsAll(there);
                return pages;
            }
            cursor = backwards ? page.startCursor() : page.endCursor();
            if (pages < 20) { // who adds faster than is read is never read to the end
                add(chance, 1 + chance.nextInt(3));
            }
            change(chance);
        }
    }

    private void fresh(Random chance) {
        rows.drop();
        model.clear();
        add(chance, 12 + chance.nextInt(60));
    }

    private void add(Random chance, int count) {
        for (int i = 0; i < count; i++) {
            var row = new Row(
                    model.isEmpty() || chance.nextInt(3) > 0 ? "me" : "another",
                    1_700_000_000_000L + chance.nextInt(20), // many of one moment
                    id(String.valueOf(chance.nextLong())));
            model.add(row);
            rows.insertOne(new Document("_id", row.id())
                    .append("partner_id", row.partner())
                    .append("created_at", new Date(row.at()))
                    .append("name", "new"));
        }
    }

    private void change(Random chance) {
        var row = model.get(chance.nextInt(model.size()));
        rows.replaceOne(
                eq("_id", row.id()),
                new Document("_id", row.id())
                        .append("partner_id", row.partner())
                        .append("created_at", new Date(row.at()))
                        .append("name", "changed"));
    }

    private List<Row> mine() {
        return model.stream()
                .filter(row -> row.partner().equals("me"))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private Page<Document> page(PageRequest request) {
        return Pages.find(rows, eq("partner_id", "me"), request);
    }

    private static List<String> ids(Page<Document> page) {
        return page.data().stream().map(row -> row.getString("_id")).toList();
    }

    private static Row row(Document found) {
        return new Row(
                found.getString("partner_id"), found.getDate("created_at").getTime(), found.getString("_id"));
    }

    private static String cursor(Row row) {
        return text("d|" + row.at() + "|" + row.id());
    }

    private static String garbled(String cursor, Random chance) {
        var text = new StringBuilder(cursor);
        for (int i = 0; i <= chance.nextInt(3); i++) {
            var at = chance.nextInt(text.length());
            switch (chance.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) (33 + chance.nextInt(94)));
                case 1 -> text.deleteCharAt(at);
                case 2 -> text.insert(at, (char) (33 + chance.nextInt(94)));
                default -> text.setLength(Math.max(1, at));
            }
        }
        return text.toString();
    }

    private static String text(String written) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(written.getBytes(StandardCharsets.UTF_8));
    }

    private static String id(String seed) {
        var bytes = new byte[16];
        new Random(seed.hashCode()).nextBytes(bytes);
        bytes[0] &= 0x7f;
        return "inv_" + Ulid.encode(bytes);
    }
}
