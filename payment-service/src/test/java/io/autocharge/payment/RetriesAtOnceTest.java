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
import io.autocharge.runtime.axon.OneProcess;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
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

/** The budgets of one card, on the real event store. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetriesAtOnceTest {

    private static final int THREADS = 64;
    private static final PartnerId PARTNER = PartnerId.derived("Nordlicht");
    private static final CustomerId CUSTOMER = CustomerId.derived("Fabrikam");
    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final PaymentMethodId CARD = PaymentMethodId.derived(CUSTOMER.value(), "card");

    @Test
    void sixty_four_threads_that_ask_two_processes_for_retries_of_one_card_do_not_overdraw_its_budgets()
            throws Exception {
        var clock = Clock.systemUTC();
        try (var mongo = new EmbeddedMongo();
                var one = new OneProcess(mongo.database(), "one")
                        .start(new WalletsAlone(), clock, WalletsAlone.ANYBODY, WalletsAlone.USUAL);
                var two = new OneProcess(mongo.database(), "two")
                        .start(new WalletsAlone(), clock, WalletsAlone.ANYBODY, WalletsAlone.USUAL)) {
            one.commands().send(card());

            askAtOnce(one.commands(), two.commands());

            var granted = one.history().of(WALLET, RetryGranted.class).toList();
            var byDay = granted.stream().collect(Collectors.groupingBy(RetryGranted::retryOn, Collectors.counting()));
            assertThat(granted).hasSize(15);
            assertThat(byDay.values()).containsExactlyInAnyOrder(10L, 5L);
            assertThat(two.history().of(WALLET, RetryDenied.class))
                    .hasSize(THREADS - 15)
                    .extracting(RetryDenied::reason)
                    .containsOnly(RetryDenial.BUDGET_SPENT);
        }
    }

    /** Each asks twice, as it happens when news is delivered again. */
    private static void askAtOnce(Commands one, Commands two)
            throws InterruptedException, ExecutionException, TimeoutException {
        var barrier = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var asked = new ArrayList<Future<?>>();
            for (var i = 0; i < THREADS; i++) {
                var request = request(String.valueOf(i));
                var process = i % 2 == 0 ? one : two;
                asked.add(threads.submit(() -> {
                    barrier.await();
                    process.send(request);
                    process.send(request);
                    return null;
                }));
            }
            for (var answer : asked) {
                answer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static StorePaymentMethod card() {
        return new StorePaymentMethod(
                WALLET,
                PARTNER,
                CUSTOMER,
                CARD,
                new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2034, null),
                "tok_visa",
                true,
                true);
    }

    private static RequestRetry request(String name) {
        return new RequestRetry(
                WALLET,
                PARTNER,
                CUSTOMER,
                ChargeId.derived(CUSTOMER.value(), name),
                InvoiceId.derived(CUSTOMER.value(), name),
                CARD,
                Money.of(40_00, "USD"),
                "insufficient_funds",
                1,
                true,
                Instant.now());
    }
}
