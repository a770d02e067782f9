package io.autocharge.stack.processor;

import io.autocharge.stack.http.Problem;
import io.autocharge.stack.processor.Faults.Fault;
import io.autocharge.stack.processor.Faults.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the processor knows: tokens, charges and what became of them. It decides in memory, in one order, and lets nobody see a
 * decision before the journal holds it.
 */
final class Ledger implements AutoCloseable {

    private static final int MOST = 2_000_000;
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    /** How an order went, and how its answer is to be delivered. */
    record Done(Map<String, Object> body, boolean replayed, boolean drop, boolean erring) {}

    private record Kept(String content, String id, boolean erring, Instant at) {}

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Duration keyWindow;
    private final Journal journal;

    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Integer> charges = new HashMap<>();
    private final List<Charge> chargeList = new ArrayList<>();
    private final Map<String, List<Charge>> byReference = new HashMap<>();
    private final Aftermath aftermath;
    private final Map<String, Kept> keys = new HashMap<>();
    private long decided;

    Ledger(Path file, Clock clock, Duration settlement, Duration keyWindow) throws IOException {
        this.clock = clock;
        this.aftermath = new Aftermath(settlement);
        this.keyWindow = keyWindow;
        this.journal = new Journal(file, this::apply);
    }

    Journal journal() {
        return journal;
    }

    /** Notes a request that changes nothing here. */
    void seen(Entry.Seen request) {
        journal.append(Entry.of(clock.instant(), request));
    }

    /** Keeps what the holder typed as a token; the number itself ends here. */
    Token keep(Function<String, Token> typed) {
        var token = typed.apply(id("tok_"));
        var seen = new Entry.Seen("POST", "/v1/tokens", null, null, null);
        return durably(() -> {
            room(tokens.size());
            record(Entry.of(clock.instant(), seen), Entry.of(clock.instant(), token));
            return token;
        });
    }

    Done charge(String key, Order order, Fault fault) {
        var seen = new Entry.Seen("POST", "/v1/charges", key, order.reference(), fault.name());
        return durably(() -> {
            var now = clock.instant();
            var kept = kept(key, order, now);
            var charge =
                    kept.map(k -> chargeList.get(charges.get(k.id()))).orElseGet(() -> decide(key, order, fault, now));
            var drop = fault.is(Mode.DROP_AFTER);
            if (kept.isPresent()) {
                record(Entry.of(now, seen));
            } else {
                var type = "charge." + charge.firstStatus();
                var change = Change.of(charge, type, charge.behaviour().declineCode(), now);
                record(Entry.of(now, seen), Entry.of(charge, fault.is(Mode.REPLAYED_ERROR), change));
                drop |= charge.behaviour() == Behaviour.CAPTURES_THEN_DROPS;
            }
            return new Done(
                    charge.shown(charge.firstStatus(), null, Charge.Taken.NOTHING),
                    kept.isPresent(),
                    drop,
                    erring(kept, fault));
        });
    }

    Done refund(String key, Order order, Fault fault) {
        var seen = new Entry.Seen("POST", "/v1/refunds", key, order.reference(), fault.name());
        return durably(() -> {
            var now = clock.instant();
            var kept = kept(key, order, now);
            var refund = kept.flatMap(k -> aftermath.refund(k.id())).orElseGet(() -> decide(key, order, now));
            if (kept.isPresent()) {
                record(Entry.of(now, seen));
            } else {
                var first = refund.firstStatus();
                var change = first.equals("pending") ? null : Change.of(refund, charge(refund.charge()), first, now);
                record(Entry.of(now, seen), Entry.of(refund, fault.is(Mode.REPLAYED_ERROR), change));
            }
            return new Done(
                    refund.shown(refund.firstStatus()),
                    kept.isPresent(),
                    fault.is(Mode.DROP_AFTER),
                    erring(kept, fault));
        });
    }

    private Charge decide(String key, Order order, Fault fault, Instant now) {
        room(chargeList.size());
        var token = tokens.get(order.token());
        if (token == null) {
            throw new Problem(422, "unknown_token", "There is no such token.");
        }
        var hidden = fault.is(Mode.NOT_FOUND_FOR) ? now.plusMillis(fault.ms()) : null;
        return new Charge(
                id("ch_"),
                key,
                order.reference(),
                order.token(),
                token.behaviour(),
                order.amount(),
                order.currency(),
                now,
                hidden);
    }

    private Refund decide(String key, Order order, Instant now) {
        room(aftermath.refunds());
        var charge = charge(order.charge());
        var left = aftermath.left(charge, now, "not_refundable");
        if (!charge.currency().equals(order.currency())) {
            throw new Problem(422, "wrong_currency", "The charge was made in " + charge.currency() + ".");
        }
        if (order.amount() > left) {
            throw new Problem(422, "refund_exceeds_charge", "At most " + left + " can be given back.");
        }
        return new Refund(
                id("re_"),
                key,
                order.reference(),
                charge.id(),
                order.amount(),
                order.currency(),
                now,
                charge.behaviour().firstOfRefund());
    }

    /** A bank takes a payment back, also one that had settled. */
    Map<String, Object> takeBack(String id, String code) {
        return durably(() -> {
            var now = catchUp();
            var charge = charge(id);
            var status = aftermath.statusOf(charge, now);
            if (!charge.behaviour().takesDays() || !status.equals("settled") && !status.equals("pending")) {
                throw new Problem(409, "not_returnable", "Only a bank payment that is pending or settled can return.");
            }
            record(Entry.of(now, Change.of(charge, "charge.returned", code, now)));
            return shown(charge);
        });
    }

    /** The payer disputes a payment: all that is left of it, unless an amount is given. */
    Map<String, Object> dispute(String id, Long amount, String reason) {
        return durably(() -> {
            var now = catchUp();
            var charge = charge(id);
            var left = aftermath.left(charge, now, "not_disputable");
            if (left == 0 || amount != null && (amount < 1 || amount > left)) {
                throw new Problem(422, "invalid_amount", "From 1 to " + left + " can be disputed.");
            }
            var dispute = new Dispute(id("dp_"), id, amount == null ? left : amount, reason, "opened");
            record(Entry.of(now, Change.of(dispute, charge, "opened", now)));
            return dispute.shown();
        });
    }

    /** A dispute is decided: won for whom the money was taken, or lost. */
    Map<String, Object> closeDispute(String id, String outcome) {
        return durably(() -> {
            var now = catchUp();
            var dispute = aftermath.dispute(id);
            if (!dispute.stage().equals("opened")) {
                throw new Problem(409, "dispute_closed", "The dispute is " + dispute.stage() + ".");
            }
            record(Entry.of(now, Change.of(dispute, charge(dispute.charge()), outcome, now)));
            return aftermath.dispute(id).shown();
        });
    }

    /** The feed of changes after the first {@code n}, the oldest first. */
    List<Map<String, Object>> changes(int n, int limit) {
        return durably(() -> {
            catchUp();
            return aftermath.changes(n, limit);
        });
    }

    /** Writes down what time has brought about, so that the feed keeps its order for ever. */
    private Instant catchUp() {
        var now = clock.instant();
        for (var change : aftermath.due(now, id -> chargeList.get(charges.get(id)))) {
            record(Entry.of(now, change));
        }
        return now;
    }

    private Charge charge(String id) {
        var index = charges.get(id);
        if (index == null) {
            throw new Problem(404, "not_found", "There is no such charge.");
        }
        return chargeList.get(index);
    }

    private Optional<Kept> kept(String key, Order order, Instant now) {
        var kept = Optional.ofNullable(keys.get(key))
                .filter(known -> keyWindow.isZero() || now.isBefore(known.at().plus(keyWindow)));
        if (kept.isPresent() && !kept.get().content().equals(order.content())) {
            throw new Problem(409, "idempotency_key_reused", "This key was used for another order.");
        }
        return kept;
    }

    private static boolean erring(Optional<Kept> kept, Fault fault) {
        return kept.map(Kept::erring).orElse(false) || fault.is(Mode.ERROR_AFTER) || fault.is(Mode.REPLAYED_ERROR);
    }

    Optional<Map<String, Object>> token(String id) {
        return durably(() -> Optional.ofNullable(tokens.get(id)).map(Token::description));
    }

    /** The charge as it stands now; one that is hidden by a fault is not found yet. */
    Optional<Map<String, Object>> find(String id) {
        return durably(() -> Optional.ofNullable(charges.get(id))
                .map(chargeList::get)
                .filter(this::visible)
                .map(this::shown));
    }

    List<Map<String, Object>> withReference(String reference) {
        return durably(() -> byReference.getOrDefault(reference, List.of()).stream()
                .filter(this::visible)
                .map(this::shown)
                .toList());
    }

    /** The charges after one of them, oldest first. */
    List<Map<String, Object>> after(String id, int limit) {
        return durably(() -> {
            var index = id == null ? Integer.valueOf(-1) : charges.get(id);
            if (index == null) {
                throw new Problem(400, "malformed", "after is not the id of a charge.");
            }
            return chargeList.subList(index + 1, chargeList.size()).stream()
                    .filter(this::visible)
                    .limit(limit)
                    .map(this::shown)
                    .toList();
        });
    }

    Optional<Map<String, Object>> refund(String id) {
        return durably(() -> aftermath.refund(id).map(refund -> aftermath.shown(refund, clock.instant())));
    }

    List<Map<String, Object>> refundsWithReference(String reference) {
        return durably(() -> aftermath.refunds(reference).stream()
                .map(refund -> aftermath.shown(refund, clock.instant()))
                .toList());
    }

    /** All money taken under a reference, whatever the faults hide: the oracle's answer. */
    List<Charge> captures(String reference) {
        return durably(() -> byReference.getOrDefault(reference, List.of()).stream()
                .filter(Charge::captures)
                .toList());
    }

    /** All references under which money was taken, with the number of times. */
    Map<String, Long> captures() {
        return durably(() -> {
            var counts = new HashMap<String, Long>();
            chargeList.stream().filter(Charge::captures).forEach(c -> counts.merge(c.reference(), 1L, Long::sum));
            return counts;
        });
    }

    private boolean visible(Charge charge) {
        return charge.hiddenUntil() == null || !clock.instant().isBefore(charge.hiddenUntil());
    }

    private Map<String, Object> shown(Charge charge) {
        return aftermath.shown(charge, clock.instant());
    }

    /** Decides or looks under the lock; waits for the disk outside of it, so that many wait for one fsync. */
    private <T> T durably(Supplier<T> work) {
        T result;
        long upTo;
        synchronized (this) {
            result = work.get();
            upTo = decided;
        }
        journal.await(upTo);
        return result;
    }

    private void record(Entry... entries) {
        for (var entry : entries) {
            apply(entry);
        }
        decided = journal.append(entries);
    }

    private void apply(Entry entry) {
        if (entry.token() != null) {
            tokens.put(entry.token().token(), entry.token());
        }
        if (entry.charge() != null) {
            var charge = entry.charge();
            charges.put(charge.id(), chargeList.size());
            chargeList.add(charge);
            byReference
                    .computeIfAbsent(charge.reference(), r -> new ArrayList<>(1))
                    .add(charge);
            keep(entry, charge.key(), charge.order(), charge.id());
        }
        if (entry.refund() != null) {
            var refund = entry.refund();
            keep(entry, refund.key(), refund.order(), refund.id());
        }
        aftermath.apply(entry);
    }

    private void keep(Entry entry, String key, Order order, String id) {
        keys.put(key, new Kept(order.content(), id, Boolean.TRUE.equals(entry.erring()), entry.at()));
    }

    private static void room(int used) {
        if (used >= MOST) {
            throw new Problem(
                    507, "sandbox_full", "The sandbox holds " + MOST + " of these; start it on a new folder.");
        }
    }

    private String id(String prefix) {
        var id = new StringBuilder(prefix);
        random.ints(24, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
