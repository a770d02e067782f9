package io.autocharge.simulation;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The payment processor: what it has done is what is true of the money, whatever our books say. It may do what it is asked
 * for and not say so, do it later, or not find for a while what it has done.
 */
final class Oracle {

    static final Duration KEY_WINDOW = Duration.ofHours(24);
    private static final Duration LOOK_UPS_LAG = Duration.ofSeconds(60);
    private static final Duration BANKS_TAKE = Duration.ofDays(2);

    /** A charge at the processor. */
    static final class Deed {

        final ChargeId charge;
        final Money amount;
        final String token;
        final Instant at;
        private final Status first;
        private Instant visibleFrom;
        private boolean replaysItsError;

        private Deed(ChargeId charge, Money amount, String token, Instant at, Status first) {
            this.charge = charge;
            this.amount = amount;
            this.token = token;
            this.at = at;
            this.first = first;
            this.visibleFrom = at;
        }

        Status status(Instant now) {
            if (first != Status.PENDING || now.isBefore(at.plus(BANKS_TAKE))) {
                return first;
            }
            return token.contains("return") ? Status.RETURNED : Status.CAPTURED;
        }

        ProcessorRecord record(Instant now) {
            return new ProcessorRecord(
                    charge.value(),
                    "ref-" + charge.value(),
                    amount,
                    ProcessorRecord.State.valueOf(status(now).name()),
                    amount.zero(),
                    amount.zero(),
                    null,
                    at);
        }

        Outcome outcome(Instant now) {
            var status = status(now);
            var code = status == Status.RETURNED ? "R01" : status == Status.DECLINED ? "insufficient_funds" : null;
            return new Outcome(status, "ref-" + charge.value(), code);
        }
    }

    private record Late(Instant at, ChargeId charge, String token, Money amount) {}

    private final Clock clock;
    private final Chance chance;
    private final Faults faults;
    private final Trace trace;
    private final Watch watch;
    private final Runnable meanwhile;
    private final Map<ChargeId, Deed> byKey = new LinkedHashMap<>();
    private final List<Deed> deeds = new ArrayList<>();
    private final List<Late> late = new ArrayList<>();

    Oracle(Clock clock, Chance chance, Faults faults, Trace trace, Watch watch, Runnable meanwhile) {
        this.clock = clock;
        this.chance = chance;
        this.faults = faults;
        this.trace = trace;
        this.watch = watch;
        this.meanwhile = meanwhile;
    }

    List<Deed> deeds() {
        return deeds;
    }

    Optional<Method> describe(String token) {
        return Optional.empty();
    }

    Duration keyWindow() {
        return KEY_WINDOW;
    }

    /** It tells nothing by itself: what came of an order is asked for. */
    ProcessorNews.Page news(String after) {
        return new ProcessorNews.Page(List.of(), after, false);
    }

    String name() {
        return "simulated";
    }

    /** All that it has on its books. */
    ProcessorRecord.Page list(String after) {
        tick();
        var known = after.isEmpty() ? 0 : Integer.parseInt(after);
        var records = deeds.subList(known, deeds.size()).stream()
                .map(deed -> deed.record(clock.instant()))
                .toList();
        return new ProcessorRecord.Page(records, String.valueOf(deeds.size()), false);
    }

    Outcome charge(ChargeId charge, String token, Money amount) {
        tick();
        watch.asked(charge, amount);
        var mode = faults.are() ? chance.upTo(100) : 100;
        if (mode < 6) {
            trace.add("processor", charge.value(), "did not hear");
            return Outcome.unknown();
        }
        if (mode < 12) {
            trace.add("processor", charge.value(), "will do it later");
            late.add(new Late(clock.instant().plusSeconds(chance.between(1, 60)), charge, token, amount));
            return Outcome.unknown();
        }
        var deed = done(charge, token, amount, clock.instant());
        if (mode < 18) {
            deed.replaysItsError |= mode < 15;
            trace.add("processor", charge.value(), "did it and its answer was lost");
            return Outcome.unknown();
        }
        if (mode < 22) {
            throw new Interrupted(true);
        }
        if (mode < 30) {
            meanwhile.run();
            tick();
        }
        return mode < 26 || deed.replaysItsError ? Outcome.unknown() : deed.outcome(clock.instant());
    }

    Optional<Outcome> find(ChargeId charge) {
        tick();
        if (faults.are() && chance.percent(10)) {
            throw new Unreachable("no answer", null);
        }
        return Optional.ofNullable(byKey.get(charge))
                .filter(deed -> !deed.visibleFrom.isAfter(clock.instant()))
                .map(deed -> deed.outcome(clock.instant()));
    }

    /** What it was asked for a while ago it may do now. */
    void tick() {
        var due =
                late.stream().filter(one -> !one.at().isAfter(clock.instant())).toList();
        late.removeAll(due);
        due.forEach(one -> done(one.charge(), one.token(), one.amount(), one.at()));
        for (var deed : deeds) {
            if (deed.first == Status.PENDING && deed.status(clock.instant()) == Status.CAPTURED) {
                watch.captured(deed);
            }
        }
    }

    /** What is asked for under a key that it remembers is done once. */
    private Deed done(ChargeId charge, String token, Money amount, Instant at) {
        var known = byKey.get(charge);
        if (known != null && at.isBefore(known.at.plus(KEY_WINDOW))) {
            return known;
        }
        var deed = new Deed(charge, amount, token, at, verdict(token));
        if (faults.are() && chance.percent(10)) {
            deed.visibleFrom = at.plus(LOOK_UPS_LAG);
        }
        byKey.put(charge, deed);
        deeds.add(deed);
        trace.add("processor", charge.value(), deed.first + " " + amount);
        if (deed.first == Status.CAPTURED) {
            watch.captured(deed);
        }
        return deed;
    }

    private Status verdict(String token) {
        if (token.contains("bank")) {
            return Status.PENDING;
        }
        if (token.contains("declined") || token.contains("short") && chance.percent(50)) {
            return Status.DECLINED;
        }
        return Status.CAPTURED;
    }
}
