package io.autocharge.runtime.published;

import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.RequestRefusal;
import io.autocharge.runtime.axon.NoSuchThing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All types of problems that an answer can name, derived from the sources below a checkout. */
final class ProblemTypes {

    /** One type: the statuses and codes that go with it, and the sentences that are said with it. */
    record Type(String type, Set<Integer> statuses, Set<String> codes, Set<String> sentences) {}

    private static final Pattern WRITTEN =
            Pattern.compile("Problem\\.of\\(\\s*(\\d{3}),\\s*\"(\\w+)\",\\s*((?:\"[^\"]*\"\\s*\\+?\\s*)*)");
    private static final Pattern PIECE = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern REFUSALS = Pattern.compile("enum (\\w+) implements Refusal");

    private final TreeMap<String, Type> types = new TreeMap<>();

    private ProblemTypes() {}

    static List<Type> below(Path root) throws IOException {
        var found = new ProblemTypes();
        for (var refusal : RequestRefusal.values()) {
            found.add(slug(refusal.code()), refusal.status(), refusal.code(), refusal.sentence());
        }
        Arrays.stream(NoSuchThing.values()).forEach(found::add);
        for (var file : sources(root)) {
            found.read(file);
        }
        return new ArrayList<>(found.types.values());
    }

    private void read(Path file) throws IOException {
        var text = Files.readString(file);
        var written = WRITTEN.matcher(text);
        while (written.find()) {
            var sentence = PIECE.matcher(written.group(3))
                    .results()
                    .map(one -> one.group(1))
                    .collect(Collectors.joining());
            add(slug(written.group(2)), Integer.parseInt(written.group(1)), written.group(2), sentence);
        }
        if (REFUSALS.matcher(text).find() && file.toString().contains("contracts")) {
            var path = file.toString().replace(java.io.File.separatorChar, '/');
            var name = path.substring(path.indexOf("io/autocharge/"))
                    .replace('/', '.')
                    .replace(".java", "");
            constants(name).forEach(this::add);
        }
    }

    private void add(Refusal refusal) {
        var status =
                switch (refusal.kind()) {
                    case CONFLICT -> 409;
                    case INVALID -> 422;
                    case UNKNOWN -> 404;
                };
        var reused = refusal.name().endsWith("_ID_ALREADY_USED");
        add(reused ? "idempotency-key-reused" : slug(refusal.name()), status, refusal.name(), refusal.sentence());
    }

    private void add(String slug, int status, String code, String sentence) {
        var type = types.computeIfAbsent(
                slug, unused -> new Type(slug, new TreeSet<>(), new TreeSet<>(), new LinkedHashSet<>()));
        type.statuses().add(status);
        type.codes().add(code);
        if (!sentence.isBlank()) {
            type.sentences().add(sentence);
        }
    }

    private static String slug(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stream<Refusal> constants(String name) {
        try {
            return Arrays.stream(Class.forName(name).getEnumConstants()).map(Refusal.class::cast);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The sources are newer than what was compiled: " + name, e);
        }
    }

    private static List<Path> sources(Path root) {
        try (var modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(ProblemTypes::files)
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (var walk = Files.walk(folder)) {
            return walk.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
