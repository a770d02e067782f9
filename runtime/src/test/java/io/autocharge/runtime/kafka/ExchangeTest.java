package io.autocharge.runtime.kafka;

import static io.autocharge.runtime.kafka.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.runtime.mongo.Bookmarks;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.HandledCommands;
import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetters;
import io.autocharge.runtime.mongo.StoredEvent;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Outlet and intakes together on a real broker. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ExchangeTest {

    private final KafkaSettings settings = TestBroker.settings();
    private final Topics topics = new Topics(settings);
    private final EmbeddedMongo teller = new EmbeddedMongo();
    private final EmbeddedMongo hearer = new EmbeddedMongo();
    private final EventLog told = new EventLog(teller.database());
    private final EventLog heard = new EventLog(hearer.database());
    private final List<Command> carriedOut = Collections.synchronizedList(new ArrayList<>());
    private final List<AutoCloseable> running = new ArrayList<>();
    private final Signer app = new Signer("partner-app");

    @AfterEach
    void close() throws Exception {
        for (var one : running) {
            one.close();
        }
        told.close();
        heard.close();
        topics.close();
        teller.close();
        hearer.close();
    }

    @Test
    void what_one_service_stores_another_has_soon_with_its_envelope() {
        start(Context.INVOICE, List.of(), teller, told);
        var hearing = start(Context.NOTIFICATION, List.of(Context.INVOICE), hearer, heard);
        var invoice = InvoiceId.fresh(Instant.now());
        told.append(List.of(Samples.stored(invoice, 0), Samples.stored(invoice, 1)));
        eventually(
                "both are heard", () -> heard.readAggregate(invoice.value(), 0).size() == 2);

        var started = System.nanoTime();
        told.append(List.of(Samples.stored(invoice, 2)));
        eventually("the third is heard", () -> heard.holds(invoice.value(), 2));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));

        assertThat(heard.readAggregate(invoice.value(), 0))
                .extracting(StoredEvent::event)
                .containsExactly(Samples.stored(invoice, 0), Samples.stored(invoice, 1), Samples.stored(invoice, 2));
        var record = records("invoice.events").stream()
                .filter(one -> invoice.value().equals(Records.key(one)))
                .findFirst()
                .orElseThrow();
        assertThat(Envelope.legible(record.headers()))
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "invoice.InvoicePaid")
                .containsEntry("ce_subject", invoice.value())
                .containsEntry("ce_sequence", "0")
                .containsEntry("ce_correlationid", "story")
                .containsEntry("content-type", "application/json");
        eventually("nothing is left to take", () -> new Gauges(topics)
                .partitions("invoice.events", "notification").stream()
                        .allMatch(partition -> partition.taken() == partition.end()));
        assertThat(hearing.failure("invoice.events")).isEmpty();
    }

    @Test
    void a_foreign_client_orders_over_the_broker_and_is_answered() throws Exception {
        createTopic("replies.test");
        var exchange = start(Context.PAYMENT, List.of(), hearer, heard);
        var charge = ChargeId.fresh(Instant.now());
        var now = Instant.now();
        var draft = app.order(Samples.order(charge)).valid(now, now.plusSeconds(600));
        var forged = app.order(Samples.order(charge))
                .valid(now, now.plusSeconds(600))
                .id("forged");
        forged.body = "{}".getBytes(StandardCharsets.UTF_8);
        try (var producer = new KafkaProducer<byte[], byte[]>(settings.producer("client"))) {
            for (var record : List.of(forged.record(), draft.record(), draft.record())) {
                producer.send(
                        new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
            }
        }
        eventually("two answers", () -> answers(charge).size() == 2);

        assertThat(carriedOut).containsExactly(Samples.order(charge));
        assertThat(answers(charge)).allMatch(answer -> answer.contains("cmd-" + charge));
        var letter = new IntakeLetters(hearer.database()).latest(null, 10).get(0);
        assertThat(letter.reason()).isEqualTo("PAYLOAD_TAMPERED");
        eventually("the offset has moved on", () -> new Gauges(topics)
                .partitions("payment.commands", exchange.commandGroup()).stream()
                        .allMatch(partition -> partition.taken() == partition.end()));
    }

    @Test
    void a_shell_script_orders_as_the_document_says_and_a_forged_one_does_not() throws Exception {
        assumeTrue(isThere("kcat") && isThere("openssl") && isThere("python3"), "the script's tools");
        start(Context.PAYMENT, List.of(), hearer, heard);
        var invoice = InvoiceId.derived("invoice").value();

        assertThat(script(Samples.PARTNER.value(), invoice, "2500", "USD")).contains("CommandAccepted");
        assertThat(carriedOut).singleElement().isInstanceOfSatisfying(ScheduleCharge.class, order -> {
            assertThat(order.amount()).isEqualTo(Money.of(2500, "USD"));
            assertThat(order.invoiceId().value()).isEqualTo(invoice);
            assertThat(order.origin()).isEqualTo(Origin.COMMAND);
        });

        script("--forged", Samples.PARTNER.value(), invoice, "2500", "USD");
        var letters = new IntakeLetters(hearer.database());
        eventually("a dead letter", () -> !letters.latest(null, 10).isEmpty());
        assertThat(letters.latest(null, 10)).extracting(IntakeLetter::reason).containsExactly("SIGNATURE_FORGED");
        assertThat(carriedOut).hasSize(1);
    }

    private String script(String... arguments) throws Exception {
        var key = Files.createTempDirectory("keys").resolve("partner-app.private.jwk");
        Files.writeString(key, app.key.toJson(OutputControlLevel.INCLUDE_PRIVATE));
        var command = new ArrayList<>(List.of("sh", "../e2e/clients/charge-by-command.sh"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("AUTOCHARGE_KAFKA_BOOTSTRAP", TestBroker.bootstrap());
        builder.environment().put("AUTOCHARGE_COMMAND_KEY", key.toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    @Test
    void a_service_starts_without_kafka_and_says_so() {
        var nowhere = new KafkaSettings("127.0.0.1:1", Optional.empty(), 1, (short) 1);
        var lonely = new Topics(nowhere);
        var exchange = new Exchange(Context.CUSTOMER, List.of(), parts(nowhere, lonely, hearer, heard));
        exchange.start();

        assertThat(exchange.outletFailure().orElseThrow()).contains("Kafka does not answer");
        exchange.close();
        lonely.close();
    }

    @Test
    void settings_that_lose_messages_are_found_before_anything_starts() {
        assertThatThrownBy(() -> KafkaSettings.assertNothingIsLost(
                        with(settings.producer("x"), "acks", "1"), settings.consumer("x", 1)))
                .hasMessageContaining("acks");
        assertThatThrownBy(() -> KafkaSettings.assertNothingIsLost(
                        settings.producer("x"), with(settings.consumer("x", 1), "enable.auto.commit", true)))
                .hasMessageContaining("enable.auto.commit");
        assertThatThrownBy(() -> new KafkaSettings("nonsense", Optional.empty(), 1, (short) 1))
                .hasMessageContaining("AUTOCHARGE_KAFKA_BOOTSTRAP");
    }

    @Test
    void a_topic_that_may_lose_what_was_acknowledged_is_found_and_ours_is_none() throws Exception {
        topics.ensure(Context.CUSTOMER);
        var events = new ConfigResource(ConfigResource.Type.TOPIC, Context.CUSTOMER.eventTopic());
        alter(events, AlterConfigOp.OpType.SET);
        eventually("it is objected to", () -> isRefused(Context.CUSTOMER));

        alter(events, AlterConfigOp.OpType.DELETE);
        eventually("all is well again", () -> !isRefused(Context.CUSTOMER));
    }

    private void alter(ConfigResource topic, AlterConfigOp.OpType how) throws Exception {
        var change = new AlterConfigOp(new ConfigEntry("unclean.leader.election.enable", "true"), how);
        topics.admin()
                .incrementalAlterConfigs(Map.of(topic, List.of(change)))
                .all()
                .get();
    }

    private boolean isRefused(Context context) {
        try {
            topics.ensure(context);
            return false;
        } catch (IllegalStateException e) {
            assertThat(e).hasMessageContaining("unclean.leader.election.enable must be false");
            return true;
        }
    }

    private Exchange start(Context own, List<Context> listensTo, EmbeddedMongo mongo, EventLog log) {
        listensTo.forEach(topics::ensure);
        var exchange = new Exchange(own, listensTo, parts(settings, topics, mongo, log));
        exchange.start();
        running.add(exchange);
        return exchange;
    }

    private Parts parts(KafkaSettings with, Topics among, EmbeddedMongo mongo, EventLog log) {
        var registry = Signer.registry(List.of(app.line(List.of("payment.*"), List.of("*"))));
        return new Parts(
                with,
                among,
                log,
                new Bookmarks(mongo.database()),
                new IntakeLetters(mongo.database()),
                new HandledCommands(mongo.database()),
                new TrustedIssuers(registry),
                carriedOut::add);
    }

    private void createTopic(String name) throws Exception {
        topics.admin()
                .createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                .all()
                .get();
    }

    private List<String> answers(ChargeId charge) {
        return records("replies.test").stream()
                .filter(record -> charge.value().equals(Records.key(record)))
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var found = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<byte[], byte[]>(settings.consumer("reader", 500))) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    private static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
        var bent = new HashMap<>(settings);
        bent.put(name, value);
        return bent;
    }
}
