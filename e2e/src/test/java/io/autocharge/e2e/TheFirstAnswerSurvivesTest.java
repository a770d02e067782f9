package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TheFirstAnswerSurvivesTest {

    @Test
    void a_charge_ordered_again_after_its_service_was_killed_gets_its_first_answer_to_the_byte() {
        var customer = Sandbox.customerWithCard(Sandbox.partner());
        var invoice = customer.invoice("Firewall", usd(900_00)).due(inDays(14)).chargeLater();
        var key = Sandbox.word();
        var order = invoice.charge(usd(100_00));
        var first = order.send(key, "now").expect(202);
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        invoice.untilOutstanding(usd(800_00));

        kill("payment");

        var again = Eventually.eventually(
                "an answer of the service that was killed",
                () -> {
                    try {
                        return Optional.of(order.send(key, "now")).filter(answer -> answer.status() < 500);
                    } catch (RuntimeException e) {
                        return Optional.<Answer>empty();
                    }
                },
                () -> "still down");
        again.expect(202);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.bytes()).isEqualTo(first.bytes());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        invoice.untilOutstanding(usd(800_00));
        assertThat(Sandbox.processor().captures(first.json().path("id").asText()))
                .hasSize(1);
        invoice.charge(usd(50_00)).now().untilCaptured(); // it hears the others again, and so will the next test
        invoice.untilOutstanding(usd(750_00));
    }

    private static void kill(String service) {
        var process = ProcessHandle.of(Sandbox.addresses().pid(service)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
