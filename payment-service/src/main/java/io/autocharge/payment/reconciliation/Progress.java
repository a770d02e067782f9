package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.CaseEvent.CaseClosed;
import io.autocharge.contracts.payment.CaseEvent.CaseOpened;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentResolved;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.ProcessorRecord;
import io.autocharge.payment.ledger.Bookkeeping;
import io.autocharge.payment.ledger.Entry;
import io.autocharge.runtime.Chronicle.Fact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is remembered of all that was read so far, so that a pass need only read what is new. It lives in the memory of the
 * process that reconciles; another one reads everything once.
 */
final class Progress {

    /** The books of a partner in one currency. */
    record Book(PartnerId partner, String currency) {}

    /** What the processor holds by our own events, and the position of the last event that is in the journal. */
    record Cash(long minor, long lastEntry) {}

    private record About(CaseKind kind, String id) {}

    long position;
    /** How far the list of each processor was read, by its name. */
    final Map<String, String> cursors = new HashMap<>();

    final Map<Book, Cash> cash = new HashMap<>();
    final Map<ChargeId, ChargeOutcomeUnknown> unknown = new LinkedHashMap<>();
    final Map<ChargeId, LatePaymentFound> suspended = new LinkedHashMap<>();

    /** Entries that the journal did not have yet, by position. */
    final Map<Long, Entry> unposted = new TreeMap<>();

    /** What a processor has and we doubt, by our name for it. */
    final Map<String, Map<String, ProcessorRecord>> doubtful = new HashMap<>();

    /** Positions that were not there; what was read once is not read again, so they are kept. */
    final List<Finding> gaps = new ArrayList<>();

    private final Map<About, CaseId> cases = new HashMap<>();
    private final Map<CaseId, About> byCase = new HashMap<>();

    /** Goes on by one fact. */
    void take(Fact fact) {
        position = fact.position();
        var event = fact.event();
        if (event == null) {
            return;
        }
        CashAgrees.flow(event).ifPresent(flow -> add(new Book(event.partnerId(), flow.currency()), flow.minor(), 0));
        Bookkeeping.entry(event).ifPresent(entry -> {
            add(new Book(entry.partnerId(), entry.currency().getCurrencyCode()), 0, fact.position());
            unposted.put(fact.position(), entry);
        });
        if (event instanceof ChargeEvent charge) {
            take(charge);
        } else if (event instanceof CaseOpened e) {
            var about = new About(e.kind(), e.about());
            cases.put(about, e.caseId());
            byCase.put(e.caseId(), about);
        } else if (event instanceof CaseClosed e) {
            cases.remove(byCase.remove(e.caseId()), e.caseId());
        }
    }

    private void take(ChargeEvent event) {
        if (event instanceof ChargeOutcomeUnknown e) {
            unknown.putIfAbsent(e.chargeId(), e);
        } else if (event instanceof LatePaymentFound e) {
            suspended.put(e.chargeId(), e);
        } else if (event instanceof LatePaymentResolved e) {
            suspended.remove(e.chargeId());
        } else if (event instanceof PaymentCaptured
                || event instanceof PartialPaymentCaptured
                || event instanceof PaymentPending
                || event instanceof ChargeDeclined
                || event instanceof PaymentReturned) {
            unknown.remove(event.chargeId());
        }
    }

    /** Whether somebody looks into it. */
    boolean hasCase(CaseKind kind, String about) {
        return cases.containsKey(new About(kind, about));
    }

    /** How many cases are open. */
    int openCases() {
        return cases.size();
    }

    private void add(Book book, long minor, long entry) {
        var was = cash.getOrDefault(book, new Cash(0, 0));
        cash.put(book, new Cash(Math.addExact(was.minor(), minor), Math.max(was.lastEntry(), entry)));
    }
}
