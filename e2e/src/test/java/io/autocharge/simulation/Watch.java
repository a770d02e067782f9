package io.autocharge.simulation;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.ReceiptBookEvent.ReceiptIssued;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.RefundId;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sees each event as it becomes durable and each thing that the processor does, and complains at once. */
final class Watch {

    private static final Map<Class<?>, List<Method>> NAMES = new HashMap<>();

    private final Trace trace;
    private final Map<Id, PartnerId> owners = new HashMap<>();
    private final Map<InvoiceId, InvoiceBook> invoices = new LinkedHashMap<>();
    private final Map<ChargeId, ChargeBook> charges = new LinkedHashMap<>();
    private final Map<PartnerId, Long> receipts = new HashMap<>();
    private final Set<Id> receipted = new HashSet<>();
    private final Set<Oracle.Deed> counted = new HashSet<>();

    Watch(Trace trace) {
        this.trace = trace;
    }

    Map<InvoiceId, InvoiceBook> invoices() {
        return invoices;
    }

    Map<ChargeId, ChargeBook> charges() {
        return charges;
    }

    /** An event has become durable where it happened. */
    void happened(Fact fact) {
        var event = fact.event();
        trace.add(event.getClass().getSimpleName(), fact.id(), event);
        onePartner(event);
        if (event instanceof InvoiceEvent told) {
            invoices.computeIfAbsent(told.invoiceId(), InvoiceBook::new).take(told);
        } else if (event instanceof ChargeEvent told) {
            charges.computeIfAbsent(told.chargeId(), ChargeBook::new).take(told);
        } else if (event instanceof ReceiptIssued issued) {
            receipt(issued);
        } else if (event instanceof AutomaticChargingFrozen told) {
            throw new Broken("the reconciler finds that the books agree", told.toString());
        }
    }

    /** Whatever an event speaks of belongs to the partner to whom the event belongs. */
    private void onePartner(Event event) {
        owners.putIfAbsent(event.subject(), event.partnerId());
        for (var name : NAMES.computeIfAbsent(event.getClass(), Watch::names)) {
            var owner = owners.get(named(name, event));
            Broken.unless(owner == null || owner.equals(event.partnerId()), "I13 nothing joins two partners", event);
        }
    }

    private static List<Method> names(Class<?> type) {
        var names = new ArrayList<Method>();
        Arrays.stream(type.getRecordComponents())
                .filter(component -> Id.class.isAssignableFrom(component.getType()))
                .filter(component -> component.getType() != PartnerId.class)
                .forEach(component -> names.add(component.getAccessor()));
        return names;
    }

    private static Object named(Method name, Event event) {
        try {
            return name.invoke(event);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void receipt(ReceiptIssued issued) {
        var last = receipts.merge(issued.partnerId(), 1L, Long::sum);
        Broken.unless(last == issued.number(), "receipts have no gap", issued);
        Broken.unless(receipted.add(issued.receipt().receiptId()), "a receipt is issued once", issued);
    }

    long receipts() {
        return receipted.size();
    }

    /** The processor is asked for a charge. */
    void asked(ChargeId charge, Money amount) {
        var book = charges.get(charge);
        Broken.unless(
                book != null
                        && book.submitted != null
                        && book.submitted.amount().equals(amount),
                "I7 what the processor is asked for was submitted before",
                charge + " " + amount);
    }

    /** The processor has taken the money of a charge. */
    void captured(Oracle.Deed deed) {
        if (!counted.add(deed)) {
            return;
        }
        var book = charges.get(deed.charge);
        book.capturedByProcessor++;
        Broken.unless(book.capturedByProcessor <= 1, "I8 the processor captures a charge once", deed.charge);
        book.shares.keySet().forEach(this::noMoreThanTotal);
    }

    /** The processor is asked to give money back. */
    void askedBack(RefundId refund, ChargeId charge, Money amount, Oracle.Deed deed) {
        var book = charges.get(charge);
        Broken.unless(
                book != null && book.refunds.containsKey(refund), "I7 what is asked back was ordered before", refund);
        Broken.unless(
                deed == null || deed.takenBack() || deed.givenBack() + amount.amount() <= deed.amount.amount(),
                "I3 no more goes back than came in",
                refund + " " + amount);
    }

    /** The processor has given money back. */
    void gaveBack(RefundId refund, ChargeId charge, Money amount) {
        var book = charges.get(charge);
        book.back.merge(book.refunds.get(refund), amount.amount(), Long::sum);
    }

    /** A bank has taken all of it back that was not given back before. */
    void tookBack(Oracle.Deed deed) {
        var book = charges.get(deed.charge);
        book.shares.forEach(book.back::put);
    }

    private void noMoreThanTotal(InvoiceId invoice) {
        var sum = charges.values().stream()
                .filter(charge -> charge.capturedByProcessor > 0)
                .mapToLong(charge -> charge.shares.getOrDefault(invoice, 0L) - charge.back.getOrDefault(invoice, 0L))
                .sum();
        Broken.unless(
                sum <= invoices.get(invoice).total.amount(),
                "I8 no more is captured than the invoice's total",
                invoice + " captured " + sum);
    }

    /** One charge as its events tell it. */
    static final class ChargeBook {

        final ChargeId id;
        ChargeSubmitted submitted;
        int capturedByProcessor;
        /** What each invoice is to get of it. */
        final Map<InvoiceId, Long> shares = new LinkedHashMap<>();

        final Set<InvoiceId> capturedFor = new LinkedHashSet<>();

        /** What the processor has given or taken back of it. */
        final Map<InvoiceId, Long> back = new LinkedHashMap<>();

        final Map<RefundId, InvoiceId> refunds = new LinkedHashMap<>();
        long refunded;
        boolean returned;
        boolean ended;
        boolean unknown;
        boolean pending;

        ChargeBook(ChargeId id) {
            this.id = id;
        }

        void take(ChargeEvent event) {
            if (event instanceof ChargeSubmitted told) {
                Broken.unless(submitted == null, "a charge is submitted once", event);
                submitted = told;
                if (told.shares() == null) {
                    shares.put(told.invoiceId(), told.amount().amount());
                } else {
                    told.shares()
                            .forEach(share ->
                                    shares.put(share.invoiceId(), share.amount().amount()));
                }
            } else if (event instanceof ChargeEvent.ChargeOutcomeUnknown) {
                unknown = true;
            } else if (event instanceof ChargeEvent.PaymentPending) {
                unknown = false;
                pending = true;
            } else if (event instanceof ChargeEvent.PaymentCaptured
                    || event instanceof ChargeEvent.PartialPaymentCaptured) {
                Broken.unless(capturedFor.add(event.invoiceId()), "I8 a charge captures once", event);
                end();
            } else if (event instanceof ChargeEvent.RefundRequested told) {
                refunds.put(told.refundId(), told.invoiceId());
            } else if (event instanceof ChargeEvent.RefundSucceeded told) {
                refunded += told.amount().amount();
            } else if (event instanceof ChargeEvent.SettledPaymentReturned) {
                returned = true;
            } else if (event instanceof ChargeEvent.ChargeDeclined || event instanceof ChargeEvent.PaymentReturned) {
                end();
            } else if (event instanceof ChargeEvent.ChargeRefused || event instanceof ChargeEvent.ChargeCanceled) {
                end();
            }
        }

        private void end() {
            ended = true;
            unknown = false;
            pending = false;
        }
    }
}
