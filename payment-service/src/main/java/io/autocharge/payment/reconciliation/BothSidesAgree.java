package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.payment.domain.ProcessorRecord.State;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.List;
import java.util.Objects;

/**
 * I6: the processor's payments and ours are the same, one by one, by charge id: amount, currency and state. A charge whose
 * outcome is not on record yet is on its way and agrees with anything; what disagrees must still do so after a while,
 * because either side may hear of the other's news later.
 */
final class BothSidesAgree {

    /**
     * A payment as the processor has it.
     *
     * @param name the processor's own name for it
     * @param amount absent if only its state was asked for
     */
    record Line(String name, Money amount, State state) {}

    private BothSidesAgree() {}

    /**
     * @param charge the charge's life
     * @param lines all that the processor has under its id
     */
    static List<Finding> check(List<Fact> charge, List<Line> lines) {
        var submitted = Facts.first(charge, ChargeSubmitted.class);
        if (submitted == null) {
            return List.of(); // nothing was asked of the processor; if it has something all the same, I7 says so
        }
        var moved =
                lines.stream().filter(line -> line.state() != State.DECLINED).toList();
        var verdicts = new Verdicts(
                        Invariant.I6,
                        submitted.partnerId(),
                        submitted.chargeId().value())
                .must(
                        moved.size() <= 1,
                        "the processor has %d payments: %s",
                        moved.size(),
                        moved.stream().map(Line::name).sorted().toList());
        moved.forEach(line -> verdicts.must(
                line.amount() == null || line.amount().equals(submitted.amount()),
                "%s at the processor, %s here",
                line.amount(),
                submitted.amount()));
        names(charge, moved, verdicts);
        compare(ours(charge), lines, moved, verdicts);
        return verdicts.findings();
    }

    private static void names(List<Fact> charge, List<Line> moved, Verdicts verdicts) {
        var ours = charge.stream()
                .map(fact -> fact.event() instanceof PaymentCaptured e
                        ? e.processorReference()
                        : fact.event() instanceof PartialPaymentCaptured e ? e.processorReference() : null)
                .filter(Objects::nonNull)
                .findFirst();
        ours.ifPresent(name -> moved.stream()
                .filter(line -> !line.name().equals(name))
                .forEach(line -> verdicts.must(false, "the processor has %s, ours is %s", line.name(), name)));
    }

    private static void compare(State ours, List<Line> lines, List<Line> moved, Verdicts verdicts) {
        if (ours == null || moved.size() > 1) {
            return;
        }
        var there = !moved.isEmpty() ? moved.get(0).state() : lines.isEmpty() ? null : State.DECLINED;
        if (ours == State.DECLINED) { // it may never have received what it is said to have declined
            verdicts.must(there == null || there == State.DECLINED, "%s at the processor, DECLINED here", there);
        } else {
            verdicts.must(ours == there, "%s at the processor, %s here", there == null ? "nothing" : there, ours);
        }
    }

    /** Where the charge stands as far as we know; absent while its outcome is not known. */
    private static State ours(List<Fact> charge) {
        State state = null;
        for (var fact : charge) {
            var event = fact.event();
            if (event instanceof PaymentCaptured
                    || event instanceof PartialPaymentCaptured
                    || event instanceof LatePaymentFound) {
                state = State.CAPTURED;
            } else if (event instanceof ChargeDeclined) {
                state = State.DECLINED;
            } else if (event instanceof PaymentReturned || event instanceof SettledPaymentReturned) {
                state = State.RETURNED;
            }
        }
        return state;
    }
}
