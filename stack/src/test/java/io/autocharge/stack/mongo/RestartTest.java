package io.autocharge.stack.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Indexes.ascending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RestartTest {

    @TempDir
    Path folder;

    @Test
    void everything_is_there_after_a_restart() {
        use(database -> {
            var items = database.getCollection("items");
            items.createIndex(ascending("name"), new IndexOptions().unique(true));
            items.insertMany(List.of(item(1, "one"), item(2, "two"), item(3, "three"), item(4, "four")));
            items.updateOne(eq("_id", 2), new Document("$set", new Document("name", "zwei")));
            items.deleteOne(eq("_id", 3));
            database.getCollection("dropped").insertOne(item(1, "one"));
            database.getCollection("dropped").drop();
        });
        use(database -> {
            assertThat(database.listCollectionNames()).containsExactly("items");
            var items = database.getCollection("items");
            assertThat(items.find()).containsExactly(item(1, "one"), item(2, "zwei"), item(4, "four"));
            assertThat(items.listIndexes().map(index -> index.getString("name")))
                    .containsExactlyInAnyOrder("_id_", "name_1");
            assertThatThrownBy(() -> items.insertOne(item(5, "zwei"))).isInstanceOf(MongoWriteException.class);
            assertThat(DatabaseUnderTest.examined(items.find(eq("name", "four"))))
                    .isEqualTo(1);
        });
    }

    @Test
    void a_torn_end_is_cut_off_and_kept_aside() throws IOException {
        use(database -> database.getCollection("items").insertMany(List.of(item(1, "one"), item(2, "two"))));
        use(database -> database.getCollection("items").insertOne(item(3, "three")));
        var journal = file(".journal");
        try (var file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(file.length() - 5);
        }
        use(database -> {
            assertThat(database.getCollection("items").countDocuments()).isEqualTo(2);
            database.getCollection("items").insertOne(item(4, "four"));
        });
        use(database -> assertThat(database.getCollection("items").find())
                .containsExactly(item(1, "one"), item(2, "two"), item(4, "four")));
        assertThat(file(".torn")).isNotEmptyFile();
    }

    @Test
    void a_flipped_bit_at_the_end_is_noticed() throws IOException {
        use(database -> database.getCollection("items").insertOne(item(1, "one")));
        use(database -> database.getCollection("items").insertOne(item(2, "two")));
        try (var file = new RandomAccessFile(file(".journal").toFile(), "rw")) {
            file.seek(file.length() - 3);
            var last = file.read();
            file.seek(file.length() - 3);
            file.write(last ^ 1);
        }
        use(database -> assertThat(database.getCollection("items").find()).containsExactly(item(1, "one")));
    }

    @Test
    void a_journal_much_longer_than_the_data_gives_way_to_a_snapshot() throws IOException {
        use(new Storage.Compaction(200_000, 4), database -> {
            var items = database.getCollection("items");
            items.insertMany(
                    IntStream.range(0, 100).mapToObj(i -> item(i, "first")).toList());
            for (var round = 0; round < 100; round++) {
                items.updateMany(new Document(), new Document("$set", new Document("name", "round " + round)));
            }
        });
        assertThat(file(".snapshot")).isNotEmptyFile();
        use(new Storage.Compaction(200_000, 4), database -> {
            var items = database.getCollection("items");
            assertThat(items.countDocuments(eq("name", "round 99"))).isEqualTo(100);
            items.insertOne(item(100, "last"));
        });
        use(database ->
                assertThat(database.getCollection("items").countDocuments()).isEqualTo(101));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.mapToLong(path -> path.toFile().length()).sum()).isLessThan(600_000);
        }
    }

    @Test
    void a_snapshot_that_was_not_finished_is_forgotten() throws IOException {
        use(database -> database.getCollection("items").insertOne(item(1, "one")));
        Files.writeString(folder.resolve("00000002.snapshot.tmp"), "half of it");
        use(database -> assertThat(database.getCollection("items").find()).containsExactly(item(1, "one")));
        assertThat(folder.resolve("00000002.snapshot.tmp")).doesNotExist();
    }

    @Test
    void a_folder_belongs_to_one_server() {
        try (var first = EmbeddedMongo.start(folder, 0)) {
            assertThat(first.address().getAddress().isLoopbackAddress()).isTrue();
            assertThatThrownBy(() -> EmbeddedMongo.start(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("in use by another server");
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> EmbeddedMongo.start(file, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file + " cannot be written");
    }

    @Test
    void a_taken_port_is_named_and_the_folder_is_free_again() throws IOException {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedMongo.start(folder, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(taken.getLocalPort() + " on 127.0.0.1 is taken");
        }
        use(database -> assertThat(database.listCollectionNames().into(new ArrayList<>()))
                .isEmpty());
    }

    private void use(Consumer<MongoDatabase> work) {
        use(new Storage.Compaction(64 << 20, 4), work);
    }

    private void use(Storage.Compaction compaction, Consumer<MongoDatabase> work) {
        try (var server = EmbeddedMongo.start(folder, 0, compaction);
                var client = DatabaseUnderTest.connect(server.uri())) {
            work.accept(client.getDatabase("kept"));
        }
    }

    private Path file(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .reduce((a, b) -> b)
                    .orElseThrow();
        }
    }

    private static Document item(int id, String name) {
        return new Document("_id", id).append("name", name);
    }
}
