package io.autocharge.simulation;

import io.autocharge.contracts.Context;
import io.autocharge.notification.view.Bills;
import io.autocharge.payment.domain.InvoiceTerms;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;

/** What must be true some while after everything has stopped going wrong. */
final class Settlement {

    private final World world;

    Settlement(World world) {
        this.world = world;
    }

    void check() {
        world.quiet();
        for (int minute = 0; minute < 30; minute++) {
            world.pass(Duration.ofMinutes(1));
            world.quiet();
        }
        nothingWaits();
        world.watch().charges().values().forEach(this::charge);
        world.watch().invoices().values().forEach(this::invoice);
        processorAgrees();
        var payments = world.watch().invoices().values().stream()
                .mapToLong(book -> book.applied.size() + book.corrections)
                .sum();
        Broken.unless(
                world.watch().receipts() == payments,
                "each payment has its receipt",
                world.watch().receipts() + " receipts, " + payments + " payments and corrections");
    }

    private void nothingWaits() {
        for (var context : Context.values()) {
            var service = world.service(context);
            Broken.unless(service.parked().isEmpty(), "F30 nothing is parked", service.parked());
            Broken.unless(service.overdue().isEmpty(), "F30 nothing that is due is left", service.overdue());
        }
    }

    private void charge(Watch.ChargeBook charge) {
        Broken.unless(!charge.unknown, "F30 no outcome is unknown", charge.id);
        for (var invoice : world.watch().invoices().values()) {
            Broken.unless(
                    !charge.ended || !charge.id.equals(invoice.reservedFor),
                    "no reservation is held by an ended charge",
                    charge.id);
            var captured = charge.capturedFor.contains(invoice.id) ? charge.shares.get(invoice.id) : null;
            Broken.unless(
                    Objects.equals(captured, invoice.applied.get(charge.id)),
                    "what is captured is applied",
                    charge.id + " captured " + captured + ", " + invoice.id + " applied "
                            + invoice.applied.get(charge.id));
        }
        Broken.unless(
                charge.capturedFor.isEmpty() || charge.capturedFor.equals(charge.shares.keySet()),
                "a payment is told to each of its invoices",
                charge.id);
    }

    private void invoice(InvoiceBook invoice) {
        if (invoice.reservedFor != null) {
            var charge = world.watch().charges().get(invoice.reservedFor);
            Broken.unless(
                    charge != null && charge.pending,
                    "F30 only what a bank has in hand holds a reservation",
                    invoice.id + " is held by " + invoice.reservedFor);
        }
        var elsewhere = world.service(Context.PAYMENT)
                .bean(InvoiceTerms.class)
                .find(invoice.terms.partnerId(), invoice.id)
                .orElseThrow(() -> new Broken("payment-service knows the balance", invoice.id + " is unknown"));
        Broken.unless(
                elsewhere.outstanding().amount() == invoice.outstanding(),
                "payment-service knows the balance",
                invoice.id + " " + elsewhere);
        var bill = world.service(Context.NOTIFICATION)
                .bean(Bills.class)
                .find(invoice.terms.partnerId(), invoice.id.value())
                .orElseThrow(() -> new Broken("notification-service knows the balance", invoice.id + " is unknown"));
        Broken.unless(
                bill.outstanding().amount() == invoice.outstanding(),
                "notification-service knows the balance",
                invoice.id + " " + bill);
    }

    /** It had settled and was taken back before anybody here had heard of either: that is a return, and no payment. */
    private boolean wasTakenBackUnheard(Oracle.Deed deed) {
        return deed.takenBack()
                && world.watch().charges().get(deed.charge).capturedFor.isEmpty();
    }

    /** The processor's records are the truth about money. */
    private void processorAgrees() {
        var now = world.clock().instant();
        var taken = world.oracle().deeds().stream()
                .filter(deed -> deed.wasCaptured(now) && !wasTakenBackUnheard(deed))
                .collect(Collectors.groupingBy(deed -> deed.charge, Collectors.counting()));
        for (var charge : world.watch().charges().values()) {
            var truth = taken.getOrDefault(charge.id, 0L);
            Broken.unless(
                    truth == (charge.capturedFor.isEmpty() ? 0 : 1) || charge.pending,
                    "I6 our books are the processor's",
                    charge.id + " captured " + truth + " times there, here for " + charge.capturedFor);
        }
        for (var deed : world.oracle().deeds()) {
            var book = world.watch().charges().get(deed.charge);
            Broken.unless(
                    book.refunded == deed.givenBack(),
                    "I6 what went back is on our books",
                    deed.charge + " gave back " + deed.givenBack() + ", here " + book.refunded);
            Broken.unless(
                    book.returned == (deed.takenBack() && !wasTakenBackUnheard(deed)),
                    "I6 what a bank took back is on our books",
                    deed.charge + " taken back: " + deed.takenBack());
        }
        Broken.unless(
                world.watch().charges().keySet().containsAll(taken.keySet()),
                "I6 our books are the processor's",
                "captured there, unknown here: " + taken.keySet());
    }
}
