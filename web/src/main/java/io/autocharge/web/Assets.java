package io.autocharge.web;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** Addresses of styles and scripts that change with their content, so that a browser may keep what it has for good. */
@Singleton
@Named("assets")
class Assets {

    static final String FOLDER = "/assets/";
    static final String OTHERS = "/webjars/";

    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Where a file of {@code assets} is. */
    public String of(String name) {
        return known.computeIfAbsent(
                name, file -> FOLDER + file + "?v=" + fingerprint("META-INF/resources" + FOLDER + file));
    }

    /** Where htmx is, in the version that is shipped. */
    public String htmx() {
        return known.computeIfAbsent("", any -> OTHERS + "htmx.org/" + version() + "/dist/htmx.min.js");
    }

    private static String version() {
        try (var stream = stream("META-INF/maven/org.webjars.npm/htmx.org/pom.properties")) {
            var properties = new Properties();
            properties.load(stream);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(String path) {
        try (var stream = stream(path)) {
            var sha = MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes());
            return HexFormat.of().formatHex(sha, 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static java.io.InputStream stream(String path) {
        var stream = Thread.currentThread().getContextClassLoader().getResourceAsStream(path);
        if (stream == null) {
            throw new IllegalArgumentException("There is no " + path);
        }
        return stream;
    }
}
