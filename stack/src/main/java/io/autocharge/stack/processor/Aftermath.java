package io.autocharge.stack.processor;

import io.autocharge.stack.http.Problem;
import io.autocharge.stack.processor.Charge.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What becomes of charges after they were made: they settle, are returned, given back or disputed, and the feed tells of it. */
final class Aftermath {

    private final Duration settlement;
    private final Map<String, Refund> refunds = new HashMap<>();
    private final Map<String, List<Refund>> refundsOf = new HashMap<>();
    private final Map<String, List<Refund>> byReference = new HashMap<>();
    private final Set<String> refundsDone = new HashSet<>();
    private final Map<String, Dispute> disputes = new HashMap<>();
    private final Map<String, List<String>> disputesOf = new HashMap<>();
    private final Map<String, String> returned = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private final Deque<Charge> unsettled = new ArrayDeque<>();
    private final Deque<Refund> unfinished = new ArrayDeque<>();
    private final List<Change> changes = new ArrayList<>();

    Aftermath(Duration settlement) {
        this.settlement = settlement;
    }

    void apply(Entry entry) {
        if (entry.charge() != null && entry.charge().behaviour().takesDays()) {
            unsettled.add(entry.charge());
        }
        if (entry.refund() != null) {
            apply(entry.refund());
        }
        if (entry.change() != null) {
            apply(entry.change());
        }
    }

    private void apply(Refund refund) {
        refunds.put(refund.id(), refund);
        refundsOf.computeIfAbsent(refund.charge(), c -> new ArrayList<>(1)).add(refund);
        byReference.computeIfAbsent(refund.reference(), r -> new ArrayList<>(1)).add(refund);
        if (refund.firstStatus().equals("pending")) {
            unfinished.add(refund);
        }
    }

    private void apply(Change change) {
        changes.add(change);
        switch (change.type()) {
            case "charge.returned" -> returned.put(change.charge(), change.code());
            case "charge.succeeded" -> told.add(change.charge());
            case "refund.succeeded" -> refundsDone.add(change.part());
            case "dispute.opened" -> {
                disputes.put(
                        change.part(),
                        new Dispute(change.part(), change.charge(), change.amount(), change.code(), "opened"));
                disputesOf
                        .computeIfAbsent(change.charge(), c -> new ArrayList<>(1))
                        .add(change.part());
            }
            case "dispute.won", "dispute.lost" ->
                disputes.computeIfPresent(
                        change.part(),
                        (id, dispute) -> dispute.closed(change.type().substring("dispute.".length())));
            default -> {} // told, and nothing more
        }
    }

    /** What time has brought about since it was last asked for, the oldest first. */
    List<Change> due(Instant now, Function<String, Charge> charges) {
        var due = new ArrayList<Change>();
        while (!unsettled.isEmpty() && isOver(unsettled.peek().createdAt(), now)) {
            var charge = unsettled.remove();
            var end = charge.statusAt(now, settlement);
            if (returned.containsKey(charge.id())) {
                continue;
            }
            if (end.equals("settled") && !told.contains(charge.id())) {
                due.add(Change.of(
                        charge, "charge.succeeded", null, charge.createdAt().plus(settlement)));
            } else if (end.equals("returned")) {
                due.add(Change.of(
                        charge,
                        "charge.returned",
                        charge.behaviour().returnCode(),
                        charge.createdAt().plus(settlement)));
            }
        }
        while (!unfinished.isEmpty() && isOver(unfinished.peek().createdAt(), now)) {
            var refund = unfinished.remove();
            if (!refundsDone.contains(refund.reference())) {
                var charge = charges.apply(refund.charge());
                due.add(Change.of(
                        refund, charge, "succeeded", refund.createdAt().plus(settlement)));
            }
        }
        return due;
    }

    String statusOf(Charge charge, Instant now) {
        return returned.containsKey(charge.id()) ? "returned" : charge.statusAt(now, settlement);
    }

    Map<String, Object> shown(Charge charge, Instant now) {
        var code = returned.getOrDefault(charge.id(), charge.behaviour().returnCode());
        return charge.shown(statusOf(charge, now), code, taken(charge.id()));
    }

    Map<String, Object> shown(Refund refund, Instant now) {
        return refund.shown(statusOf(refund, now));
    }

    private String statusOf(Refund refund, Instant now) {
        return refund.firstStatus().equals("pending") && isOver(refund.createdAt(), now)
                ? "succeeded"
                : refund.firstStatus();
    }

    Optional<Refund> refund(String id) {
        return Optional.ofNullable(refunds.get(id));
    }

    List<Refund> refunds(String reference) {
        return byReference.getOrDefault(reference, List.of());
    }

    int refunds() {
        return refunds.size();
    }

    Dispute dispute(String id) {
        return Optional.ofNullable(disputes.get(id))
                .orElseThrow(() -> new Problem(404, "not_found", "There is no such dispute."));
    }

    Taken taken(String charge) {
        return new Taken(
                refundsOf.getOrDefault(charge, List.of()).stream()
                        .filter(refund -> !refund.firstStatus().equals("failed"))
                        .mapToLong(Refund::amount)
                        .sum(),
                disputesOf.getOrDefault(charge, List.of()).stream()
                        .map(disputes::get)
                        .filter(dispute -> !dispute.stage().equals("won"))
                        .mapToLong(Dispute::amount)
                        .sum());
    }

    /** What is left of a charge to give back or to dispute; a problem if it is not in the state for it. */
    long left(Charge charge, Instant now, String code) {
        var status = statusOf(charge, now);
        if (!status.equals("succeeded") && !status.equals("settled")) {
            throw new Problem(409, code, "The charge is " + status + ".");
        }
        var taken = taken(charge.id());
        return charge.amount() - taken.refunded() - taken.disputed();
    }

    /** The feed after {@code n} of its changes. */
    List<Map<String, Object>> changes(int n, int limit) {
        var found = new ArrayList<Map<String, Object>>();
        for (int i = n; i < Math.min(changes.size(), n + limit); i++) {
            found.add(changes.get(i).shown(i + 1));
        }
        return found;
    }

    private boolean isOver(Instant begun, Instant now) {
        return !now.isBefore(begun.plus(settlement));
    }
}
