package io.autocharge.stack.mongo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Stream;

/** How a query finds its documents: by some stretches of an index, in order or not, or by looking at all of them. */
record Plan(OrderedIndex index, List<Stretch> stretches, boolean backwards, boolean sorted, int worth) {

    /** A stretch of an index between two edges. */
    record Stretch(Key from, Key to) {}

    static final Plan SCAN = new Plan(null, List.of(), false, false, 0);

    boolean isScan() {
        return index == null;
    }

    /** The places that the index names, each once. */
    Stream<Slot> slots() {
        var ordered = backwards ? reversed() : stretches;
        var found = ordered.stream().flatMap(stretch -> index.between(stretch.from(), stretch.to(), backwards));
        if (!isMultikey()) {
            return found;
        }
        var seen = Collections.newSetFromMap(new IdentityHashMap<Slot, Boolean>());
        return found.filter(seen::add);
    }

    private List<Stretch> reversed() {
        var reversed = new ArrayList<>(stretches);
        Collections.reverse(reversed);
        return reversed;
    }

    private boolean isMultikey() {
        for (var field = 0; field < index.fields().size(); field++) {
            if (index.isMultikey(field)) {
                return true;
            }
        }
        return false;
    }
}
