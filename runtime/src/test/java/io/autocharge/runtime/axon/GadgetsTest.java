package io.autocharge.runtime.axon;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.impl.LaissezFaireSubTypeValidator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.Message;
import io.autocharge.contracts.WireType;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Attack row A18: no text that somebody sends or stores makes this process run what the text names. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GadgetsTest {

    private static final Path GOLDEN = Path.of("../contracts/golden");
    private static final String CANARY = "io.autocharge.runtime.axon.Canary";

    private static final JavaClasses SHIPPED = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(place -> !place.contains("-tests.jar"))
            .importPackages("io.autocharge");

    private final EventCodec codec = new EventCodec(List.of());
    private int tried;

    @Test
    void a_careless_reader_would_be_noticed() throws Exception {
        var before = Canary.Count.EXECUTED.get();
        var careless = JsonMapper.builder()
                .activateDefaultTyping(LaissezFaireSubTypeValidator.instance, ObjectMapper.DefaultTyping.NON_FINAL)
                .build();
        careless.readValue("[\"" + CANARY + "\",{\"command\":\"id\"}]", Object.class);
        var after = Canary.Count.EXECUTED.get();
        assertThat(after).isGreaterThan(before);
        try (var in = new ObjectInputStream(new ByteArrayInputStream(serialized()))) {
            in.readObject();
        }
        assertThat(Canary.Count.EXECUTED.get()).isGreaterThan(after);
    }

    @Test
    void nothing_that_a_message_names_is_made() throws Exception {
        var before = Canary.Count.EXECUTED.get();
        var gadgets = gadgets();
        for (var file : golden()) {
            var type = file.getFileName().toString().replaceFirst("\\.v\\d+\\.json$", "");
            var message = (ObjectNode) Json.TOLERANT.readTree(Files.readString(file));
            for (var gadget : gadgets) {
                read(type, gadget.toString());
                read(type, "[\"" + CANARY + "\"," + message + "]");
                var names = new ArrayList<String>();
                message.fieldNames().forEachRemaining(names::add);
                for (var name : names) {
                    read(type, message.deepCopy().set(name, gadget).toString());
                }
                for (var name : List.of("@class", "@type", "@c", "type", "class", "$type", "!class")) {
                    read(
                            type,
                            message.deepCopy()
                                    .put(name, CANARY)
                                    .set("payload", gadget)
                                    .toString());
                }
            }
        }
        for (var name :
                List.of(CANARY, "java.lang.ProcessBuilder", "invoice." + CANARY, "invoice.InvoicePaid;" + CANARY)) {
            assertThat(codec.payload(stored(name, "{}"))).isInstanceOf(UnknownEvent.class);
        }
        System.out.printf(
                "A18: %,d messages with gadgets read, %d executed (bound 0)%n",
                tried, Canary.Count.EXECUTED.get() - before);
        assertThat(Canary.Count.EXECUTED).hasValue(before);
    }

    @Test
    void every_serializer_of_a_running_service_is_jackson_and_lets_no_text_choose_a_class() {
        try (var mongo = new EmbeddedMongo();
                var log = new EventLog(mongo.database())) {
            var running = Running.start(
                    new Ledger.Module(List.of(), List.of()),
                    log,
                    codec,
                    new AxonCommands(),
                    Clock.systemUTC(),
                    type -> type == Clock.class ? Optional.of(Clock.systemUTC()) : Optional.empty());
            try {
                var axon = running.axon();
                for (var serializer : List.of(axon.serializer(), axon.eventSerializer(), axon.messageSerializer())) {
                    assertThat(serializer).isInstanceOf(JacksonSerializer.class);
                    assertNoTextChoosesAClass(((JacksonSerializer) serializer).getObjectMapper());
                }
            } finally {
                running.close();
            }
        }
        assertNoTextChoosesAClass(Json.STRICT);
        assertNoTextChoosesAClass(Json.TOLERANT);
    }

    @Test
    void no_message_says_which_class_it_is() {
        var messages = Stream.of(Context.values())
                .flatMap(context -> Stream.concat(context.events().stream(), context.commands().stream()))
                .toList();
        assertThat(messages).isNotEmpty();
        for (var type : messages) {
            assertThat(type.isAnnotationPresent(JsonTypeInfo.class))
                    .as(type.getName())
                    .isFalse();
            for (var component : type.getRecordComponents()) {
                assertThat(component.getType()).as("%s.%s", type, component).isNotEqualTo(Object.class);
            }
        }
        noClasses()
                .that()
                .resideInAPackage("io.autocharge..")
                .should()
                .beAnnotatedWith(JsonTypeInfo.class)
                .check(SHIPPED);
    }

    @Test
    void nothing_that_is_shipped_reads_objects_of_java_or_looks_names_up() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.ObjectInputStream|java\\.beans\\.XMLDecoder|com\\.thoughtworks\\.xstream\\..*"
                                + "|org\\.yaml\\..*|javax\\.naming\\..*|javax\\.script\\..*|java\\.rmi\\..*|.*\\.XStreamSerializer"
                                + "|.*\\.JavaSerializer")
                .check(SHIPPED);
        assertThatThrownBy(() -> Class.forName("com.thoughtworks.xstream.XStream"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    private static void assertNoTextChoosesAClass(ObjectMapper mapper) {
        var config = mapper.getDeserializationConfig();
        assertThat(config.getDefaultTyper(mapper.constructType(Object.class))).isNull();
        assertThat(mapper.getPolymorphicTypeValidator().getClass().getSimpleName())
                .isNotEqualTo("AllowAnyPolymorphicTypeValidator");
    }

    /** It is read, or refused with a word of ours; what is made of it is of this house. */
    private void read(String type, String body) {
        tried++;
        try {
            var payload = codec.payload(stored(type, body));
            assertThat(payload.getClass().getName()).startsWith("io.autocharge.");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageStartingWith("This is no ");
        }
        var known = WireType.named(type).orElseThrow();
        try {
            Message order = Json.STRICT.readValue(body, known);
            assertThat(order).isInstanceOf(known);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotNull();
        }
    }

    private static EventRecord stored(String type, String body) {
        return new EventRecord("e1", type, 1, "inv_1", 0, "par_1", Instant.EPOCH, Map.of("x", CANARY), body);
    }

    private static List<JsonNode> gadgets() throws IOException {
        var serialized = Base64.getEncoder().encodeToString(serialized());
        assertThat(serialized).startsWith("rO0AB");
        var texts = List.of(
                "[\"%s\",{\"command\":\"id\"}]",
                "[\"%s\",\"id\"]",
                "{\"@class\":\"%s\",\"command\":\"id\"}",
                "{\"@type\":\"%s\",\"command\":\"id\"}",
                "{\"%s\":{\"command\":\"id\"}}",
                "{\"$type\":\"%s\",\"$value\":\"id\"}",
                "\"!!%s [id]\"",
                "\"<%s><command>id</command></%1$s>\"",
                "\"${jndi:ldap://127.0.0.1:1/%s}\"");
        var gadgets = new ArrayList<JsonNode>();
        for (var text : texts) {
            for (var name : List.of(CANARY, "com.sun.rowset.JdbcRowSetImpl", "javax.script.ScriptEngineManager")) {
                gadgets.add(Json.TOLERANT.readTree(text.formatted(name)));
            }
        }
        gadgets.add(Json.TOLERANT.getNodeFactory().textNode(serialized));
        gadgets.add(Json.TOLERANT.getNodeFactory().textNode(new String(serialized(), StandardCharsets.ISO_8859_1)));
        return gadgets;
    }

    /** A canary as Java writes objects down, made without making one. */
    private static byte[] serialized() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject("a stream begins");
        }
        var text = bytes.toByteArray();
        var body = new ByteArrayOutputStream();
        body.write(text, 0, 4);
        body.write(new byte[] {0x73, 0x72, 0, (byte) CANARY.length()});
        body.write(CANARY.getBytes(StandardCharsets.US_ASCII));
        body.write(new byte[] {0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0x78, 0x70});
        return body.toByteArray();
    }

    private static List<Path> golden() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }
}
