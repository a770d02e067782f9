package io.autocharge.runtime.kafka;

import static io.autocharge.runtime.kafka.Samples.NOW;
import static io.autocharge.runtime.kafka.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.HandledCommands;
import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandIntakeTest {

    private static final ChargeId CHARGE = ChargeId.derived("charge");

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final IntakeLetters letters = new IntakeLetters(mongo.database());
    private final HandledCommands handled = new HandledCommands(mongo.database());
    private final Signer app = new Signer("partner-app");
    private final Signer other = new Signer("other-app");
    private final List<Command> carriedOut = Collections.synchronizedList(new ArrayList<>());
    private final MockProducer<byte[], byte[]> answers =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private Consumer<Command> business = command -> {};
    private final CommandIntake intake = intake(NOW.plusSeconds(60));

    @AfterEach
    void close() {
        intake.close();
        mongo.close();
    }

    @Test
    void a_signed_command_is_carried_out_and_answered() {
        intake.take(List.of(app.order(order(CHARGE)).record()));

        assertThat(carriedOut).containsExactly(order(CHARGE));
        assertThat(answers()).containsExactly("autocharge.CommandAccepted {\"command_id\":\"cmd-" + CHARGE + "\"}");
        var answer = answers.history().get(0);
        assertThat(answer.topic()).isEqualTo("replies.test");
        assertThat(Envelope.read(answer.headers()).correlationId()).isEqualTo("cmd-" + CHARGE);
        assertThat(letters.latest(null, 10)).isEmpty();
    }

    @Test
    void a_command_that_comes_again_is_carried_out_once_and_answered_the_same() {
        var record = app.order(order(CHARGE)).record();
        var copy = app.order(order(CHARGE)).record();

        intake.take(List.of(record, copy));
        intake.take(List.of(copy));

        assertThat(carriedOut).hasSize(1);
        assertThat(answers()).hasSize(3).allMatch(answer -> answer.startsWith("autocharge.CommandAccepted"));
    }

    @Test
    void a_refusal_is_answered_with_its_code_and_sentence_and_stays_the_answer() {
        business = command -> ChargeRefusal.ALREADY_PAID.when(true);
        intake.take(List.of(app.order(order(CHARGE)).record()));
        business = command -> {};
        intake.take(List.of(app.order(order(CHARGE)).record()));

        assertThat(answers())
                .hasSize(2)
                .allMatch(answer -> answer.startsWith("autocharge.CommandRefused")
                        && answer.contains("\"code\":\"ALREADY_PAID\"")
                        && answer.contains("\"sentence\":\"The invoice is paid.\""));
        assertThat(carriedOut).hasSize(1);
        assertThat(letters.latest(null, 10)).isEmpty();
    }

    @Test
    void a_command_id_means_one_command_for_ever() {
        intake.take(List.of(app.order(order(CHARGE)).id("one").record()));
        intake.take(
                List.of(app.order(order(ChargeId.derived("another"))).id("one").record()));

        assertThat(carriedOut).hasSize(1);
        assertRejected("ID_ALREADY_USED", true);
    }

    @Test
    void a_forged_signature_reaches_nobody_and_is_not_answered() {
        var record = app.order(order(CHARGE)).record();
        var forged = new String(record.headers().lastHeader("signature").value(), StandardCharsets.UTF_8);
        record.headers().remove("signature").add("signature", bent(forged).getBytes(StandardCharsets.UTF_8));

        intake.take(List.of(record));

        assertRejected("SIGNATURE_FORGED", false);
    }

    @Test
    void a_command_without_a_signature_is_not_taken() {
        var record = app.order(order(CHARGE)).record();
        record.headers().remove("signature");

        intake.take(List.of(record));

        assertRejected("SIGNATURE_MISSING", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "…", "a.b.c.d.e"})
    void what_is_no_signature_is_not_taken(String signature) {
        var record = app.order(order(CHARGE)).record();
        record.headers().remove("signature").add("signature", signature.getBytes(StandardCharsets.UTF_8));

        intake.take(List.of(record));

        assertThat(carriedOut).isEmpty();
        assertThat(letters.latest(IntakeLetter.State.REJECTED, 10)).hasSize(1);
    }

    @Test
    void a_body_other_than_the_signed_one_is_not_taken() {
        var draft = app.order(order(CHARGE));
        draft.body = new String(draft.body, StandardCharsets.UTF_8)
                .replace("2500", "9900")
                .getBytes(StandardCharsets.UTF_8);

        intake.take(List.of(draft.record()));

        assertRejected("PAYLOAD_TAMPERED", false);
    }

    @Test
    void a_command_for_another_partner_than_signed_is_not_taken() {
        intake.take(List.of(app.order(order(CHARGE))
                .claim("partner_id", PartnerId.derived("victim").value())
                .record()));

        assertRejected("HEADERS_DISAGREE", false);
    }

    @Test
    void an_issuer_orders_only_for_its_own_partners() {
        intake.take(List.of(other.order(order(CHARGE)).record()));

        assertRejected("PARTNER_NOT_ALLOWED", true);
    }

    @Test
    void an_issuer_orders_only_what_the_registry_says() {
        var draft = app.order(order(CHARGE)).claim("type", "payment.StartCharge");

        intake.take(
                List.of(draft.envelope("cmd-" + CHARGE, "payment.StartCharge").record()));

        assertRejected("TYPE_NOT_ALLOWED", true);
    }

    @Test
    void the_key_of_one_issuer_does_not_sign_for_another() {
        var draft = other.order(order(CHARGE));
        draft.keyId = app.key.getKeyId();

        intake.take(List.of(draft.record()));

        assertRejected("SIGNATURE_FORGED", false);
    }

    @Test
    void an_unknown_key_is_not_trusted() {
        intake.take(List.of(new Signer("stranger").order(order(CHARGE)).record()));

        assertRejected("ISSUER_UNKNOWN", false);
    }

    @Test
    void a_command_copied_from_another_topic_is_not_taken() {
        intake.take(List.of(app.order(order(CHARGE)).claim("aud", "invoice").record()));

        assertRejected("AUDIENCE_WRONG", false);
    }

    @Test
    void a_stale_command_goes_to_the_dead_letters_and_not_to_the_card() {
        intake.take(List.of(app.order(order(CHARGE))
                .valid(NOW.minusSeconds(600), NOW.plusSeconds(29))
                .record()));

        assertRejected("EXPIRED", true);
    }

    @Test
    void half_a_minute_of_skew_is_forgiven() {
        intake.take(List.of(app.order(order(CHARGE))
                .valid(NOW.minusSeconds(600), NOW.plusSeconds(31))
                .record()));
        intake.take(List.of(app.order(order(ChargeId.derived("b")))
                .valid(NOW.plusSeconds(89), NOW.plusSeconds(600))
                .record()));

        assertThat(carriedOut).hasSize(2);
    }

    @Test
    void a_command_from_the_future_is_not_taken() {
        intake.take(List.of(app.order(order(CHARGE))
                .valid(NOW.plusSeconds(91), NOW.plusSeconds(600))
                .record()));

        assertRejected("NOT_YET_VALID", true);
    }

    @Test
    void a_command_lives_a_day_at_most() {
        intake.take(List.of(app.order(order(CHARGE))
                .valid(NOW, NOW.plus(Duration.ofHours(24)).plusSeconds(1))
                .record()));

        assertRejected("LIFETIME_WRONG", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{}",
                "{\"charge_id\":\"inv_01JD0T3N2B9Z1X6V5K8QWERTYZ\"}",
                "{\"charge_id\":\"CHARGE\",\"partner_id\":\"PARTNER\",\"amuont\":5}",
                "{\"charge_id\":\"CHARGE\",\"partner_id\":\"PARTNER\",\"amount\":{\"amount\":\"5\",\"currency\":\"USD\"}}",
                "{\"charge_id\":\"CHARGE\",\"partner_id\":\"PARTNER\",\"amount\":{\"amount\":-5,\"currency\":\"USD\"}}",
                "{\"charge_id\":\"CHARGE\",\"charge_id\":\"CHARGE\",\"partner_id\":\"PARTNER\"}"
            })
    void a_malformed_body_is_answered_with_what_is_wrong(String body) {
        var json = body.replace("CHARGE", CHARGE.value()).replace("PARTNER", Samples.PARTNER.value());

        intake.take(List.of(app.order(order(CHARGE), json).record()));

        assertRejected("BODY_MALFORMED", true);
    }

    @Test
    void a_card_number_is_refused_and_kept_nowhere() {
        var json = Json.write(order(CHARGE)).replace("\"now\"", "\"4242 4242 4242 4242\"");

        intake.take(List.of(app.order(order(CHARGE), json).record()));

        assertRejected("ACCOUNT_DATA", true);
        var letter = letters.latest(null, 1).get(0);
        assertThat(letter.body()).isNull();
        assertThat(letter.headers()).isEmpty();
        assertThat(mongo.database().getCollection("dead_letters").find().first().toJson())
                .doesNotContain("4242");
        assertThat(answers().toString()).doesNotContain("4242");
    }

    @Test
    void a_rejected_command_holds_up_nobody() {
        intake.take(List.of(
                app.order(order(CHARGE)).claim("aud", "invoice").id("bad").record(),
                app.order(order(CHARGE)).id("good").record()));

        assertThat(carriedOut).hasSize(1);
        assertThat(letters.waiting("payment.commands")).isZero();
    }

    @Test
    void a_failing_command_waits_with_all_later_ones_of_its_key_and_goes_on_in_order() {
        business = command -> {
            throw new IllegalStateException("the store is away");
        };
        var first = app.order(order(CHARGE)).id("1").record();
        var second = app.order(order(CHARGE)).id("2").record();
        intake.take(List.of(first));
        business = command -> {};
        intake.take(
                List.of(second, app.order(order(ChargeId.derived("b"))).id("3").record()));
        assertThat(carriedOut).hasSize(5); // four tries of the first, and the other key

        carriedOut.clear();
        intake.tend();

        assertThat(carriedOut).hasSize(2);
        assertThat(answers()).hasSize(3);
        assertThat(answers().get(1)).contains("\"1\"");
        assertThat(answers().get(2)).contains("\"2\"");
        assertThat(letters.waiting("payment.commands")).isZero();
    }

    @Test
    void a_command_that_waited_too_long_is_rejected_and_makes_way() {
        business = command -> {
            throw new IllegalStateException("the store is away");
        };
        intake.take(List.of(app.order(order(CHARGE)).record()));
        business = command -> {};
        carriedOut.clear();

        try (var tomorrow = intake(NOW.plus(Duration.ofDays(2)))) {
            tomorrow.tend();
        }

        assertRejected("EXPIRED", true);
        assertThat(letters.waiting("payment.commands")).isZero();
    }

    @Test
    void an_answer_goes_to_topics_for_answers_only() {
        var draft = app.order(order(CHARGE));
        draft.replyTo = "payment.events";

        intake.take(List.of(draft.record()));

        assertThat(carriedOut).hasSize(1);
        assertThat(answers()).isEmpty();
    }

    @Test
    void a_key_is_rotated_without_a_stop() throws IOException {
        var file = Signer.registry(List.of());
        var trusted = new TrustedIssuers(file);
        trusted.refresh();
        assertThat(trusted.byKeyId("partner-app-1")).isEmpty();

        Files.writeString(file, Json.STRICT.writeValueAsString(List.of(app.line(List.of("payment.*"), List.of("*")))));
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        trusted.refresh();
        assertThat(trusted.byKeyId("partner-app-1")).isPresent();

        Files.writeString(file, "{broken");
        trusted.refresh();
        assertThat(trusted.byKeyId("partner-app-1")).isPresent();
    }

    private CommandIntake intake(Instant now) {
        var registry = Signer.registry(List.of(
                app.line(List.of("payment.ScheduleCharge"), List.of("*")),
                other.line(
                        List.of("payment.*"),
                        List.of(PartnerId.derived("its own").value()))));
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        return new CommandIntake(
                Context.PAYMENT,
                new TrustedIssuers(registry),
                new Execution(command -> {
                    carriedOut.add(command);
                    business.accept(command);
                }),
                handled,
                letters,
                new Replies(Context.PAYMENT, "replies.test"::equals, clock, () -> answers),
                clock);
    }

    private void assertRejected(String reason, boolean answered) {
        assertThat(letters.latest(null, 10))
                .extracting(IntakeLetter::reason, IntakeLetter::state)
                .containsExactly(tuple(reason, IntakeLetter.State.REJECTED));
        assertThat(carriedOut.size()).isLessThanOrEqualTo(1);
        var said = answers().stream()
                .filter(answer -> answer.startsWith("autocharge.CommandRejected"))
                .toList();
        assertThat(said).hasSize(answered ? 1 : 0);
        assertThat(said).allMatch(answer -> answer.contains("\"code\":\"" + reason + "\""));
    }

    private List<String> answers() {
        return answers.history().stream()
                .map(record -> Envelope.read(record.headers()).type() + " "
                        + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    private static String bent(String signature) {
        var last = signature.charAt(signature.length() - 10);
        return signature.substring(0, signature.length() - 10)
                + (last == 'A' ? 'B' : 'A')
                + signature.substring(signature.length() - 9);
    }
}
