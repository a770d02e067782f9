package io.autocharge.e2e.supply;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.e2e.Checkout;
import io.autocharge.e2e.supply.Shipment.Component;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever changes a dependency changes what handles money: what is shipped is what was looked at. The bills of materials are
 * written by {@code mvn verify}, online. {@code -Dautocharge.regenerate=true} takes in what is shipped now, to be read in the
 * difference.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SupplyChainTest {

    private static final Path SEEN = Checkout.root().resolve("e2e/src/test/resources/jars.sha256");
    private static final List<String> APPLICATIONS =
            List.of("customer-service", "invoice-service", "payment-service", "notification-service", "web", "ops");

    @Test
    void every_jar_that_is_shipped_is_on_the_bill_and_every_line_of_the_bill_is_shipped() {
        for (var shipment : shipments()) {
            assertThat(shipment.unnamed()).isEmpty();
            assertThat(shipment.absent()).isEmpty();
        }
    }

    @Test
    void nothing_speaks_against_any_library_that_is_shipped() throws IOException {
        var libraries = libraries();
        if (Boolean.getBoolean("autocharge.regenerate")) {
            Files.write(
                    SEEN,
                    libraries.values().stream()
                            .map(library -> library.sha256() + "  " + library.coordinates())
                            .toList());
        }
        var seen = seen();
        var objections = libraries.values().stream()
                .flatMap(library -> Objections.to(library, seen).stream())
                .toList();
        assertThat(objections).isEmpty();
        System.out.printf("A22: %d libraries shipped, 0 objections%n", libraries.size());
    }

    @Test
    void a_changed_jar_a_snapshot_a_range_a_foreign_licence_and_a_banned_library_are_each_objected_to()
            throws IOException {
        var good = libraries().values().iterator().next();
        var seen = seen();
        assertThat(Objections.to(good, seen)).isEmpty();
        var bad = List.of(
                changed(good, good.name(), good.version(), "0".repeat(64), good.licences()),
                changed(good, good.name(), good.version() + "-SNAPSHOT", good.sha256(), good.licences()),
                changed(good, good.name(), "[1.0,2.0)", good.sha256(), good.licences()),
                changed(good, good.name(), good.version(), good.sha256(), List.of("GPL-3.0-only")),
                changed(good, good.name(), good.version(), good.sha256(), List.of("AGPL-3.0-only")),
                changed(good, good.name(), good.version(), good.sha256(), List.of()),
                changed(good, "never-seen", good.version(), good.sha256(), good.licences()),
                new Component("log4j", "log4j", "1.2.17", "", good.sha256(), good.licences()),
                new Component("org.apache.logging.log4j", "log4j-core", "2.14.1", "", good.sha256(), good.licences()),
                new Component("com.thoughtworks.xstream", "xstream", "1.4.20", "", good.sha256(), good.licences()));
        assertThat(bad)
                .allSatisfy(library -> assertThat(Objections.to(library, seen)).isNotEmpty());
        System.out.printf("A22: %d attacks on a library, %d objected to%n", bad.size(), bad.size());
    }

    @Test
    void a_jar_that_was_exchanged_or_slipped_in_is_found(@TempDir Path folder) throws IOException {
        var lib = Checkout.root().resolve("ops/target/quarkus-app/lib");
        try (var jars = Files.walk(lib)) {
            for (var jar : jars.filter(Files::isRegularFile).toList()) {
                Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        var bill = Checkout.root().resolve("ops/target/sbom.json");
        assertThat(Shipment.of("ops", folder, bill).unnamed()).isEmpty();
        Path victim;
        try (var jars = Files.list(folder)) {
            victim = jars.filter(jar -> jar.getFileName().toString().contains("picocli"))
                    .findFirst()
                    .orElseThrow();
        }
        var bytes = Files.readAllBytes(victim);
        bytes[bytes.length / 2] ^= 1;
        Files.write(victim, bytes);
        Files.writeString(folder.resolve("org.example.extra-1.0.jar"), "x");
        var shipment = Shipment.of("ops", folder, bill);
        assertThat(shipment.unnamed()).hasSize(2);
        assertThat(shipment.absent()).hasSize(1);
    }

    @Test
    void every_version_in_a_pom_is_one_version() throws IOException {
        var version = Pattern.compile("<(?:version|[a-z0-9.-]+\\.version)>([^<]*)</");
        try (var modules = Files.list(Checkout.root())) {
            var poms = Stream.concat(Stream.of(Checkout.root()), modules)
                    .map(module -> module.resolve("pom.xml"))
                    .filter(Files::exists)
                    .toList();
            assertThat(poms).hasSizeGreaterThan(10);
            for (var pom : poms) {
                // what the build itself may be built with is a range on purpose
                var text =
                        Files.readString(pom).replaceAll("(?s)<require(Java|Maven)Version>.*?</require\\1Version>", "");
                assertThat(version.matcher(text).results().map(found -> found.group(1)))
                        .as(pom.toString())
                        .allMatch(found -> found.matches("\\$\\{[a-z0-9.-]+}|[0-9][0-9A-Za-z._-]*"))
                        .noneMatch(found -> found.contains("SNAPSHOT"));
            }
        }
    }

    private static Component changed(Component of, String name, String version, String sha256, List<String> licences) {
        return new Component(of.group(), name, version, of.classifier(), sha256, licences);
    }

    private static List<Shipment> shipments() {
        var root = Checkout.root();
        var applications = APPLICATIONS.stream()
                .map(module -> Shipment.of(
                        module,
                        root.resolve(module).resolve("target/quarkus-app/lib"),
                        root.resolve(module).resolve("target/sbom.json")));
        var stack = Shipment.of("stack", root.resolve("stack/target/lib"), root.resolve("stack/target/sbom.json"));
        return Stream.concat(applications, Stream.of(stack)).toList();
    }

    private static Map<String, Component> libraries() {
        var libraries = new TreeMap<String, Component>();
        shipments().forEach(shipment -> shipment.components()
                .forEach(library -> libraries.put(library.coordinates(), library)));
        return libraries;
    }

    private static Map<String, String> seen() throws IOException {
        return Files.readAllLines(SEEN).stream()
                .map(line -> line.split("  ", 2))
                .collect(Collectors.toMap(parts -> parts[1], parts -> parts[0]));
    }
}
