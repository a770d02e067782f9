package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.usd;
import static io.autocharge.payment.domain.Told.dispute;
import static io.autocharge.payment.domain.Told.refund;
import static io.autocharge.payment.domain.Told.refunded;
import static io.autocharge.payment.domain.Told.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeCommand;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.DisputeWon;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeEvent.RefundSucceeded;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.DisputeStage;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.RefundOutcome.Status;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NeverMoreThanCapturedTest {

    private static final int ROUNDS = Integer.getInteger("autocharge.money-back.rounds", 150);

    /** Orders and facts in any order, also more than a processor would allow. */
    @Test
    void in_whatever_order_refunds_disputes_and_returns_come_no_more_is_given_back_than_was_captured() {
        var seed = Long.getLong("seed", 20260302L);
        var random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            var charge = Told.captured();
            for (int step = 0; step < 12; step++) {
                doUnlessFailed(charge, anything(random));
                var why = "seed " + seed + ", round " + round + ": " + charge.facts;
                assertThat(refundsNotFailed(charge.facts)).as(why).isBetween(0L, 40_00L);
                assertThat(told(charge.facts)).as(why).isEqualTo(sum(charge.facts, RefundSucceeded.class));
            }
        }
    }

    /** A refund is only done at a processor that still has the money, which is what every processor holds to. */
    @Test
    void whatever_is_taken_by_refunds_disputes_and_returns_together_is_never_more_than_was_captured() {
        var random = new Random(Long.getLong("seed", 7L));
        for (int round = 0; round < ROUNDS; round++) {
            var charge = Told.captured();
            for (int step = 0; step < 12; step++) {
                var order = anything(random);
                if (!(order instanceof ChargeCommand.RecordRefundOutcome outcome
                        && outcome.outcome().status() == Status.SUCCEEDED
                        && taken(charge.facts) + asked(charge.facts, outcome) > 40_00L)) {
                    doUnlessFailed(charge, order);
                }
                assertThat(taken(charge.facts)).as("%s", charge.facts).isBetween(0L, 40_00L);
            }
        }
    }

    /** What has failed at a processor stays so. */
    private static void doUnlessFailed(Told charge, ChargeCommand order) {
        if (order instanceof ChargeCommand.RecordRefundOutcome outcome
                && charge.facts.stream()
                        .anyMatch(fact -> fact instanceof RefundFailed failed
                                && failed.refundId().equals(outcome.refundId()))) {
            return;
        }
        charge.does(order);
    }

    private static ChargeCommand anything(Random random) {
        var name = random.nextInt(4);
        var amount = usd(1 + random.nextInt(40));
        return switch (random.nextInt(6)) {
            case 0, 1 -> refund(name + "-" + amount, amount);
            case 2 -> refunded(name + "-" + amount, random.nextBoolean() ? Status.SUCCEEDED : Status.FAILED);
            case 3 -> dispute(name, DisputeStage.values()[random.nextInt(3)], amount);
            case 4 -> says(random.nextInt(3) == 0 ? Outcome.Status.RETURNED : Outcome.Status.CAPTURED);
            default -> refund(name + "-all", (Money) null);
        };
    }

    private static long refundsNotFailed(List<ChargeEvent> facts) {
        return sum(facts, RefundRequested.class) - sum(facts, RefundFailed.class);
    }

    private static long told(List<ChargeEvent> facts) {
        return facts.stream()
                .filter(RefundSucceeded.class::isInstance)
                .mapToLong(fact -> ((RefundSucceeded) fact).refunded().amount())
                .max()
                .orElse(0);
    }

    private static long asked(List<ChargeEvent> facts, ChargeCommand.RecordRefundOutcome outcome) {
        return facts.stream()
                .filter(fact -> fact instanceof RefundRequested refund
                        && refund.refundId().equals(outcome.refundId()))
                .mapToLong(fact -> ((RefundRequested) fact).amount().amount())
                .sum();
    }

    private static long taken(List<ChargeEvent> facts) {
        return sum(facts, RefundSucceeded.class)
                + sum(facts, SettledPaymentReturned.class)
                + sum(facts, DisputeOpened.class)
                - sum(facts, DisputeWon.class);
    }

    private static long sum(List<ChargeEvent> facts, Class<?> kind) {
        return facts.stream()
                .filter(kind::isInstance)
                .mapToLong(NeverMoreThanCapturedTest::amount)
                .sum();
    }

    private static long amount(ChargeEvent fact) {
        if (fact instanceof RefundRequested refund) {
            return refund.amount().amount();
        }
        if (fact instanceof RefundSucceeded refund) {
            return refund.amount().amount();
        }
        if (fact instanceof RefundFailed failed) {
            return failed.amount().amount();
        }
        if (fact instanceof DisputeOpened opened) {
            return opened.amount().amount();
        }
        return fact instanceof DisputeWon won
                ? won.amount().amount()
                : ((SettledPaymentReturned) fact).amount().amount();
    }
}
