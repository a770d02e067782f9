package io.autocharge.payment.reconciliation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found and is looked at again before anybody acts on it: news may be on its way. What is found against the
 * processor has to stand for a while, as either side may hear of the other's news later; the rest has to be found twice.
 */
final class Suspects {

    private static final int TWICE = 2;
    private static final int OFTEN = 3;

    private record Sighting(Instant first, int count) {}

    private final Duration lag;
    private Map<Finding, Sighting> seen = new LinkedHashMap<>();

    /** @param lag how long what disagrees with the processor must do so */
    Suspects(Duration lag) {
        this.lag = lag;
    }

    /** What was found in a pass, all of it; what is not found any more is forgotten. Answers what is confirmed. */
    List<Finding> saw(Collection<Finding> found, Instant now) {
        var next = new LinkedHashMap<Finding, Sighting>();
        var confirmed = new ArrayList<Finding>();
        for (var finding : found) {
            var before = seen.getOrDefault(finding, new Sighting(now, 0));
            var sighting = new Sighting(before.first(), before.count() + 1);
            next.put(finding, sighting);
            if (isConfirmed(finding, sighting, now)) {
                confirmed.add(finding);
            }
        }
        seen = next;
        return confirmed;
    }

    /** What they are about. */
    Set<String> about() {
        return seen.keySet().stream().map(Finding::about).collect(Collectors.toSet());
    }

    /** Whether any of them waits to be looked at again. */
    boolean waiting(Instant now) {
        return seen.entrySet().stream().anyMatch(entry -> !isConfirmed(entry.getKey(), entry.getValue(), now));
    }

    private boolean isConfirmed(Finding finding, Sighting sighting, Instant now) {
        if (finding.invariant() == Invariant.I6 || finding.invariant() == Invariant.I7) {
            return sighting.count() >= OFTEN && !now.isBefore(sighting.first().plus(lag));
        }
        return sighting.count() >= TWICE;
    }
}
