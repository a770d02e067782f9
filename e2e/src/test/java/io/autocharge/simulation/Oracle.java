package io.autocharge.simulation;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
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
        private long givenBack;
        private boolean takenBack;

        private Deed(ChargeId charge, Money amount, String token, Instant at, Status first) {
            this.charge = charge;
            this.amount = amount;
            this.token = token;
            this.at = at;
            this.first = first;
            this.visibleFrom = at;
        }

        /** Whether the money was ever taken, whatever became of it later. */
        boolean wasCaptured(Instant now) {
            return takenBack || status(now) == Status.CAPTURED;
        }

        long givenBack() {
            return givenBack;
        }

        boolean takenBack() {
            return takenBack;
        }

        Status status(Instant now) {
            if (takenBack) {
                return Status.RETURNED;
            }
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
                    new Money(givenBack, amount.currency()),
                    amount.zero(),
                    null,
                    at);
        }

        Outcome outcome(Instant now) {
            var status = status(now);
            var code = takenBack
                    ? "R10"
                    : status == Status.RETURNED ? "R01" : status == Status.DECLINED ? "insufficient_funds" : null;
            return new Outcome(status, "ref-" + charge.value(), code);
        }
    }

    private record Refund(ChargeId charge, Money amount, RefundOutcome outcome) {}

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
    private final Map<RefundId, Refund> refunds = new LinkedHashMap<>();
    private final List<ProcessorNews> feed = new ArrayList<>();

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

    /** What has changed here, a few at a time, now and then again from somewhat earlier. */
    ProcessorNews.Page news(String after) {
        tick();
        if (faults.are() && chance.percent(10)) {
            throw new Unreachable("no answer", null);
        }
        var from = after.isEmpty() ? 0 : Integer.parseInt(after);
        var begin = faults.are() && chance.percent(10) ? Math.max(0, from - 3) : from;
        var to = Math.min(feed.size(), from + 4);
        return new ProcessorNews.Page(List.copyOf(feed.subList(begin, to)), String.valueOf(to), to < feed.size());
    }

    /** The bank of a customer takes back what had settled; answers whether there was anything. */
    boolean takesBack() {
        var settled = deeds.stream()
                .filter(deed -> deed.first == Status.PENDING && deed.status(clock.instant()) == Status.CAPTURED)
                .filter(deed -> deed.givenBack < deed.amount.amount())
                .toList();
        if (settled.isEmpty()) {
            return false;
        }
        var deed = chance.oneOf(settled);
        watch.captured(deed);
        deed.takenBack = true;
        watch.tookBack(deed);
        trace.add("processor", deed.charge.value(), "taken back");
        tell(ProcessorNews.Kind.RETURNED, deed, null, deed.amount, "R10");
        return true;
    }

    RefundOutcome refund(RefundId refund, ChargeId charge, String reference, Money amount) {
        tick();
        var mode = faults.are() ? chance.upTo(100) : 100;
        if (mode < 10) {
            trace.add("processor", refund.value(), "did not hear");
            return RefundOutcome.unknown();
        }
        var done = refunds.computeIfAbsent(refund, id -> givenBack(id, charge, amount));
        if (mode < 15) {
            throw new Interrupted(true);
        }
        return mode < 25 ? RefundOutcome.unknown() : done.outcome();
    }

    Optional<RefundOutcome> findRefund(RefundId refund, String reference) {
        tick();
        if (faults.are() && chance.percent(10)) {
            throw new Unreachable("no answer", null);
        }
        return Optional.ofNullable(refunds.get(refund)).map(Refund::outcome);
    }

    private Refund givenBack(RefundId refund, ChargeId charge, Money amount) {
        var deed = byKey.get(charge);
        watch.askedBack(refund, charge, amount, deed);
        if (deed == null || deed.takenBack || deed.givenBack + amount.amount() > deed.amount.amount()) {
            return new Refund(charge, amount, new RefundOutcome(RefundOutcome.Status.FAILED, null, "nothing_left"));
        }
        deed.givenBack += amount.amount();
        watch.gaveBack(refund, charge, amount);
        trace.add("processor", refund.value(), "gave back " + amount);
        tell(ProcessorNews.Kind.REFUNDED, deed, refund.value(), amount, null);
        return new Refund(
                charge, amount, new RefundOutcome(RefundOutcome.Status.SUCCEEDED, "back-" + refund.value(), null));
    }

    private void tell(ProcessorNews.Kind kind, Deed deed, String part, Money amount, String code) {
        feed.add(new ProcessorNews(
                "news-" + feed.size(),
                kind,
                deed.charge.value(),
                "ref-" + deed.charge.value(),
                part,
                amount,
                code,
                null,
                clock.instant()));
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
