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
 * What the processor knows: tokens, charges and refunds. It decides in memory, in one order, and lets nobody see a
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
    private final Duration settlement;
    private final Duration keyWindow;
    private final Journal journal;

    private final Map<String, Token> tokens = new HashMap<>();
    private final Map<String, Integer> charges = new HashMap<>();
    private final List<Charge> chargeList = new ArrayList<>();
    private final Map<String, List<Charge>> byReference = new HashMap<>();
    private final Map<String, Refund> refunds = new HashMap<>();
    private final Map<String, List<Refund>> refundsOf = new HashMap<>();
    private final Map<String, Kept> keys = new HashMap<>();
    private long decided;

    Ledger(Path file, Clock clock, Duration settlement, Duration keyWindow) throws IOException {
        this.clock = clock;
        this.settlement = settlement;
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
                record(Entry.of(now, seen), Entry.of(now, charge, fault.is(Mode.REPLAYED_ERROR)));
                drop |= charge.behaviour() == Behaviour.CAPTURES_THEN_DROPS;
            }
            return new Done(charge.shown(charge.firstStatus(), 0), kept.isPresent(), drop, erring(kept, fault));
        });
    }

    Done refund(String key, Order order, Fault fault) {
        var seen = new Entry.Seen("POST", "/v1/refunds", key, order.reference(), fault.name());
        return durably(() -> {
            var now = clock.instant();
            var kept = kept(key, order, now);
            var refund = kept.map(k -> refunds.get(k.id())).orElseGet(() -> decide(key, order, now));
            if (kept.isPresent()) {
                record(Entry.of(now, seen));
            } else {
                record(Entry.of(now, seen), Entry.of(now, refund, fault.is(Mode.REPLAYED_ERROR)));
            }
            return new Done(refund.shown(), kept.isPresent(), fault.is(Mode.DROP_AFTER), erring(kept, fault));
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
        room(refunds.size());
        var index = charges.get(order.charge());
        if (index == null) {
            throw new Problem(404, "not_found", "There is no such charge.");
        }
        var charge = chargeList.get(index);
        var status = charge.statusAt(now, settlement);
        if (!status.equals("succeeded") && !status.equals("settled")) {
            throw new Problem(409, "not_refundable", "The charge is " + status + ".");
        }
        if (!charge.currency().equals(order.currency())) {
            throw new Problem(422, "wrong_currency", "The charge was made in " + charge.currency() + ".");
        }
        var left = charge.amount() - refunded(charge.id());
        if (order.amount() > left) {
            throw new Problem(422, "refund_exceeds_charge", "At most " + left + " can be given back.");
        }
        return new Refund(id("re_"), key, order.reference(), charge.id(), order.amount(), order.currency(), now);
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
        return durably(() -> Optional.ofNullable(refunds.get(id)).map(Refund::shown));
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
        return charge.shown(charge.statusAt(clock.instant(), settlement), refunded(charge.id()));
    }

    private long refunded(String charge) {
        return refundsOf.getOrDefault(charge, List.of()).stream()
                .mapToLong(Refund::amount)
                .sum();
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
            refunds.put(refund.id(), refund);
            refundsOf.computeIfAbsent(refund.charge(), c -> new ArrayList<>(1)).add(refund);
            keep(entry, refund.key(), refund.order(), refund.id());
        }
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
