package io.autocharge.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The compose file describes the system that the stack starts: same doors, same variables. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ComposeTest {

    private static final EnumSet<Door> SERVICES =
            EnumSet.of(Door.WEB, Door.CUSTOMER, Door.INVOICE, Door.PAYMENT, Door.NOTIFICATION);

    private static JsonNode services;

    @BeforeAll
    static void read() throws IOException {
        var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        var file = Files.readString(Blueprint.root().resolve("docker-compose.yml"));
        Map<String, Object> compose = yaml.load(file);
        services = new com.fasterxml.jackson.databind.ObjectMapper()
                .valueToTree(compose)
                .path("services");
    }

    @Test
    void every_door_is_where_the_stack_has_it_and_on_this_machine_only() {
        var doors = EnumSet.allOf(Door.class);
        doors.remove(Door.KAFKA_CONTROLLER); // nobody outside speaks with it
        for (var door : doors) {
            var service = door == Door.SMTP ? "mail" : door.label();
            assertThat(texts(services.path(service).path("ports")))
                    .as(service)
                    .contains("127.0.0.1:%d:%d".formatted(door.usual(), door.usual()));
        }
        services.forEach(service ->
                assertThat(texts(service.path("ports"))).allMatch(published -> published.startsWith("127.0.0.1:")));
    }

    @Test
    void every_variable_is_one_that_the_stack_sets_as_well() {
        var known = blueprint().environment();
        services.properties().forEach(service -> service.getValue()
                .path("environment")
                .fieldNames()
                .forEachRemaining(name -> {
                    if (name.startsWith("AUTOCHARGE_") && !name.equals("AUTOCHARGE_HTTP_PORT")) {
                        assertThat(known).as(service.getKey()).containsKey(name);
                    }
                }));
    }

    @Test
    void every_service_is_told_where_the_others_are() {
        for (var door : SERVICES) {
            assertThat(environment(door))
                    .as(door.label())
                    .containsEntry("AUTOCHARGE_HTTP_PORT", String.valueOf(door.usual()))
                    .containsKeys(
                            "AUTOCHARGE_MONGODB_URI",
                            "AUTOCHARGE_KAFKA_BOOTSTRAP",
                            "AUTOCHARGE_PROCESSOR_URL",
                            "AUTOCHARGE_SMTP_HOST",
                            "AUTOCHARGE_SMTP_PORT",
                            "AUTOCHARGE_PUBLIC_URL",
                            "AUTOCHARGE_SANDBOX");
        }
        for (var door : SERVICES) {
            if (door != Door.WEB) {
                assertThat(environment(Door.WEB))
                        .containsEntry(
                                "AUTOCHARGE_" + door.name() + "_URL",
                                "http://%s:%d".formatted(door.label(), door.usual()));
            }
        }
    }

    @Test
    void every_service_listens_where_its_own_settings_say() throws IOException {
        for (var door : SERVICES) {
            var module = door == Door.WEB ? "web" : door.label() + "-service";
            var file = Blueprint.root().resolve(module).resolve("src/main/resources/application.properties");
            assertThat(Files.readString(file)).contains("${AUTOCHARGE_HTTP_PORT:%d}".formatted(door.usual()));
        }
    }

    @Test
    void the_broker_is_as_strict_as_the_embedded_one() {
        var real = environment(Door.KAFKA);
        Broker.properties(Path.of("/data"), new Settings(Map.of())).forEach((name, value) -> {
            if (List.of("auto.create.topics.enable", "log.retention.ms", "message.max.bytes")
                    .contains(name)) {
                var variable = "KAFKA_" + name.replace('.', '_').toUpperCase(java.util.Locale.ROOT);
                assertThat(real).containsEntry(variable, value);
            }
        });
    }

    @Test
    void nothing_secret_is_written_down() {
        services.forEach(service -> service.path("environment").fieldNames().forEachRemaining(name -> assertThat(name)
                .doesNotContainIgnoringCase("password")
                .doesNotContainIgnoringCase("secret")
                .doesNotContainIgnoringCase("token")));
    }

    private static Blueprint blueprint() {
        var settings = new Settings(Map.of());
        return new Blueprint(settings, Ports.from(settings), Path.of("/data"), Blueprint.root());
    }

    private static Map<String, String> environment(Door door) {
        var environment = new TreeMap<String, String>();
        services.path(door.label())
                .path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
