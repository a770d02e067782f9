package io.autocharge.runtime.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.autocharge.contracts.Message;
import io.autocharge.contracts.WireType;
import io.autocharge.runtime.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written down for other systems is what the code says. {@code -Dautocharge.regenerate=true} writes it anew. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class PublishedLanguageTest {

    private static final boolean REGENERATE = Boolean.getBoolean("autocharge.regenerate");
    private static final Path CONTRACTS = Path.of("../contracts");
    private static final Path GOLDEN = CONTRACTS.resolve("golden");
    private static final Path SCHEMAS = CONTRACTS.resolve("schemas");
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private static final Prose PROSE = new Prose(CONTRACTS.resolve("src/main/java"));

    static Stream<Class<? extends Message>> messages() {
        return Schemas.messages().stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void every_message_is_read_and_written_as_its_golden_file_has_it(Class<? extends Message> type) throws IOException {
        var file = GOLDEN.resolve(WireType.of(type) + ".v1.json");
        if (REGENERATE && !Files.exists(file)) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, Pretty.json(Json.STRICT.valueToTree(Specimens.of(type))));
        }
        assertThat(file).as("a golden file for each kind of message").exists();
        var golden = PLAIN.readTree(Files.readString(file));

        var message = Json.STRICT.treeToValue(golden, type);

        JsonNode written = PLAIN.readTree(Json.write(message));
        assertThat(written).isEqualTo(golden);
        assertThat(message.subject()).isNotNull();
        assertThat(message.partnerId()).isNotNull();
    }

    @Test
    void every_golden_file_belongs_to_a_message() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.v\\d+\\.json$", "")))
                    .allSatisfy(
                            name -> assertThat(WireType.named(name)).as(name).isPresent());
        }
    }

    @Test
    void the_schemas_are_those_of_the_code() throws IOException {
        var expected = new TreeMap<String, String>();
        new Schemas(PROSE)
                .all()
                .forEach((type, schema) -> expected.put(type + ".json", Pretty.json(PLAIN.valueToTree(schema))));
        if (REGENERATE) {
            Files.createDirectories(SCHEMAS);
            for (var old : names()) {
                Files.delete(SCHEMAS.resolve(old));
            }
            for (var one : expected.entrySet()) {
                Files.writeString(SCHEMAS.resolve(one.getKey()), one.getValue());
            }
        }
        assertThat(names()).isEqualTo(expected.keySet());
        for (var one : expected.entrySet()) {
            assertThat(Files.readString(SCHEMAS.resolve(one.getKey())))
                    .as("contracts/schemas/%s; -Dautocharge.regenerate=true writes it anew", one.getKey())
                    .isEqualTo(one.getValue());
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void every_golden_file_fits_its_schema(Class<? extends Message> type) throws IOException {
        var name = WireType.of(type);
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(SCHEMAS.resolve(name + ".json")));
        var golden = PLAIN.readTree(Files.readString(GOLDEN.resolve(name + ".v1.json")));

        assertThat(schema.validate(golden)).isEmpty();
    }

    @Test
    void the_asyncapi_document_is_that_of_the_code() throws IOException {
        var expected = new AsyncApi(PROSE).text();
        var file = SCHEMAS.resolve("asyncapi.yaml");
        if (REGENERATE) {
            Files.createDirectories(SCHEMAS);
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("contracts/schemas/asyncapi.yaml; -Dautocharge.regenerate=true writes it anew")
                .isEqualTo(expected);
    }

    private static TreeSet<String> names() throws IOException {
        try (var files = Files.list(SCHEMAS)) {
            var names = new TreeSet<String>();
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .forEach(names::add);
            return names;
        }
    }
}
