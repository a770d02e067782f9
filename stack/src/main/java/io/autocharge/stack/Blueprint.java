package io.autocharge.stack;

import io.autocharge.stack.processor.Sandbox;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the system is made of: its parts, how each is started, and what each is told. */
final class Blueprint {

    private static final List<String> SMALL = List.of("-Xms16m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");
    private static final Map<Door, String> SERVICES = new EnumMap<>(Map.of(
            Door.CUSTOMER, "customer-service",
            Door.INVOICE, "invoice-service",
            Door.PAYMENT, "payment-service",
            Door.NOTIFICATION, "notification-service",
            Door.WEB, "web"));

    private final Settings settings;
    private final Ports ports;
    private final Path home;
    private final Path root;

    Blueprint(Settings settings, Ports ports, Path home, Path root) {
        this.settings = settings;
        this.ports = ports;
        this.home = home;
        this.root = root;
    }

    /** What every part is told, and whoever wants to speak with them. */
    Map<String, String> environment() {
        var told = new TreeMap<String, String>();
        told.put("AUTOCHARGE_HOME", home.toString());
        told.put(
                "AUTOCHARGE_KEYS",
                settings.text("AUTOCHARGE_KEYS", home.resolve("keys").toString()));
        told.put("AUTOCHARGE_SANDBOX", settings.text("AUTOCHARGE_SANDBOX", "true"));
        told.put(
                "AUTOCHARGE_WEBHOOKS_LOOPBACK",
                settings.text("AUTOCHARGE_WEBHOOKS_LOOPBACK", told.get("AUTOCHARGE_SANDBOX")));
        told.put("AUTOCHARGE_HTTP_HOST", "127.0.0.1");
        told.put(
                "AUTOCHARGE_MONGODB_URI",
                settings.text("AUTOCHARGE_MONGODB_URI", "mongodb://127.0.0.1:" + ports.of(Door.MONGODB)));
        told.put(
                "AUTOCHARGE_KAFKA_BOOTSTRAP",
                settings.text("AUTOCHARGE_KAFKA_BOOTSTRAP", "127.0.0.1:" + ports.of(Door.KAFKA)));
        told.put("AUTOCHARGE_PROCESSOR_URL", settings.text("AUTOCHARGE_PROCESSOR_URL", http(Door.PROCESSOR)));
        told.put(
                "AUTOCHARGE_PROCESSOR_PUBLIC_URL",
                settings.text("AUTOCHARGE_PROCESSOR_PUBLIC_URL", told.get("AUTOCHARGE_PROCESSOR_URL")));
        told.put("AUTOCHARGE_SMTP_HOST", settings.text("AUTOCHARGE_SMTP_HOST", "127.0.0.1"));
        told.put("AUTOCHARGE_PUBLIC_URL", settings.text("AUTOCHARGE_PUBLIC_URL", http(Door.WEB)));
        told.put("AUTOCHARGE_MAIL_URL", http(Door.MAIL));
        for (var service : SERVICES.keySet()) {
            told.put("AUTOCHARGE_" + service.name() + "_URL", http(service));
        }
        for (var door : Door.values()) {
            told.put(door.variable(), String.valueOf(ports.of(door)));
        }
        return told;
    }

    /** What the services need before they can start. */
    List<Part> foundations() {
        var parts = new ArrayList<Part>();
        if (settings.given("AUTOCHARGE_KAFKA_BOOTSTRAP").isEmpty()) {
            var port = ports.of(Door.KAFKA);
            parts.add(own(Door.KAFKA, Broker.class, "-Xmx320m", Probe.speaksKafka(port), "127.0.0.1:" + port));
        }
        if (settings.given("AUTOCHARGE_MONGODB_URI").isEmpty()) {
            var port = ports.of(Door.MONGODB);
            var url = "mongodb://127.0.0.1:" + port;
            parts.add(own(Door.MONGODB, Store.class, "-Xmx1g", Probe.listens(port), url));
        }
        if (settings.given("AUTOCHARGE_PROCESSOR_URL").isEmpty()) {
            var probe = Probe.answers(ports.of(Door.PROCESSOR), "/health");
            parts.add(own(Door.PROCESSOR, Sandbox.class, "-Xmx256m", probe, http(Door.PROCESSOR)));
        }
        return parts;
    }

    /** The services and the web edge, as they are shipped. */
    List<Part> services() {
        return SERVICES.keySet().stream()
                .filter(door -> Files.exists(jar(door)))
                .map(this::service)
                .toList();
    }

    /** What should run and has not been built. */
    List<String> missing() {
        return SERVICES.keySet().stream()
                .filter(door -> !Files.exists(jar(door)))
                .map(SERVICES::get)
                .toList();
    }

    /** How another main class of the checkout is run, told where everything is. */
    ProcessBuilder guest(String module, String main, String... args) {
        var target = root.resolve(module).resolve("target");
        var jar = target.resolve(module + "-0.1.0.jar");
        var command = Java.command("-cp", jar + File.pathSeparator + target.resolve("lib") + "/*", main);
        command.addAll(Arrays.asList(args));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment());
        return builder;
    }

    private Part own(Door door, Class<?> main, String heap, Probe probe, String url) {
        var command = Java.command(heap);
        command.addAll(SMALL);
        command.addAll(moreOptions());
        command.addAll(List.of(
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-Dorg.slf4j.simpleLogger.log.de.bwaldvogel=warn"));
        command.addAll(List.of("-cp", Java.classPath(), Leash.class.getName(), main.getName()));
        return new Part(door, command, told(door), probe, url);
    }

    private Part service(Door door) {
        var command = Java.command("-Xmx256m");
        command.addAll(SMALL);
        command.addAll(moreOptions());
        command.addAll(List.of(
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                jar(door) + File.pathSeparator + whereIAm(),
                Leash.class.getName(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        var probe = Probe.answers(ports.of(door), "/q/health/ready");
        return new Part(door, command, told(door), probe, http(door));
    }

    private List<String> moreOptions() {
        return settings.given("AUTOCHARGE_JAVA_OPTIONS")
                .map(options -> Arrays.asList(options.split("\\s+")))
                .orElse(List.of());
    }

    private Map<String, String> told(Door door) {
        var told = environment();
        told.put("AUTOCHARGE_HTTP_PORT", String.valueOf(ports.of(door)));
        return told;
    }

    private Path jar(Door door) {
        return root.resolve(SERVICES.get(door)).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private String http(Door door) {
        return "http://127.0.0.1:" + ports.of(door);
    }

    /** The checkout that this class was built in. */
    static Path root() {
        for (var folder = whereIAm(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("customer-service"))) {
                return folder;
            }
        }
        throw new Settings.Unfit("The services are not beside the stack: it runs from a checkout.");
    }

    private static Path whereIAm() {
        try {
            return Path.of(Blueprint.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
