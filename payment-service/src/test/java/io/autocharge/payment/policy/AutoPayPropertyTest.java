package io.autocharge.payment.policy;

import static io.autocharge.payment.policy.AutoPayWorld.CARD;
import static io.autocharge.payment.policy.AutoPayWorld.PARTNER;
import static io.autocharge.payment.policy.AutoPayWorld.VISA;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.PaperNames;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayConditions.AmountCondition;
import io.autocharge.contracts.payment.AutoPayConditions.Comparison;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleRemoved;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.Fate.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Random rules, invoices and events. A failure prints the seed: {@code -Dseed=} plays it again, {@code -Dcases=} plays more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AutoPayPropertyTest {

    private static final Instant START = Instant.parse("2026-03-01T15:00:00Z");
    private static final List<String> ZONES =
            List.of("America/New_York", "Europe/Berlin", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe");

    @Test
    void whatever_happens_an_invoice_has_at_most_one_planned_charge_and_a_replay_decides_the_same() {
        var one = Long.getLong("seed");
        if (one != null) {
            play(one);
            return;
        }
        var first = System.nanoTime();
        var cases = Integer.getInteger("cases", 150);
        for (long seed = first; seed < first + cases; seed++) {
            try {
                play(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("-Dseed=" + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static void play(long seed) {
        var decided = new Game(seed).play();
        assertThat(new Game(seed).play()).isEqualTo(decided);
    }

    private static final class Game {

        private final Random random;
        private final AutoPayWorld world;
        private final boolean hasList;
        private final List<CustomerId> customers = new ArrayList<>();
        private final List<AutoPayRuleCreated> rules = new ArrayList<>();
        private final Set<String> objected = new HashSet<>();
        private final Set<ChargeId> checked = new HashSet<>();
        private int count;

        Game(long seed) {
            random = new Random(seed);
            hasList = random.nextInt(4) > 0;
            world = new AutoPayWorld(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), START, hasList);
        }

        List<AutoPayDecided> play() {
            try (world) {
                customers.add(world.customer("one", List.of("gold")));
                customers.add(world.customer("two", List.of()));
                for (int step = 0; step < 40; step++) {
                    step();
                    world.settle();
                    check();
                }
                lookAtAll(); // a date may have come since
                // The same events, looked at again, give the same.
                var before = List.copyOf(world.decisions);
                lookAtAll();
                assertThat(world.decisions).isEqualTo(before);
                return before;
            }
        }

        private void lookAtAll() {
            world.invoices.keySet().forEach(world::look);
            world.settle();
        }

        private void step() {
            switch (random.nextInt(14)) {
                case 0, 1 ->
                    world.invoice(
                            InvoiceId.derived("invoice", next()),
                            any(customers),
                            100 + random.nextInt(3) * 100L,
                            world.today().plusDays(random.nextInt(12)));
                case 2 -> rule();
                case 3 -> removeRule();
                case 4 ->
                    world.tell(new CustomerTagged(
                            any(customers), PARTNER, random.nextBoolean() ? List.of("gold") : List.of()));
                case 5 -> method();
                case 6 -> pause();
                case 7 ->
                    onInvoice(invoice -> world.plan(
                            ChargeId.derived("other", next()),
                            invoice,
                            world.today().plusDays(random.nextInt(5))));
                case 8 -> onInvoice(this::payByLink);
                case 9 -> cancel();
                case 10 -> onInvoice(this::refund);
                case 11 -> onInvoice(this::archive);
                default -> time();
            }
        }

        private void rule() {
            var scope =
                    switch (random.nextInt(3)) {
                        case 0 -> AutoPayScope.all();
                        case 1 -> AutoPayScope.of(any(customers));
                        default -> AutoPayScope.tagged("gold");
                    };
            var amount = random.nextInt(3) == 0
                    ? new AmountCondition(any(List.of(Comparison.values())), Money.of(200, "USD"))
                    : null;
            var conditions = random.nextBoolean()
                    ? new AutoPayConditions(days(), null, days(), amount)
                    : new AutoPayConditions(null, days(), days(), amount);
            List<InvoiceId> excluded = world.invoices.isEmpty() || random.nextInt(4) > 0
                    ? List.of()
                    : List.of(any(List.copyOf(world.invoices.keySet())));
            var rule = new AutoPayRuleCreated(
                    AutoPayRuleId.derived("rule", next()),
                    PARTNER,
                    "rule",
                    scope,
                    conditions,
                    excluded,
                    null,
                    world.now());
            rules.add(rule);
            world.tell(rule);
        }

        private Integer days() {
            return random.nextBoolean() ? null : random.nextInt(8);
        }

        private void removeRule() {
            if (!rules.isEmpty()) {
                var rule = rules.remove(random.nextInt(rules.size()));
                world.tell(new AutoPayRuleRemoved(rule.autoPayRuleId(), PARTNER, world.now(), null));
            }
        }

        private void method() {
            var customer = any(customers);
            var wallet = WalletId.of(customer);
            world.tell(
                    random.nextInt(4) == 0
                            ? new PaymentMethodRemoved(wallet, PARTNER, customer, CARD, world.now())
                            : new DefaultPaymentMethodChosen(wallet, PARTNER, customer, CARD, null));
        }

        private void pause() {
            var customer = any(customers);
            var wallet = WalletId.of(customer);
            world.tell(
                    random.nextBoolean()
                            ? new AutomaticChargesPaused(wallet, PARTNER, customer, "dispute", null, world.now())
                            : new AutomaticChargesResumed(wallet, PARTNER, customer, world.now()));
        }

        private void payByLink(InvoiceId invoice) {
            var charge = ChargeId.derived("link", next());
            if (world.reserve(charge, invoice, Money.of(50 + random.nextInt(5) * 50L, "USD"))) {
                world.settle();
                if (random.nextInt(3) == 0) {
                    world.look(invoice);
                    world.settle();
                }
                end(charge, invoice);
            }
        }

        private void end(ChargeId charge, InvoiceId invoice) {
            if (random.nextInt(4) == 0) {
                world.declined(charge, invoice);
            } else {
                world.paid(charge, invoice);
            }
        }

        private void cancel() {
            var planned =
                    world.charges.values().stream().filter(world::isToCome).toList();
            if (!planned.isEmpty()) {
                var plan = any(planned);
                var reason = random.nextBoolean() ? Cancellation.CUSTOMER_OBJECTED : null;
                world.tell(new ChargeCanceled(
                        plan.chargeId(), PARTNER, plan.customerId(), plan.invoiceId(), world.now(), reason, null));
                if (plan.cause() != null) {
                    objected.add(plan.invoiceId() + "/" + plan.cause().ruleId());
                }
            }
        }

        private void refund(InvoiceId invoice) {
            var sums = world.balance(invoice).sums();
            var back = sums.captured().minus(sums.refunded());
            if (back.isPositive()) {
                world.tell(new PaymentRefunded(
                        invoice,
                        PARTNER,
                        world.invoices.get(invoice),
                        new PaperNames("a", "b", "c"),
                        ChargeId.derived("refunded", next()),
                        RefundId.derived(next()),
                        back,
                        sums.afterRefund(back),
                        VISA,
                        world.now()));
            }
        }

        private void archive(InvoiceId invoice) {
            if (random.nextInt(4) == 0 && world.balance(invoice).reserved() == null) {
                world.tell(new InvoiceArchived(invoice, PARTNER, world.invoices.get(invoice), world.now()));
            }
        }

        private void time() {
            world.pass(Duration.ofHours(random.nextInt(60)));
            for (var plan : world.due()) {
                world.startIfDue(plan);
                var held = world.balance(plan.invoiceId()).reserved();
                if (held != null && held.chargeId().equals(plan.chargeId())) {
                    end(plan.chargeId(), plan.invoiceId());
                    world.settle();
                }
            }
        }

        private void check() {
            for (var invoice : world.invoices.keySet()) {
                var toCome = world.toCome(invoice);
                var own = toCome.stream()
                        .filter(plan -> plan.origin() == Origin.AUTO_PAY)
                        .toList();
                assertThat(own)
                        .as(() -> "planned by rules: " + world.story(invoice))
                        .hasSizeLessThanOrEqualTo(1);
                if (!own.isEmpty()) {
                    if (hasList) {
                        assertThat(toCome)
                                .as(() -> "planned beside the rule: " + world.story(invoice))
                                .hasSize(1);
                    }
                    assertThat(world.balance(invoice).outstanding().isPositive())
                            .isTrue();
                    notObjected(own.get(0));
                }
                entry(invoice, own);
            }
        }

        private void notObjected(ChargeScheduled plan) {
            if (checked.add(plan.chargeId())) {
                assertThat(objected)
                        .doesNotContain(plan.invoiceId() + "/" + plan.cause().ruleId());
            }
        }

        /** What was decided last is what stands planned. */
        private void entry(InvoiceId invoice, List<ChargeScheduled> own) {
            var last = world.decisions.stream()
                    .filter(decided -> decided.invoiceId().equals(invoice))
                    .reduce((before, after) -> after);
            if (last.isPresent() && last.get().outcome() == AutoPayOutcome.PLANNED) {
                var fate = world.autoPay.fate(last.get().chargeId()).stage();
                assertThat(own.size() == 1 || fate == Stage.MOVING)
                        .as("%s is decided and %s", last.get(), fate)
                        .isTrue();
            } else {
                assertThat(own).isEmpty();
            }
        }

        private void onInvoice(java.util.function.Consumer<InvoiceId> what) {
            if (!world.invoices.isEmpty()) {
                what.accept(any(List.copyOf(world.invoices.keySet())));
            }
        }

        private String next() {
            return String.valueOf(count++);
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
