package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.List;

/**
 * I9: positions follow each other without a gap, the sequences of each subject are 0, 1, 2 …, and each fact can be read. There is
 * no chain of hashes over the events yet, so one that was edited in place is found only if that breaks another equation.
 */
final class NothingMissing {

    private NothingMissing() {}

    /** @param after the position behind which these facts follow */
    static List<Finding> checkPositions(long after, List<Fact> facts) {
        var expected = after;
        for (var fact : facts) {
            expected++;
            if (fact.position() != expected) {
                return new Verdicts(Invariant.I9, new PartnerId(fact.partner()), fact.subject())
                        .must(false, "position %d follows %d", fact.position(), expected - 1)
                        .findings();
            }
        }
        return List.of();
    }

    static List<Finding> checkLife(List<Fact> life) {
        if (life.isEmpty()) {
            return List.of();
        }
        var verdicts = new Verdicts(
                Invariant.I9, new PartnerId(life.get(0).partner()), life.get(0).subject());
        for (int i = 0; i < life.size(); i++) {
            var fact = life.get(i);
            verdicts.must(fact.sequence() == i, "event %d stands where %d is expected", fact.sequence(), i);
            verdicts.must(fact.damage() == null, "event %d cannot be read", fact.sequence());
        }
        return verdicts.findings();
    }
}
