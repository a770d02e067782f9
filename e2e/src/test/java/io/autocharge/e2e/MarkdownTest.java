package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MarkdownTest {

    private static final Path ROOT = Checkout.root();
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");

    @Test
    void each_relative_link_leads_to_a_file_and_to_a_heading_in_it() throws IOException {
        var broken = new ArrayList<String>();
        for (var page : pages()) {
            LINK.matcher(prose(page))
                    .results()
                    .map(match -> match.group(1))
                    .filter(link -> !link.matches("(https?|mailto):.*"))
                    .filter(link -> !leads(page, link))
                    .forEach(link -> broken.add(ROOT.relativize(page) + " → " + link));
        }

        assertThat(broken).isEmpty();
    }

    @Test
    void the_page_for_contributors_has_sixty_lines_at_the_most() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("CONTRIBUTING.md"))).hasSizeLessThanOrEqualTo(60);
    }

    @Test
    void each_decision_is_in_the_list_of_decisions() throws IOException {
        var list = Files.readString(ROOT.resolve("docs/adr/README.md"));
        try (var files = Files.list(ROOT.resolve("docs/adr"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.matches("\\d{4}-.*")))
                    .hasSizeGreaterThanOrEqualTo(10)
                    .allSatisfy(name -> assertThat(list).contains("(" + name + ")"));
        }
    }

    @Test
    void each_class_that_the_table_of_mechanisms_names_is_there() throws IOException {
        var table = Files.readString(ROOT.resolve("docs/architecture.md"))
                .split("## Mechanisms")[1]
                .split("##")[0];
        var named = table.lines()
                .filter(line -> line.startsWith("| M"))
                .map(line -> line.substring(line.substring(0, line.length() - 1).lastIndexOf('|')))
                .flatMap(where -> CLASS.matcher(where).results().map(match -> match.group(1)))
                .toList();
        try (Stream<Path> files = Files.walk(ROOT)) {
            var classes = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .collect(Collectors.toSet());
            assertThat(classes).containsAll(named);
            assertThat(named).hasSizeGreaterThan(9);
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.[^/]+)/.*"))
                    .toList();
        }
    }

    private static boolean leads(Path page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return parts.length == 1 || anchors(target).contains(parts[1]);
    }

    private static List<String> anchors(Path page) {
        return prose(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s*", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The page without its code, in which a bracket is no link. */
    private static String prose(Path page) {
        try {
            return Files.readString(page).replaceAll("(?s)```.*?```", "").replaceAll("`[^`\\n]*`", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
