package io.autocharge.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the services of one system are, and what opens them to operators. */
record Installation(Path home, Map<String, URI> services, String token) {

    static final List<String> SERVICES = List.of("customer", "invoice", "payment", "notification");

    private static final Map<String, Integer> USUAL_PORTS =
            Map.of("customer", 8081, "invoice", 8082, "payment", 8083, "notification", 8084);

    /** The one that the options, else the environment, else the data folder name. */
    static Installation find(Target target, Map<String, String> environment) {
        var home =
                target.home != null ? target.home : Path.of(environment.getOrDefault("AUTOCHARGE_HOME", ".autocharge"));
        var ports = ports(home);
        var services = new LinkedHashMap<String, URI>();
        for (var name : chosen(target)) {
            services.put(
                    name,
                    target.urls.containsKey(name) ? uri(name, target.urls.get(name)) : usual(name, ports, environment));
        }
        return new Installation(home, services, token(target, home, environment));
    }

    private static List<String> chosen(Target target) {
        for (var names : List.of(target.only, List.copyOf(target.urls.keySet()))) {
            for (var name : names) {
                if (!SERVICES.contains(name)) {
                    throw new Trouble("There is no service called '" + name + "'. There are "
                            + String.join(", ", SERVICES) + ".");
                }
            }
        }
        return target.only.isEmpty() ? SERVICES : target.only;
    }

    private static URI uri(String name, String text) {
        try {
            var uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null
                    && uri.getScheme() != null
                    && uri.getScheme().startsWith("http")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below, in one way for all that is no address
        }
        throw new Trouble("--url " + name + "=" + text + " is no address such as http://127.0.0.1:8082.");
    }

    private static URI usual(String name, JsonNode ports, Map<String, String> environment) {
        var variable = "AUTOCHARGE_" + name.toUpperCase(java.util.Locale.ROOT) + "_PORT";
        var port = ports.has(name)
                ? ports.path(name).asText()
                : environment.getOrDefault(variable, String.valueOf(USUAL_PORTS.get(name)));
        if (!port.matches("[0-9]{1,5}")) {
            throw new Trouble(variable + " is '" + port + "', which is no port.");
        }
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What the running stack says of itself; nothing if none runs on this folder. */
    private static JsonNode ports(Path home) {
        var json = new ObjectMapper();
        var file = home.resolve("run/stack.json");
        if (!Files.exists(file)) {
            return json.createObjectNode();
        }
        try {
            return json.readTree(file.toFile()).path("ports");
        } catch (IOException e) {
            throw new Trouble("The status file " + file + " cannot be read: " + e.getMessage());
        }
    }

    private static String token(Target target, Path home, Map<String, String> environment) {
        var keys = environment.containsKey("AUTOCHARGE_KEYS") && target.home == null
                ? Path.of(environment.get("AUTOCHARGE_KEYS"))
                : home.resolve("keys");
        var file = target.tokenFile != null ? target.tokenFile : keys.resolve("ops-token");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Trouble("The operators' token cannot be read from " + file.toAbsolutePath()
                    + ". Start the system with ./autocharge up, or say where it is with --home or --token-file.");
        }
    }
}
