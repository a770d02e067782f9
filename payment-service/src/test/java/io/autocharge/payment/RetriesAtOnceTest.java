package io.autocharge.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletCommand.RequestRetry;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.mongo.EventLog;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Surroundings.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetriesAtOnceTest {

    private static final int THREADS = 64;

    @Inject
    EventLog log;

    @Inject
    Commands commands;

    @Inject
    History histories;

    @Test
    void sixty_four_threads_that_ask_for_retries_of_one_card_do_not_overdraw_its_budgets() throws Exception {
        try (var others = new Others(log)) {
            var partner = others.partner();
            var customer = others.customer(partner);
            var card = PaymentMethodId.derived(customer.value(), "card");
            commands.send(new StorePaymentMethod(
                    WalletId.of(customer),
                    partner,
                    customer,
                    card,
                    new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2034, null),
                    "tok_visa",
                    true,
                    true));

            askAtOnce(partner, customer, card);

            var granted =
                    histories.of(WalletId.of(customer), RetryGranted.class).toList();
            var byDay = granted.stream().collect(Collectors.groupingBy(RetryGranted::retryOn, Collectors.counting()));
            assertThat(granted).hasSize(15);
            assertThat(byDay.values()).containsExactlyInAnyOrder(10L, 5L);
            assertThat(histories.of(WalletId.of(customer), RetryDenied.class))
                    .hasSize(THREADS - 15)
                    .extracting(RetryDenied::reason)
                    .containsOnly(RetryDenial.BUDGET_SPENT);
        }
    }

    /** Each asks twice, as it happens when news is delivered again. */
    private void askAtOnce(PartnerId partner, CustomerId customer, PaymentMethodId card)
            throws InterruptedException, ExecutionException, TimeoutException {
        var barrier = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var asked = new ArrayList<Future<?>>();
            for (var i = 0; i < THREADS; i++) {
                var request = request(partner, customer, card, String.valueOf(i));
                asked.add(threads.submit(() -> {
                    barrier.await();
                    commands.send(request);
                    commands.send(request);
                    return null;
                }));
            }
            for (var one : asked) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static RequestRetry request(PartnerId partner, CustomerId customer, PaymentMethodId card, String name) {
        return new RequestRetry(
                WalletId.of(customer),
                partner,
                customer,
                ChargeId.derived(customer.value(), name),
                InvoiceId.derived(customer.value(), name),
                card,
                Money.of(40_00, "USD"),
                "insufficient_funds",
                1,
                true,
                Instant.now());
    }
}
