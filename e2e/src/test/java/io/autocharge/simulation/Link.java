package io.autocharge.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A topic on its way from one service to another: whatever happens to it, what is said of one aggregate comes in order and
 * at least once; between aggregates there is no order.
 */
final class Link {

    private final Service to;
    private final Chance chance;
    private final boolean keepsOffsetFirst;
    private final Map<String, List<Fact>> sent = new HashMap<>();
    private final Map<String, Integer> offsets = new HashMap<>();
    private final List<String> all = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();

    Link(Service to, Chance chance, SeededFault fault) {
        this.to = to;
        this.chance = chance;
        this.keepsOffsetFirst = fault == SeededFault.THE_OFFSET_IS_KEPT_BEFORE_THE_EVENT;
    }

    Service to() {
        return to;
    }

    void offer(Fact fact) {
        sent.computeIfAbsent(fact.aggregate(), aggregate -> {
                    all.add(aggregate);
                    return new ArrayList<>();
                })
                .add(fact);
        if (!waiting.contains(fact.aggregate())) {
            waiting.add(fact.aggregate());
        }
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Delivers what comes next of one aggregate. */
    void deliverSome() {
        for (int i = chance.upTo(4); i >= 0 && !waiting.isEmpty(); i--) {
            deliver(chance.oneOf(waiting), 1 + chance.upTo(3));
        }
    }

    /** Delivers all that is on its way. */
    void deliverAll() {
        while (!waiting.isEmpty()) {
            deliver(waiting.get(0), Integer.MAX_VALUE);
        }
    }

    private void deliver(String aggregate, int most) {
        var facts = sent.get(aggregate);
        for (int i = 0; i < most && offset(aggregate) < facts.size(); i++) {
            var offset = offset(aggregate);
            if (keepsOffsetFirst) {
                offsets.put(aggregate, offset + 1);
            }
            to.store().take(facts.get(offset)); // one without its predecessor is put aside, as in the product
            offsets.put(aggregate, offset + 1);
        }
        if (offset(aggregate) >= facts.size()) {
            waiting.remove(aggregate);
        }
    }

    private int offset(String aggregate) {
        return offsets.getOrDefault(aggregate, 0);
    }

    /** Something is delivered again from further back. */
    void rewindSome() {
        if (all.isEmpty()) {
            return;
        }
        var aggregate = chance.oneOf(all);
        offsets.put(aggregate, chance.upTo(offset(aggregate) + 1));
        if (offset(aggregate) < sent.get(aggregate).size() && !waiting.contains(aggregate)) {
            waiting.add(aggregate);
        }
    }
}
