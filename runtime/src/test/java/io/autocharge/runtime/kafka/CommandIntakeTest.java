package io.autocharge.runtime.kafka;

import static io.autocharge.runtime.kafka.Samples.NOW;
import static io.autocharge.runtime.kafka.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.runtime.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CommandIntakeTest {

    private static final ChargeId CHARGE = ChargeId.derived("charge");

    private final CommandDesk desk = new CommandDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_signed_command_is_carried_out_and_answered() {
        desk.intake.take(List.of(desk.app.order(order(CHARGE)).record()));

        assertThat(desk.carriedOut).containsExactly(order(CHARGE));
        assertThat(desk.answers())
                .containsExactly("autocharge.CommandAccepted {\"command_id\":\"cmd-" + CHARGE + "\"}");
        var answer = desk.answers.history().get(0);
        assertThat(answer.topic()).isEqualTo("replies.test");
        assertThat(Envelope.read(answer.headers()).correlationId()).isEqualTo("cmd-" + CHARGE);
        assertThat(desk.letters.latest(null, 10)).isEmpty();
    }

    @Test
    void a_command_that_comes_again_is_carried_out_once_and_answered_the_same() {
        var record = desk.app.order(order(CHARGE)).record();
        var copy = desk.app.order(order(CHARGE)).record();

        desk.intake.take(List.of(record, copy));
        desk.intake.take(List.of(copy));

        assertThat(desk.carriedOut).hasSize(1);
        assertThat(desk.answers()).hasSize(3).allMatch(answer -> answer.startsWith("autocharge.CommandAccepted"));
    }

    @Test
    void a_refusal_is_answered_with_its_code_and_sentence_and_stays_the_answer() {
        desk.business = command -> ChargeRefusal.ALREADY_PAID.when(true);
        desk.intake.take(List.of(desk.app.order(order(CHARGE)).record()));
        desk.business = command -> {};
        desk.intake.take(List.of(desk.app.order(order(CHARGE)).record()));

        assertThat(desk.answers())
                .hasSize(2)
                .allMatch(answer -> answer.startsWith("autocharge.CommandRefused")
                        && answer.contains("\"code\":\"ALREADY_PAID\"")
                        && answer.contains("\"sentence\":\"The invoice is paid.\""));
        assertThat(desk.carriedOut).hasSize(1);
        assertThat(desk.letters.latest(null, 10)).isEmpty();
    }

    @Test
    void a_command_id_means_one_command_for_ever() {
        desk.intake.take(List.of(desk.app.order(order(CHARGE)).id("one").record()));
        desk.intake.take(List.of(
                desk.app.order(order(ChargeId.derived("another"))).id("one").record()));

        assertThat(desk.carriedOut).hasSize(1);
        desk.assertRejected("ID_ALREADY_USED", true);
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

        desk.intake.take(List.of(desk.app.order(order(CHARGE), json).record()));

        desk.assertRejected("BODY_MALFORMED", true);
    }

    @Test
    void a_card_number_is_refused_and_kept_nowhere() {
        var json = Json.write(order(CHARGE)).replace("\"now\"", "\"4242 4242 4242 4242\"");

        desk.intake.take(List.of(desk.app.order(order(CHARGE), json).record()));

        desk.assertRejected("ACCOUNT_DATA", true);
        var letter = desk.letters.latest(null, 1).get(0);
        assertThat(letter.body()).isNull();
        assertThat(letter.headers()).isEmpty();
        assertThat(desk.mongo
                        .database()
                        .getCollection("dead_letters")
                        .find()
                        .first()
                        .toJson())
                .doesNotContain("4242");
        assertThat(desk.answers().toString()).doesNotContain("4242");
    }

    @Test
    void a_rejected_command_holds_up_nobody() {
        desk.intake.take(List.of(
                desk.app.order(order(CHARGE)).claim("aud", "invoice").id("bad").record(),
                desk.app.order(order(CHARGE)).id("good").record()));

        assertThat(desk.carriedOut).hasSize(1);
        assertThat(desk.letters.waiting("payment.commands")).isZero();
    }

    @Test
    void a_failing_command_waits_with_all_later_ones_of_its_key_and_goes_on_in_order() {
        desk.business = command -> {
            throw new IllegalStateException("the store is away");
        };
        var first = desk.app.order(order(CHARGE)).id("1").record();
        var second = desk.app.order(order(CHARGE)).id("2").record();
        desk.intake.take(List.of(first));
        desk.business = command -> {};
        desk.intake.take(List.of(
                second, desk.app.order(order(ChargeId.derived("b"))).id("3").record()));
        assertThat(desk.carriedOut).hasSize(5); // four tries of the first, and the other key

        desk.carriedOut.clear();
        desk.intake.tend();

        assertThat(desk.carriedOut).hasSize(2);
        assertThat(desk.answers()).hasSize(3);
        assertThat(desk.answers().get(1)).contains("\"1\"");
        assertThat(desk.answers().get(2)).contains("\"2\"");
        assertThat(desk.letters.waiting("payment.commands")).isZero();
    }

    @Test
    void a_command_that_waited_too_long_is_rejected_and_makes_way() {
        desk.business = command -> {
            throw new IllegalStateException("the store is away");
        };
        desk.intake.take(List.of(desk.app.order(order(CHARGE)).record()));
        desk.business = command -> {};
        desk.carriedOut.clear();

        try (var tomorrow = desk.intake(NOW.plus(Duration.ofDays(2)))) {
            tomorrow.tend();
        }

        desk.assertRejected("EXPIRED", true);
        assertThat(desk.letters.waiting("payment.commands")).isZero();
    }

    @Test
    void an_answer_goes_to_topics_for_answers_only() {
        var draft = desk.app.order(order(CHARGE));
        draft.replyTo = "payment.events";

        desk.intake.take(List.of(draft.record()));

        assertThat(desk.carriedOut).hasSize(1);
        assertThat(desk.answers()).isEmpty();
    }

    @Test
    void a_key_is_rotated_without_a_stop() throws IOException {
        var file = Signer.registry(List.of());
        var trusted = new TrustedIssuers(file);
        trusted.refresh();
        assertThat(trusted.byKeyId("partner-app-1")).isEmpty();

        Files.writeString(
                file, Json.STRICT.writeValueAsString(List.of(desk.app.line(List.of("payment.*"), List.of("*")))));
        Files.setLastModifiedTime(file, FileTime.from(NOW));
        trusted.refresh();
        assertThat(trusted.byKeyId("partner-app-1")).isPresent();

        Files.writeString(file, "{broken");
        trusted.refresh();
        assertThat(trusted.byKeyId("partner-app-1")).isPresent();
    }
}
