package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.ChargeCommand;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.DisputeLost;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorNews.Kind;
import io.autocharge.payment.domain.Told;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a processor tells comes twice, late and in any order; what is known in the end is the same, and what it has. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NewsInAnyOrderTest {

    private static final RefundId REFUND = RefundId.derived("a");

    private Told charge;
    private FakeHistory histories;
    private List<Command> cases;
    private Optional<Outcome> truth;
    private Optional<RefundOutcome> refundTruth = Optional.empty();
    private RecordNews news;

    private interface Step {
        void take();
    }

    @Test
    void a_refund_and_a_lost_dispute_end_the_same_in_all_orders() {
        truth = Optional.of(outcome(Outcome.Status.CAPTURED, null));
        refundTruth = Optional.of(new RefundOutcome(RefundOutcome.Status.SUCCEEDED, "re_1", null));
        var seen = inAllOrders(
                () -> {
                    start(Told.captured());
                    send(new RefundCharge(chargeId(), submission().partnerId(), REFUND, null, usd(15), null, null));
                },
                () -> record(Kind.CAPTURED, null, usd(40)),
                () -> record(Kind.REFUNDED, REFUND.value(), usd(15)),
                () -> record(Kind.DISPUTE_OPENED, "dp_1", usd(25)),
                () -> record(Kind.DISPUTE_LOST, "dp_1", usd(25)),
                () -> send(
                        new RecordRefundOutcome(chargeId(), submission().partnerId(), REFUND, RefundOutcome.unknown())),
                () -> record(Kind.DISPUTE_OPENED, "dp_1", usd(25)));
        assertThat(seen)
                .containsExactly("{DisputeLost=2500, DisputeOpened=2500, RefundSucceeded=1500, held=0, paid=4000}");
    }

    @Test
    void a_lost_answer_a_success_and_a_won_dispute_end_the_same_in_all_orders() {
        truth = Optional.of(outcome(Outcome.Status.CAPTURED, null));
        var seen = inAllOrders(
                () -> start(Told.submitted()),
                () -> send(answer(Outcome.unknown())),
                () -> record(Kind.CAPTURED, null, usd(40)),
                () -> record(Kind.CAPTURED, null, usd(40)),
                () -> record(Kind.DECLINED, null, usd(40)),
                () -> record(Kind.DISPUTE_OPENED, "dp_1", usd(40)),
                () -> record(Kind.DISPUTE_WON, "dp_1", usd(40)));
        assertThat(seen).containsExactly("{DisputeOpened=4000, DisputeWon=4000, held=4000, paid=4000}");
    }

    @Test
    void a_success_after_a_decline_is_visible_money_in_all_orders() {
        truth = Optional.of(outcome(Outcome.Status.CAPTURED, null));
        var seen = inAllOrders(
                () -> start(Told.submitted()),
                () -> send(answer(outcome(Outcome.Status.DECLINED, "do_not_honor"))),
                () -> record(Kind.CAPTURED, null, usd(40)),
                () -> record(Kind.DECLINED, null, usd(40)),
                () -> record(Kind.CAPTURED, null, usd(40)),
                () -> send(answer(Outcome.unknown())));
        assertThat(seen).containsExactly("{held=4000, paid=4000}");
    }

    @Test
    void a_bank_payment_that_came_back_is_not_held_in_any_order() {
        truth = Optional.of(outcome(Outcome.Status.RETURNED, "R10"));
        var seen = inAllOrders(
                () -> start(Told.submitted()),
                () -> send(answer(Outcome.unknown())),
                () -> record(Kind.PENDING, null, usd(40)),
                () -> record(Kind.CAPTURED, null, usd(40)),
                () -> record(Kind.RETURNED, null, usd(40)),
                () -> record(Kind.RETURNED, null, usd(40)),
                () -> send(answer(outcome(Outcome.Status.PENDING, null))));
        assertThat(seen).allSatisfy(end -> assertThat(end).contains("held=0"));
    }

    @Test
    void what_is_about_nothing_that_we_know_opens_a_case_and_is_not_lost() {
        truth = Optional.empty();
        start(Told.submitted());
        for (int twice = 0; twice < 2; twice++) {
            news.record(
                    processor(),
                    new ProcessorNews(
                            "ev_1", Kind.CAPTURED, "chg_nobody", "ch_9", null, usd(7), null, null, Instant.EPOCH));
        }
        assertThat(cases).hasSize(2).allSatisfy(command -> {
            var opened = (OpenCase) command;
            assertThat(opened.kind()).isEqualTo(CaseKind.UNEXPECTED_PAYMENT);
            assertThat(opened.about()).isEqualTo("ch_9");
            assertThat(opened.caseId()).isEqualTo(((OpenCase) cases.get(0)).caseId());
        });
    }

    @Test
    void a_refund_that_nobody_has_ordered_here_opens_a_case() {
        truth = Optional.of(outcome(Outcome.Status.CAPTURED, null));
        start(Told.captured());
        record(Kind.REFUNDED, "re_elsewhere", usd(5));
        assertThat(cases).singleElement().isInstanceOfSatisfying(OpenCase.class, opened -> assertThat(opened.kind())
                .isEqualTo(CaseKind.PROCESSOR_MISMATCH));
    }

    private Set<String> inAllOrders(Step start, Step... steps) {
        var ends = new HashSet<String>();
        for (var order : orders(List.of(steps))) {
            start.take();
            order.forEach(Step::take);
            ends.add(end());
        }
        return ends;
    }

    private static List<List<Step>> orders(List<Step> steps) {
        if (steps.isEmpty()) {
            return List.of(List.of());
        }
        var orders = new ArrayList<List<Step>>();
        for (int i = 0; i < steps.size(); i++) {
            var rest = new ArrayList<>(steps);
            var first = rest.remove(i);
            for (var order : orders(rest)) {
                var whole = new ArrayList<Step>(List.of(first));
                whole.addAll(order);
                orders.add(whole);
            }
        }
        return orders;
    }

    private void start(Told told) {
        charge = told;
        histories = new FakeHistory();
        histories.happened(told.facts.toArray(Event[]::new));
        cases = new ArrayList<>();
        news = new RecordNews(this::send, histories);
    }

    private void send(Command command) {
        if (command instanceof ChargeCommand order) {
            histories.happened(charge.does(order).toArray(Event[]::new));
        } else {
            cases.add(command);
        }
    }

    private void record(Kind kind, String part, Money amount) {
        var id = kind + (part == null ? "" : part);
        news.record(
                processor(),
                new ProcessorNews(id, kind, chargeId().value(), "ch_1", part, amount, null, null, Instant.EPOCH));
    }

    /** What the money came to: the same facts in another order are the same. */
    private String end() {
        var sums = new TreeMap<String, Long>();
        long paid = sum(PaymentCaptured.class) + sum(LatePaymentFound.class);
        sums.put("paid", paid);
        sums.put(
                "held",
                paid
                        - sum(RefundSucceeded.class)
                        - sum(SettledPaymentReturned.class)
                        - sum(DisputeOpened.class)
                        + sum(DisputeWon.class));
        for (var kind : List.of(RefundSucceeded.class, DisputeOpened.class, DisputeWon.class, DisputeLost.class)) {
            if (sum(kind) > 0) {
                sums.put(kind.getSimpleName(), sum(kind));
            }
        }
        return sums.toString();
    }

    private long sum(Class<? extends ChargeEvent> kind) {
        return charge.facts.stream()
                .filter(kind::isInstance)
                .mapToLong(NewsInAnyOrderTest::amount)
                .sum();
    }

    private static long amount(ChargeEvent fact) {
        try {
            return ((Money) fact.getClass().getMethod("amount").invoke(fact)).amount();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private ChargeSubmitted submission() {
        return (ChargeSubmitted) charge.facts.get(2);
    }

    private ChargeId chargeId() {
        return submission().chargeId();
    }

    private RecordOutcome answer(Outcome outcome) {
        return new RecordOutcome(chargeId(), submission().partnerId(), outcome);
    }

    private static Outcome outcome(Outcome.Status status, String code) {
        return new Outcome(status, "ch_1", code);
    }

    private static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }

    /** It knows how things stand in the end, and answers nothing else. */
    private PaymentProcessor processor() {
        return (PaymentProcessor) Proxy.newProxyInstance(
                PaymentProcessor.class.getClassLoader(),
                new Class<?>[] {PaymentProcessor.class},
                (self, method, given) -> switch (method.getName()) {
                    case "name" -> "sandbox";
                    case "find" -> truth;
                    case "findRefund" -> refundTruth;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
