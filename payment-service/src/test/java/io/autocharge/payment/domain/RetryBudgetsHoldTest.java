package io.autocharge.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletCommand.RequestRetry;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Months of random failures: several methods and debts, in random orders, told more than once, late, by hand and by
 * schedule. Whatever comes, no budget of any method is exceeded wherever one lays it, and each failure has one answer.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryBudgetsHoldTest {

    private static final int CASES = Integer.getInteger("autocharge.retries.cases", 300);
    private static final List<String> CARD_CODES =
            List.of("insufficient_funds", "do_not_honor", "moon_phase", "expired_card", "generic_decline");
    private static final List<String> BANK_CODES = List.of("R01", "R09", "R01", "R08", "R77");
    private static final List<String> ZONES =
            List.of("America/New_York", "Pacific/Apia", "Europe/Berlin", "Australia/Lord_Howe");

    @Test
    void no_budget_of_any_method_is_ever_exceeded() {
        var seed = Long.getLong("seed", System.nanoTime());
        var granted = 0;
        for (var i = 0; i < CASES; i++) {
            var story = new Story(seed + i);
            try {
                story.play();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "Play it again with -Dseed=" + (seed + i) + " -Dautocharge.retries.cases=1", e);
            }
            granted += story.grants.size();
        }
        assertThat(granted).as("retries that were granted, -Dseed=" + seed).isGreaterThan(CASES);
    }

    private record Order(Instant at, ChargeId charge, InvoiceId invoice, PaymentMethodId method, boolean automatic)
            implements Comparable<Order> {

        @Override
        public int compareTo(Order other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : charge.value().compareTo(other.charge.value());
        }
    }

    private static final class Story {

        private final Random random;
        private final Retries retries = new Retries();
        private final PartnerTerms.Terms terms;
        private final TreeSet<Order> coming = new TreeSet<>();
        private final Map<PaymentMethodId, Method.Kind> methods = new HashMap<>();
        private final List<RetryGranted> grants = new ArrayList<>();
        private final HashSet<ChargeId> answered = new HashSet<>();

        Story(long seed) {
            random = new Random(seed);
            var days = new TreeSet<Integer>();
            IntStream.range(0, random.nextInt(11))
                    .forEach(i -> days.add(1 + random.nextInt(random.nextBoolean() ? 10 : 90)));
            terms = new PartnerTerms.Terms(
                    new CollectionTerms(List.copyOf(days), 3, 10, List.of()),
                    ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
                    random.nextInt(24));
            for (var i = 0; i < 3; i++) {
                methods.put(
                        PaymentMethodId.derived("method", "" + i),
                        i == 0 ? Method.Kind.BANK_ACCOUNT : Method.Kind.CARD);
            }
            var charges = 5 + random.nextInt(60);
            for (var i = 0; i < charges; i++) {
                coming.add(new Order(
                        Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(300 * 24 * 60))),
                        ChargeId.derived("charge", "" + i),
                        InvoiceId.derived("invoice", "" + random.nextInt(charges)),
                        List.copyOf(methods.keySet()).get(random.nextInt(methods.size())),
                        random.nextInt(4) > 0));
            }
        }

        void play() {
            while (!coming.isEmpty()) {
                var order = coming.pollFirst();
                var kind = methods.get(order.method());
                if (retries.hasAnswered(order.charge())) {
                    assertThat(answered).contains(order.charge());
                    continue;
                }
                var code = pick(kind == Method.Kind.CARD ? CARD_CODES : BANK_CODES);
                var answer = retries.answer(
                        request(order, code), new Retries.Standing(kind, true, false), terms, order.at());
                assertThat(answered.add(order.charge())).isTrue();
                if (answer instanceof RetryDenied denied) {
                    retries.take(denied);
                } else if (answer instanceof RetryGranted grant) {
                    assertThat(grant.retryAt()).isAfterOrEqualTo(order.at());
                    assertThat(grant.amount()).isEqualTo(usd());
                    retries.take(grant);
                    grants.add(grant);
                    budgetsHold(order.method(), kind);
                    tryAgain(grant);
                }
                if (random.nextInt(5) == 0) {
                    coming.add(new Order(
                            order.at().plusSeconds(random.nextInt(90_000)),
                            order.charge(),
                            order.invoice(),
                            order.method(),
                            order.automatic()));
                }
            }
        }

        /** It fails once more, at once or, as banks do, days later; now and then it is paid, or given up. */
        private void tryAgain(RetryGranted grant) {
            if (random.nextInt(6) > 0) {
                var later = Duration.ofHours(random.nextBoolean() ? 0 : random.nextInt(24 * 20));
                coming.add(new Order(
                        grant.retryAt().plus(later),
                        grant.retryId(),
                        grant.invoiceId(),
                        grant.paymentMethodId(),
                        true));
            }
        }

        private void budgetsHold(PaymentMethodId method, Method.Kind kind) {
            var times = grants.stream()
                    .filter(grant -> grant.paymentMethodId().equals(method))
                    .map(RetryGranted::retryAt)
                    .toList();
            for (var budget : Budget.of(kind)) {
                for (var start : times) {
                    assertThat(times.stream()
                                    .filter(time -> !time.isBefore(start)
                                            && Duration.between(start, time).compareTo(budget.within()) < 0)
                                    .count())
                            .as("%s from %s", budget, start)
                            .isLessThanOrEqualTo(budget.most());
                }
            }
        }

        private RequestRetry request(Order order, String code) {
            return new RequestRetry(
                    WalletId.derived("wallet"),
                    PartnerId.derived("partner"),
                    CustomerId.derived("customer"),
                    order.charge(),
                    order.invoice(),
                    order.method(),
                    usd(),
                    code,
                    1,
                    order.automatic(),
                    order.at());
        }

        private String pick(List<String> codes) {
            return codes.get(random.nextInt(codes.size()));
        }

        private static Money usd() {
            return Money.of(40_00, "USD");
        }
    }
}
