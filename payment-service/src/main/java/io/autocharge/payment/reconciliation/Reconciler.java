package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.payment.domain.ProcessorRecord;
import io.autocharge.payment.domain.ProcessorRecord.State;
import io.autocharge.payment.domain.Processors;
import io.autocharge.payment.reconciliation.BothSidesAgree.Line;
import io.autocharge.runtime.Chronicle;
import io.autocharge.runtime.Chronicle.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Holds what has happened since it last looked against the invariants, the journal and the processor's own records. It reads
 * what is new and the lives of what that is about, so a pass costs as much as has happened, however long the history is.
 */
public final class Reconciler {

    private static final int BATCH = 500;
    private static final int BATCHES = 20;
    private static final int PAGES = 10;

    /**
     * What a pass came to.
     *
     * @param position up to which the store was read
     * @param caughtUp whether there was no more
     * @param processorAway why the processor could not be asked; absent if it could
     * @param confirmed what does not hold, and was looked at again
     * @param waiting whether something was found that has to be looked at again
     * @param strangers payments at the processor that are nobody's here
     * @param active for whom something has happened
     */
    public record Result(
            long position,
            boolean caughtUp,
            String processorAway,
            List<Finding> confirmed,
            boolean waiting,
            List<ProcessorRecord> strangers,
            Set<PartnerId> active,
            int openCases,
            int unknown,
            long journalSum) {}

    private final Chronicle chronicle;
    private final Books books;
    private final Processors processors;
    private final Predicate<ChargeId> pursued;
    private final Suspects suspects;
    private final Set<Progress.Book> unsettled = new LinkedHashSet<>();
    /** What was read, and whose life is to be looked at in the next pass. */
    private final Set<String> pending = new LinkedHashSet<>();

    private final Set<PartnerId> active = new LinkedHashSet<>();
    private Progress progress = new Progress();

    /**
     * @param pursued whether the processor is still asked after a charge
     * @param lag how long what disagrees with the processor must do so before it counts
     */
    public Reconciler(
            Chronicle chronicle, Books books, Processors processors, Predicate<ChargeId> pursued, Duration lag) {
        this.chronicle = chronicle;
        this.books = books;
        this.processors = processors;
        this.pursued = pursued;
        this.suspects = new Suspects(lag);
    }

    /** Has the next passes look at everything again, from the first fact on. */
    public void startOver() {
        progress = new Progress();
        unsettled.clear();
    }

    /** Looks at what is new, and again at what was found before. */
    public Result pass(Instant now) {
        return pass(now, List.of());
    }

    /** As {@link #pass(Instant)}, with what else was found in this pass and has to be looked at again. */
    public Result pass(Instant now, List<Finding> more) {
        var found = new LinkedHashSet<>(more);
        active.clear();
        var readAll = read();
        found.addAll(progress.gaps);
        var touched = new LinkedHashSet<>(pending);
        pending.clear();
        touched.addAll(suspects.about());
        lives(touched, found);
        journal(found);
        var strangers = new ArrayList<ProcessorRecord>();
        var asked = readAll ? processor(touched, found, strangers) : new Asked(false, null);
        if (readAll) {
            accounts(found);
            standing(now, found);
        }
        var confirmed = suspects.saw(found, now);
        return new Result(
                progress.position,
                readAll && asked.all(),
                asked.away(),
                confirmed,
                suspects.waiting(now),
                strangers,
                Set.copyOf(active),
                progress.openCases(),
                progress.unknown.size(),
                sum());
    }

    private boolean read() {
        for (int batch = 0; batch < BATCHES; batch++) {
            var facts = chronicle.after(progress.position, BATCH);
            if (facts.isEmpty()) {
                return true;
            }
            progress.gaps.addAll(NothingMissing.checkPositions(progress.position, facts));
            for (var fact : facts) {
                progress.take(fact);
                pending.add(fact.subject());
                if (fact.event() != null) {
                    active.add(fact.event().partnerId());
                }
                if (fact.event() instanceof ChargeEvent event) {
                    pending.add(event.invoiceId().value());
                }
            }
        }
        return false;
    }

    private void lives(Set<String> touched, Set<Finding> found) {
        for (var subject : touched) {
            var life = subject.contains("_") ? chronicle.of(subject) : List.<Fact>of();
            found.addAll(NothingMissing.checkLife(life));
            if (subject.startsWith("inv_")) {
                found.addAll(InvoiceAddsUp.check(life));
                found.addAll(OneReservation.check(life, chargesOf(life)));
                found.addAll(NoMoreBackThanCame.checkInvoice(life));
                found.addAll(CapturedOnce.checkInvoice(life));
            } else if (subject.startsWith("chg_")) {
                found.addAll(NoMoreBackThanCame.checkCharge(life));
                found.addAll(CapturedOnce.checkCharge(life));
                found.addAll(EffectsOnce.check(life));
            }
        }
    }

    private List<Fact> chargesOf(List<Fact> invoice) {
        return Facts.all(invoice, BalanceReserved.class)
                .map(event -> event.chargeId().value())
                .distinct()
                .flatMap(charge -> chronicle.of(charge).stream())
                .toList();
    }

    /** Each entry once, as soon as the journal has come by its place. */
    private void journal(Set<Finding> found) {
        for (var place = progress.unposted.entrySet().iterator(); place.hasNext(); ) {
            var next = place.next();
            var entry = next.getValue();
            var book = new Progress.Book(entry.partnerId(), entry.currency().getCurrencyCode());
            unsettled.add(book);
            var posted = books.posted(next.getKey());
            if (posted.isPresent()) {
                var wrong = EntriesBalance.checkEntry(entry, posted.get());
                found.addAll(wrong);
                if (wrong.isEmpty()) {
                    place.remove();
                }
            } else if (books.standing(book.partner(), book.currency())
                    .filter(standing -> standing.position() > next.getKey())
                    .isPresent()) {
                found.addAll(EntriesBalance.checkEntry(entry, List.of()));
            }
        }
    }

    /** The accounts are compared when they and what was read stand at the same event; else in the next pass. */
    private void accounts(Set<Finding> found) {
        for (var each = unsettled.iterator(); each.hasNext(); ) {
            var book = each.next();
            var standing = books.standing(book.partner(), book.currency());
            if (standing.isPresent() && standing.get().position() > progress.position) {
                read(); // the journal has read on meanwhile
            }
            var cash = progress.cash.get(book);
            var same = standing.filter(now -> now.position() == cash.lastEntry());
            if (same.isPresent()) {
                var accounts = same.get().accounts();
                var wrong = new ArrayList<>(EntriesBalance.checkAccounts(book.partner(), book.currency(), accounts));
                wrong.addAll(CashAgrees.check(book.partner(), book.currency(), cash.minor(), accounts));
                found.addAll(wrong);
                if (wrong.isEmpty()) {
                    each.remove();
                }
            }
        }
    }

    /** Whether all pages of the processor's list were read, and why not, if it gave no answer. */
    private record Asked(boolean all, String away) {}

    private Asked processor(Set<String> touched, Set<Finding> found, List<ProcessorRecord> strangers) {
        try {
            var all = true;
            for (var processor : processors.all()) {
                all &= list(processor, touched, strangers);
            }
            for (var subject : touched) {
                if (subject.startsWith("chg_")) {
                    compare(subject, found);
                }
            }
            return new Asked(all, null);
        } catch (Unreachable e) {
            return new Asked(true, e.getMessage());
        }
    }

    /** Answers whether the list was read to its end. */
    private boolean list(PaymentProcessor processor, Set<String> touched, List<ProcessorRecord> strangers) {
        for (int count = 0; count < PAGES; count++) {
            var page = processor.list(progress.cursors.getOrDefault(processor.name(), ""));
            page.records().forEach(record -> listed(record, touched, strangers));
            progress.cursors.put(processor.name(), page.cursor());
            if (!page.more()) {
                return true;
            }
        }
        return false;
    }

    /** What agrees at first sight need not be asked after; what does not is remembered and looked at again. */
    private void listed(ProcessorRecord record, Set<String> touched, List<ProcessorRecord> strangers) {
        var reference = record.reference();
        var charge = reference == null ? List.<Fact>of() : chronicle.of(reference);
        if (charge.isEmpty()) {
            strangers.add(record);
        } else if (!WrittenAhead.check(partnerOf(charge), record, charge).isEmpty()
                || !BothSidesAgree.check(charge, List.of(line(record, record.state())))
                        .isEmpty()) {
            progress.doubtful.computeIfAbsent(reference, r -> new HashMap<>()).put(record.processorReference(), record);
            touched.add(reference);
        }
    }

    private void compare(String reference, Set<Finding> found) {
        var charge = chronicle.of(reference);
        var doubtful = progress.doubtful.getOrDefault(reference, Map.of());
        if (charge.isEmpty() || !asked(charge) && doubtful.isEmpty()) {
            return;
        }
        var partner = partnerOf(charge);
        doubtful.values().forEach(record -> found.addAll(WrittenAhead.check(partner, record, charge)));
        var now = processors.of(partner).find(new ChargeId(reference));
        found.addAll(BothSidesAgree.check(charge, lines(doubtful, now)));
    }

    /** What was listed, and how the one stands now that the processor names if it is asked. */
    private static List<Line> lines(Map<String, ProcessorRecord> listed, Optional<Outcome> now) {
        var lines = new ArrayList<Line>();
        var name = now.map(Outcome::processorReference).orElse(null);
        now.flatMap(Reconciler::state)
                .ifPresent(state -> lines.add(
                        listed.containsKey(name) ? line(listed.get(name), state) : new Line(name, null, state)));
        listed.values().stream()
                .filter(record -> !record.processorReference().equals(name))
                .forEach(record -> lines.add(line(record, record.state())));
        return lines;
    }

    private static Line line(ProcessorRecord record, State state) {
        return new Line(record.processorReference(), record.amount(), state);
    }

    private static Optional<State> state(Outcome outcome) {
        return switch (outcome.status()) {
            case CAPTURED -> Optional.of(State.CAPTURED);
            case PENDING -> Optional.of(State.PENDING);
            case DECLINED -> Optional.of(State.DECLINED);
            case RETURNED -> Optional.of(State.RETURNED);
            case UNKNOWN -> Optional.empty();
        };
    }

    private static PartnerId partnerOf(List<Fact> charge) {
        return new PartnerId(charge.get(0).partner());
    }

    private static boolean asked(List<Fact> charge) {
        return Facts.any(charge, ChargeSubmitted.class);
    }

    private void standing(Instant now, Set<Finding> found) {
        progress.unknown
                .values()
                .forEach(unknown -> found.addAll(UnknownIsPursued.check(
                        unknown,
                        now,
                        pursued.test(unknown.chargeId()),
                        progress.hasCase(
                                CaseKind.OUTCOME_UNKNOWN, unknown.chargeId().value()))));
        progress.suspended
                .values()
                .forEach(suspended -> found.addAll(SuspenseHasCases.check(
                        suspended,
                        progress.hasCase(
                                CaseKind.LATE_PAYMENT, suspended.chargeId().value()))));
    }

    private long sum() {
        return unsettled.stream()
                .flatMap(book -> books.standing(book.partner(), book.currency()).stream())
                .mapToLong(standing -> Math.abs(standing.accounts().sum()))
                .sum();
    }
}
