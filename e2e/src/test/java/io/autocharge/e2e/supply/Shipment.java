package io.autocharge.e2e.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What one module ships: the jars in its folder, and what its bill of materials (CycloneDX) says of them. Our own jars are
 * built here and are not looked at.
 */
final class Shipment {

    /** A library as the bill names it. {@code licences} are SPDX ids where the bill has them, else names. */
    record Component(
            String group, String name, String version, String classifier, String sha256, List<String> licences) {

        String coordinates() {
            return group + ":" + name + ":" + version + (classifier.isEmpty() ? "" : ":" + classifier);
        }
    }

    private static final String OURS = "io.autocharge";
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");

    /**
     * On a bill, for it lists what Maven resolved, but not shipped: Quarkus leaves the launcher out when it assembles an
     * application, and the stack has the two others for its tests only.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "io.quarkus:quarkus-ide-launcher",
            "stack/jakarta.annotation:jakarta.annotation-api",
            "stack/jakarta.inject:jakarta.inject-api");

    private final String module;
    private final Map<String, String> jars; // SHA-256 → file name
    private final List<Component> components;

    private Shipment(String module, Map<String, String> jars, List<Component> components) {
        this.module = module;
        this.jars = jars;
        this.components = components;
    }

    /** What {@code module} ships, its libraries being under {@code lib} and its bill in {@code bill}. */
    static Shipment of(String module, Path lib, Path bill) {
        return new Shipment(module, jarsIn(lib), componentsOf(module, bill));
    }

    /** The libraries on the bill that are shipped. */
    List<Component> components() {
        return components;
    }

    /** Jars that no line of the bill stands for, by their hashes. */
    Set<String> unnamed() {
        var named = components.stream().map(Component::sha256).collect(Collectors.toSet());
        return jars.entrySet().stream()
                .filter(jar -> !named.contains(jar.getKey()))
                .map(jar -> module + ": " + jar.getValue())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Lines of the bill for which there is no jar. */
    Set<String> absent() {
        return components.stream()
                .filter(component -> !jars.containsKey(component.sha256()))
                .map(component -> module + ": " + component.coordinates())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> jarsIn(Path lib) {
        try (var files = Files.walk(lib)) {
            var found = new TreeMap<String, String>();
            for (var jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                var name = jar.getFileName().toString();
                if (!isOurs(name)) {
                    found.put(sha256(jar), name);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(String jar) {
        return jar.startsWith(OURS) || jar.matches("(contracts|door|runtime)-[0-9.]+\\.jar");
    }

    private static List<Component> componentsOf(String module, Path bill) {
        try {
            var found = new ArrayList<Component>();
            for (var component : new ObjectMapper().readTree(bill.toFile()).path("components")) {
                var group = component.path("group").asText();
                var name = component.path("name").asText();
                var isLeftOut =
                        LEFT_OUT.contains(group + ":" + name) || LEFT_OUT.contains(module + "/" + group + ":" + name);
                if (!group.equals(OURS) && !isLeftOut) {
                    found.add(new Component(
                            group,
                            name,
                            component.path("version").asText(),
                            classifier(component.path("purl").asText()),
                            hash(component),
                            licences(component.path("licenses"))));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classifier(String packageUrl) {
        var found = CLASSIFIER.matcher(packageUrl);
        return found.find() ? found.group(1) : "";
    }

    private static String hash(JsonNode component) {
        return StreamSupport.stream(component.path("hashes").spliterator(), false)
                .filter(hash -> hash.path("alg").asText().equals("SHA-256"))
                .map(hash -> hash.path("content").asText())
                .findFirst()
                .orElse("");
    }

    private static List<String> licences(JsonNode licences) {
        var names = new ArrayList<String>();
        for (var licence : licences) {
            names.add(
                    licence.has("expression")
                            ? licence.path("expression").asText()
                            : licence.path("license")
                                    .path("id")
                                    .asText(licence.path("license").path("name").asText()));
        }
        return names;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
