package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;
import java.util.ArrayList;
import java.util.List;

/** What a check has found so far. */
final class Verdicts {

    private final Invariant invariant;
    private final PartnerId partner;
    private final String about;
    private final List<Finding> findings = new ArrayList<>();

    Verdicts(Invariant invariant, PartnerId partner, String about) {
        this.invariant = invariant;
        this.partner = partner;
        this.about = about;
    }

    /** Puts on record what {@code words} say, unless {@code holds}. */
    Verdicts must(boolean holds, String words, Object... parts) {
        if (!holds) {
            findings.add(new Finding(invariant, partner, about, String.format(words, parts)));
        }
        return this;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }
}
