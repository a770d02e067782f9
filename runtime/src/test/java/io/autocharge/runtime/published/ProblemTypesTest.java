package io.autocharge.runtime.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Partners can read up each type of problem. {@code -Dautocharge.regenerate=true} writes the catalogue anew. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ProblemTypesTest {

    private static final Path ROOT = Path.of("..");

    private static final String INTRODUCTION =
            """
            # Types of problems

            What is refused is answered as `application/problem+json` (RFC 9457). `type` is one of these, behind `/problems/`, and leads to
            a page that says what is said here; `code` is what programs read; `trace_id` is what to name when asking us. Several sentences
            below one type say where it occurs.

            Derived from the code; `-Dautocharge.regenerate=true` writes it anew.

            | `type` | Status | `code` | Says |
            |---|---|---|---|
            """;

    @Test
    void the_catalogue_holds_every_type_that_the_code_can_name() throws IOException {
        var types = ProblemTypes.below(ROOT);

        agrees(ROOT.resolve("docs/problems.md"), page(types));
        agrees(
                ROOT.resolve("web/src/main/resources/problems.json"),
                Pretty.json(new ObjectMapper().valueToTree(types)));
        assertThat(types).hasSizeGreaterThan(80);
        assertThat(types).extracting(ProblemTypes.Type::type).contains("not-found", "uri-too-long", "above-credit");
    }

    private static String page(List<ProblemTypes.Type> types) {
        return types.stream()
                .map(type -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                type.type(),
                                joined(type.statuses(), "", ", "),
                                joined(type.codes(), "`", " "),
                                String.join(" · ", type.sentences())))
                .collect(Collectors.joining("\n", INTRODUCTION, "\n"));
    }

    private static String joined(Iterable<?> things, String quote, String between) {
        return java.util.stream.StreamSupport.stream(things.spliterator(), false)
                .map(thing -> quote + thing + quote)
                .collect(Collectors.joining(between));
    }

    private static void agrees(Path file, String expected) throws IOException {
        if (Boolean.getBoolean("autocharge.regenerate")) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("%s; -Dautocharge.regenerate=true writes it anew", file)
                .isEqualTo(expected);
    }
}
