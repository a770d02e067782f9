package io.autocharge.stack.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.mongodb.MongoException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@EnabledOnOs({OS.LINUX, OS.MAC})
@DisabledIfSystemProperty(named = "autocharge.mongodb.uri", matches = ".+")
class FullDiskTest {

    private static final long NEVER = Long.MAX_VALUE;
    private static final String MEGABYTE = "x".repeat(1 << 20);

    @TempDir
    Path folder;

    @Test
    void a_change_that_finds_no_room_is_refused_and_what_was_acknowledged_stays() throws Exception {
        var acknowledged = new ArrayList<Integer>();
        try (var server = ServerProcess.start(folder, NEVER, "bash", "-c", "ulimit -f 20000; exec \"$0\" \"$@\"");
                var client = server.connect()) {
            var items = client.getDatabase("kept").getCollection("items");
            var refused = catchThrowable(() -> {
                for (var id = 0; id < 100; id++) {
                    items.insertOne(item(id));
                    acknowledged.add(id);
                }
            });
            assertThat(refused).isInstanceOf(MongoException.class).hasMessageContaining("could not be written to disk");
            assertThat(acknowledged).hasSizeBetween(5, 99);
            assertThatThrownBy(() -> items.find().first()).hasMessageContaining("refused an earlier change");
        }
        try (var server = ServerProcess.start(folder, NEVER);
                var client = server.connect()) {
            var kept = client.getDatabase("kept").getCollection("items").find();
            assertThat(kept.map(item -> item.getInteger("_id")).into(new ArrayList<>()))
                    .containsAll(acknowledged);
        }
    }

    private static Document item(int id) {
        return new Document("_id", id).append("parts", List.of(MEGABYTE, MEGABYTE));
    }
}
