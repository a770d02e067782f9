package io.autocharge.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AnnouncementTypesTest {

    @Test
    void partners_can_read_what_there_is_to_hear() throws IOException {
        var page = Files.readString(Path.of("../docs/webhooks.md"));
        var rows = Pattern.compile("^\\| `([a-z_.]+)` \\|", Pattern.MULTILINE).matcher(page);

        assertThat(rows.results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(AnnouncementTypes.names());
    }
}
