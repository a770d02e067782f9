package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A client in another language, written from the AsyncAPI document alone, orders a charge over Kafka. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForeignCommandTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);
    private final Invoice invoice =
            customer.invoice("Firewall", usd(900_00)).due(inDays(14)).chargeLater();

    @Test
    void a_signed_command_charges_an_invoice() throws Exception {
        run();

        invoice.untilOutstanding(usd(600_00));
        var charge = invoice.charges().get(0).path("id").asText();
        assertThat(Sandbox.processor().captures(charge)).hasSize(1);
    }

    @Test
    void a_forged_one_lands_in_the_dead_letters_with_its_reason_and_charges_nothing() throws Exception {
        run("--forged");

        Eventually.eventually(
                "a dead letter that says SIGNATURE_FORGED",
                () -> Optional.of(deadLetters()).filter(text -> text.contains("SIGNATURE_FORGED")),
                this::deadLetters);
        invoice.charge(usd(100_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(800_00));
        assertThat(invoice.charges()).hasSize(1);
    }

    private String deadLetters() {
        return Sandbox.operator().door("payment").get("/ops/letters").text();
    }

    private void run(String... more) throws IOException, InterruptedException {
        var script = Checkout.root().resolve("e2e/clients/charge-by-command.sh");
        var command = new ArrayList<>(List.of("bash", script.toString()));
        command.addAll(List.of(more));
        command.addAll(List.of(partner.id(), invoice.id(), "30000", "USD"));
        var out = Checkout.root().resolve("e2e/target/charge-by-command-" + Sandbox.word() + ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("AUTOCHARGE_HOME", Sandbox.addresses().home().toString());
        builder.environment()
                .put("AUTOCHARGE_KAFKA_BOOTSTRAP", Sandbox.addresses().kafka());
        var process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("the script ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    }
}
