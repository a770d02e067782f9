package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OneServiceDiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"customer", "invoice", "payment", "notification"})
    void a_partial_payment_comes_out_right_though_a_service_is_killed_in_the_middle_of_it(String service) {
        var customer = Sandbox.customerWithCard(Sandbox.partner());
        var invoice = customer.invoice("Firewall", usd(900_00)).due(inDays(14)).chargeLater();
        invoice.charge(usd(100_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(800_00));
        var mailbox = Sandbox.mailbox(customer);
        mailbox.await(invoice.number()); // one in hand at the kill would come after its lease, in a minute and a half

        Sandbox.processor().nextOrderTakes(Duration.ofMillis(700));
        var charge = invoice.charge(usd(300_00)).now();
        kill(service);

        backAgain(service);
        charge.untilCaptured();
        invoice.untilOutstanding(usd(500_00));
        assertThat(Sandbox.processor().captures(charge.id())).hasSize(1);
        var fence = invoice.charge(usd(50_00)).now();
        fence.untilCaptured();
        var receipts = invoice.receipts(3);
        assertThat(receipts).extracting(Receipt::chargeId).hasSize(3).doesNotHaveDuplicates();
        assertThat(receipts).extracting(Receipt::number).containsExactlyInAnyOrder("R-000001", "R-000002", "R-000003");
        assertThat(mailbox.await(invoice.number(), 3)).hasSize(3);
        // Over SMTP, a mail that was in hand at the kill may be handed over again, under the same Message-ID.
        var inHand = service.equals("notification") ? 1 : 0;
        assertThat(mailbox.deliveries(invoice.number())).hasSizeLessThanOrEqualTo(3 + inHand);
    }

    private static void kill(String service) {
        var process = ProcessHandle.of(Sandbox.addresses().pid(service)).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static void backAgain(String service) {
        Eventually.eventually(
                service + "-service back again",
                () -> {
                    try {
                        return Optional.of(Wire.to(Sandbox.addresses().service(service))
                                        .get("/q/health/ready"))
                                .filter(answer -> answer.status() == 200);
                    } catch (RuntimeException e) {
                        return Optional.empty();
                    }
                },
                () -> "still down");
    }
}
