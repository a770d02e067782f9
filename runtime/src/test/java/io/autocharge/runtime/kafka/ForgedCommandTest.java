package io.autocharge.runtime.kafka;

import static io.autocharge.runtime.kafka.Samples.NOW;
import static io.autocharge.runtime.kafka.Samples.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.runtime.mongo.IntakeLetter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger, or a trusted issuer who oversteps, may try with a command. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ForgedCommandTest {

    private static final ChargeId CHARGE = ChargeId.derived("charge");

    private final CommandDesk desk = new CommandDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_forged_signature_reaches_nobody_and_is_not_answered() {
        var record = desk.app.order(order(CHARGE)).record();
        var forged = new String(record.headers().lastHeader("signature").value(), StandardCharsets.UTF_8);
        record.headers().remove("signature").add("signature", bent(forged).getBytes(StandardCharsets.UTF_8));

        desk.intake.take(List.of(record));

        desk.assertRejected("SIGNATURE_FORGED", false);
    }

    @Test
    void a_command_without_a_signature_is_not_taken() {
        var record = desk.app.order(order(CHARGE)).record();
        record.headers().remove("signature");

        desk.intake.take(List.of(record));

        desk.assertRejected("SIGNATURE_MISSING", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "…", "a.b.c.d.e"})
    void what_is_no_signature_is_not_taken(String signature) {
        var record = desk.app.order(order(CHARGE)).record();
        record.headers().remove("signature").add("signature", signature.getBytes(StandardCharsets.UTF_8));

        desk.intake.take(List.of(record));

        assertThat(desk.carriedOut).isEmpty();
        assertThat(desk.letters.latest(IntakeLetter.State.REJECTED, 10)).hasSize(1);
    }

    @Test
    void a_body_other_than_the_signed_one_is_not_taken() {
        var draft = desk.app.order(order(CHARGE));
        draft.body = new String(draft.body, StandardCharsets.UTF_8)
                .replace("2500", "9900")
                .getBytes(StandardCharsets.UTF_8);

        desk.intake.take(List.of(draft.record()));

        desk.assertRejected("PAYLOAD_TAMPERED", false);
    }

    @Test
    void a_command_for_another_partner_than_signed_is_not_taken() {
        desk.intake.take(List.of(desk.app
                .order(order(CHARGE))
                .claim("partner_id", PartnerId.derived("victim").value())
                .record()));

        desk.assertRejected("HEADERS_DISAGREE", false);
    }

    @Test
    void an_issuer_orders_only_for_its_own_partners() {
        desk.intake.take(List.of(desk.other.order(order(CHARGE)).record()));

        desk.assertRejected("PARTNER_NOT_ALLOWED", true);
    }

    @Test
    void an_issuer_orders_only_what_the_registry_says() {
        var draft = desk.app.order(order(CHARGE)).claim("type", "payment.StartCharge");

        desk.intake.take(
                List.of(draft.envelope("cmd-" + CHARGE, "payment.StartCharge").record()));

        desk.assertRejected("TYPE_NOT_ALLOWED", true);
    }

    @Test
    void the_key_of_one_issuer_does_not_sign_for_another() {
        var draft = desk.other.order(order(CHARGE));
        draft.keyId = desk.app.key.getKeyId();

        desk.intake.take(List.of(draft.record()));

        desk.assertRejected("SIGNATURE_FORGED", false);
    }

    @Test
    void an_unknown_key_is_not_trusted() {
        desk.intake.take(List.of(new Signer("stranger").order(order(CHARGE)).record()));

        desk.assertRejected("ISSUER_UNKNOWN", false);
    }

    @Test
    void a_command_copied_from_another_topic_is_not_taken() {
        desk.intake.take(
                List.of(desk.app.order(order(CHARGE)).claim("aud", "invoice").record()));

        desk.assertRejected("AUDIENCE_WRONG", false);
    }

    @Test
    void a_stale_command_goes_to_the_dead_letters_and_not_to_the_card() {
        desk.intake.take(List.of(desk.app
                .order(order(CHARGE))
                .valid(NOW.minusSeconds(600), NOW.plusSeconds(29))
                .record()));

        desk.assertRejected("EXPIRED", true);
    }

    @Test
    void half_a_minute_of_skew_is_forgiven() {
        desk.intake.take(List.of(desk.app
                .order(order(CHARGE))
                .valid(NOW.minusSeconds(600), NOW.plusSeconds(31))
                .record()));
        desk.intake.take(List.of(desk.app
                .order(order(ChargeId.derived("b")))
                .valid(NOW.plusSeconds(89), NOW.plusSeconds(600))
                .record()));

        assertThat(desk.carriedOut).hasSize(2);
    }

    @Test
    void a_command_from_the_future_is_not_taken() {
        desk.intake.take(List.of(desk.app
                .order(order(CHARGE))
                .valid(NOW.plusSeconds(91), NOW.plusSeconds(600))
                .record()));

        desk.assertRejected("NOT_YET_VALID", true);
    }

    @Test
    void a_command_lives_a_day_at_most() {
        desk.intake.take(List.of(desk.app
                .order(order(CHARGE))
                .valid(NOW, NOW.plus(Duration.ofHours(24)).plusSeconds(1))
                .record()));

        desk.assertRejected("LIFETIME_WRONG", true);
    }

    private static String bent(String signature) {
        var last = signature.charAt(signature.length() - 10);
        return signature.substring(0, signature.length() - 10)
                + (last == 'A' ? 'B' : 'A')
                + signature.substring(signature.length() - 9);
    }
}
