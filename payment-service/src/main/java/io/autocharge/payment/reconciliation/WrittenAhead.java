package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.payment.domain.ProcessorRecord;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.List;

/**
 * I7: each payment at the processor has a submission that is in our store, with the same amount. That it is there when the
 * payment is first seen is what can be checked; the two clocks do not agree well enough to compare instants.
 */
final class WrittenAhead {

    private WrittenAhead() {}

    /**
     * @param partner whose it is, as its charge says
     * @param charge the life of the charge that the record names
     */
    static List<Finding> check(PartnerId partner, ProcessorRecord line, List<Fact> charge) {
        var submitted = Facts.all(charge, ChargeSubmitted.class).toList();
        var verdicts = new Verdicts(Invariant.I7, partner, line.reference())
                .must(
                        !submitted.isEmpty(),
                        "the processor has the payment %s over %s, which was never submitted",
                        line.processorReference(),
                        line.amount());
        if (!submitted.isEmpty()) {
            verdicts.must(
                    submitted.stream().anyMatch(event -> event.amount().equals(line.amount())),
                    "the processor was asked for %s (%s), submitted was %s",
                    line.amount(),
                    line.processorReference(),
                    submitted.get(0).amount());
        }
        return verdicts.findings();
    }
}
