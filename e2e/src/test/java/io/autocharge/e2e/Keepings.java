package io.autocharge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All that a system keeps, byte by byte: its databases, topics, mails and logs. Only the topics of commands are left out:
 * there stands what others wrote, for a week, until it is taken or refused.
 */
final class Keepings {

    private static final Pattern COMMANDS = Pattern.compile("data/kafka/log/[a-z]+\\.commands-.*");
    private static final int PIECE = 1 << 20;
    private static final int OVERLAP = 512;

    private final Path home;
    private int files;
    private long bytes;

    Keepings(Path home) {
        this.home = home;
    }

    int files() {
        return files;
    }

    long bytes() {
        return bytes;
    }

    /** That this is found below each of these places shows that anything would be. */
    void mustHave(Pattern what, String... places) {
        for (var place : places) {
            var hits = new ArrayList<Path>();
            all().filter(file -> home.relativize(file).toString().startsWith(place))
                    .forEach(file -> read(file, piece -> {
                        if (what.matcher(piece).find()) {
                            hits.add(file);
                        }
                    }));
            assertThat(hits).as("%s in %s", what, place).isNotEmpty();
        }
    }

    /** Where any of these is kept; empty is good. */
    List<String> where(Collection<SecretNumber> numbers) {
        var found = new ArrayList<String>();
        bytes = 0;
        kept().forEach(file -> {
            files++;
            read(file, piece -> numbers.stream()
                    .filter(number -> number.isIn(piece))
                    .forEach(number -> found.add(number + " in " + home.relativize(file))));
        });
        return found;
    }

    private Stream<Path> kept() {
        return all().filter(file ->
                !COMMANDS.matcher(home.relativize(file).toString()).matches());
    }

    /** Without Kafka's indexes, which hold nothing but places and times in much empty space. */
    private Stream<Path> all() {
        try (Stream<Path> all = Stream.concat(Files.walk(home.resolve("data")), Files.walk(home.resolve("logs")))) {
            return all
                    .filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith("index"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path file, Consumer<String> piece) {
        try (InputStream in = Files.newInputStream(file)) {
            var before = "";
            for (var next = in.readNBytes(PIECE); next.length > 0; next = in.readNBytes(PIECE)) {
                bytes += next.length;
                var text = before + new String(next, StandardCharsets.ISO_8859_1);
                piece.accept(text);
                before = text.substring(Math.max(0, text.length() - OVERLAP));
            }
        } catch (NoSuchFileException e) {
            return; // Kafka has cleaned up meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
