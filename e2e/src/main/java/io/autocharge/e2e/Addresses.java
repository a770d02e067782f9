package io.autocharge.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where everything of one running system is, as {@code run/stack.json} in its data folder tells.
 *
 * @param home the data folder
 */
public record Addresses(Path home, JsonNode stack) {

    /** The four services that hold the domain. */
    public static final List<String> SERVICES = List.of("customer", "invoice", "payment", "notification");

    /** The addresses of the system that keeps its things in {@code home}. */
    public static Addresses in(Path home) {
        try {
            return new Addresses(
                    home, Wire.JSON.readTree(home.resolve("run/stack.json").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "No system runs on " + home.toAbsolutePath() + "; start one with ./autocharge up.", e);
        }
    }

    /** The edge: the public API and the pages. */
    public String web() {
        return http("web");
    }

    /** One of the services, for operators only. */
    public String service(String name) {
        return http(name);
    }

    /** The sandbox's payment processor. */
    public String processor() {
        return http("processor");
    }

    /** The mail catcher's page. */
    public String mail() {
        return http("mail");
    }

    /** The Kafka broker. */
    public String kafka() {
        return "127.0.0.1:" + port("kafka");
    }

    /** The MongoDB wire. */
    public String mongodb() {
        return "mongodb://127.0.0.1:" + port("mongodb");
    }

    /** The operator's right to come in. */
    public String opsToken() {
        try {
            return Files.readString(home.resolve("keys/ops-token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether all of it has been ready. */
    public boolean ready() {
        return stack.path("ready").asBoolean();
    }

    /** The process that runs {@code name} now. */
    public long pid(String name) {
        return stack.path("pids").path(name).asLong();
    }

    private String http(String name) {
        return "http://127.0.0.1:" + port(name);
    }

    private int port(String name) {
        return stack.path("ports").path(name).asInt();
    }
}
