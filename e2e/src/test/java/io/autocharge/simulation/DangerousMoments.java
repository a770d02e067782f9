package io.autocharge.simulation;

import java.util.List;

/** The process may die just before or just after something is stored, or the store's answer may be lost. */
final class DangerousMoments implements Store.Moments {

    private final Chance chance;
    private final Faults faults;
    private final Trace trace;
    private Store store;

    DangerousMoments(Chance chance, Faults faults, Trace trace) {
        this.chance = chance;
        this.faults = faults;
        this.trace = trace;
    }

    /** A mistake: what is about to be stored is published already. */
    void publishFirst(Store early) {
        store = early;
    }

    @Override
    public void beforeCommit(List<Fact> facts) {
        if (store != null && facts.get(0).own()) {
            facts.forEach(store::publish);
        }
        strike("before", facts);
    }

    @Override
    public void afterCommit(List<Fact> facts) {
        strike("after", facts);
    }

    private void strike(String when, List<Fact> facts) {
        if (faults.are() && chance.percent(2)) {
            trace.add("interrupted", facts.get(0).id(), when + " it was stored");
            throw new Interrupted(chance.percent(50));
        }
    }
}
