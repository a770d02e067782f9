package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Never twice, across all routes: link, API, command and schedule fire at one invoice at the same moment. Three rounds
 * here; {@code -Dautocharge.rounds=1000} for the figure.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FourRoutesTest {

    private static final int ROUNDS = Integer.getInteger("autocharge.rounds", 3);
    private static final int THREADS = 64;
    private static final Set<String> ON_ITS_WAY = Set.of("scheduled", "requested", "submitted", "unknown", "pending");

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customerWithCard(partner);
    private final String card = customer.methods().get(0).id();
    private final CyclicBarrier barrier = new CyclicBarrier(THREADS);

    @Test
    void sixty_four_threads_over_four_routes_on_one_invoice_give_exactly_one_capture() throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        var played = new ArrayList<Invoice>();
        try (var commands = new CommandClient(Sandbox.addresses())) {
            for (int round = 0; round < ROUNDS; round++) {
                var invoice = customer.invoice("Round " + round, usd(100_00))
                        .due(inDays(14))
                        .chargeLater();
                play(invoice, threads, commands);
                invoice.untilOutstanding(usd(0));
                played.add(invoice);
            }
        } finally {
            threads.shutdownNow();
        }
        // By now the commands of every round were carried out, also those that came late.
        for (var invoice : played) {
            assertThat(captures(settled(invoice))).as(invoice.number()).isEqualTo(1);
            assertThat(invoice.balance().captured()).isEqualTo(usd(100_00));
        }
        System.out.printf(
                "%,d rounds of %d threads over 4 routes: %,d captures, 0 double (95 %% bound on the rate: %.1e per round)%n",
                ROUNDS, THREADS, played.size(), 3.0 / ROUNDS);
    }

    private void play(Invoice invoice, ExecutorService threads, CommandClient commands) throws Exception {
        var link = new PaymentPage(invoice.paymentLink());
        var token = new Processor(Sandbox.addresses()).tokenFor(TestCard.SUCCEEDS);
        partner.token(); // fetched before the race, not in it
        var tries = new ArrayList<Future<?>>();
        for (int i = 0; i < THREADS; i++) {
            Runnable route = List.<Runnable>of(
                            () -> byLink(link, token),
                            () -> byApi(invoice, "now"),
                            () -> byApi(invoice, Sandbox.today().toString()),
                            () -> commands.charge(invoice))
                    .get(i % 4);
            tries.add(threads.submit(() -> {
                together();
                route.run();
            }));
        }
        for (var attempt : tries) {
            finished(attempt);
        }
    }

    private void byApi(Invoice invoice, String when) {
        var body =
                Wire.object().put("invoice_id", invoice.id()).put("when", when).put("payment_method_id", card);
        var answer = partner.api(UUID.randomUUID().toString()).post("/charges", body);
        assertThat(answer.status()).as(answer.text()).isIn(202, 409, 422);
    }

    private static void byLink(PaymentPage link, String token) {
        var body = Wire.object().put("token", token);
        var answer = Wire.to(Sandbox.addresses().web() + "/v1")
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/pay/" + link.token(), body);
        assertThat(answer.status()).as(answer.text()).isIn(202, 409, 410, 422);
    }

    /** The charges of the invoice, once none is on its way any more. */
    private static List<JsonNode> settled(Invoice invoice) {
        return Eventually.eventually(
                "no charge of " + invoice.number() + " on its way",
                () -> Optional.of(invoice.charges()).filter(charges -> charges.stream()
                        .noneMatch(charge ->
                                ON_ITS_WAY.contains(charge.path("status").asText()))),
                invoice::charges);
    }

    private static int captures(List<JsonNode> charges) {
        return charges.stream()
                .mapToInt(charge ->
                        Sandbox.processor().captures(charge.path("id").asText()).size())
                .sum();
    }

    private void together() {
        try {
            barrier.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void finished(Future<?> attempt) throws Exception {
        try {
            attempt.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
