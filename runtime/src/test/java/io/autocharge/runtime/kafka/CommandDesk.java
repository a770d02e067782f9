package io.autocharge.runtime.kafka;

import static io.autocharge.runtime.kafka.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.HandledCommands;
import io.autocharge.runtime.mongo.IntakeLetter;
import io.autocharge.runtime.mongo.IntakeLetters;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The intake of commands of payment-service with everything around it at hand. */
final class CommandDesk implements AutoCloseable {

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final IntakeLetters letters = new IntakeLetters(mongo.database());
    final Signer app = new Signer("partner-app");
    final Signer other = new Signer("other-app");
    final List<Command> carriedOut = Collections.synchronizedList(new ArrayList<>());
    final MockProducer<byte[], byte[]> answers =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    Consumer<Command> business = command -> {};
    private final HandledCommands handled = new HandledCommands(mongo.database());
    final CommandIntake intake = intake(NOW.plusSeconds(60));

    /** The same desk at another time. */
    CommandIntake intake(Instant now) {
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

    /** That one record was rejected for this reason, carried out by nobody, and answered or not. */
    void assertRejected(String reason, boolean answered) {
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

    /** What was answered, as type and body. */
    List<String> answers() {
        return answers.history().stream()
                .map(record -> Envelope.read(record.headers()).type() + " "
                        + new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    @Override
    public void close() {
        intake.close();
        mongo.close();
    }
}
