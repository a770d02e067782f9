package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ABOVE_OUTSTANDING;
import static io.autocharge.contracts.payment.ChargeRefusal.AFTER_DUE_DATE;
import static io.autocharge.contracts.payment.ChargeRefusal.ALREADY_PAID;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_ARCHIVED;
import static io.autocharge.contracts.payment.ChargeRefusal.INVOICE_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.NOTHING_TO_PAY;
import static io.autocharge.contracts.payment.ChargeRefusal.NO_METHOD_ON_FILE;
import static io.autocharge.contracts.payment.ChargeRefusal.PAYMENT_METHOD_DISABLED;
import static io.autocharge.contracts.payment.ChargeRefusal.PAYMENT_METHOD_UNKNOWN;
import static io.autocharge.contracts.payment.ChargeRefusal.WRONG_CURRENCY;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.ShrinkCharge;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeShrunk;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What may be planned to be charged, when, and to what. */
final class Plan {

    private static final Set<Origin> WITHOUT_ASKING = Set.of(Origin.AUTO_PAY, Origin.RETRY, Origin.NEW_METHOD);

    private Plan() {}

    /** The plan as agreed now, or a refusal. */
    static ChargeScheduled agreed(ScheduleCharge order, Instant now, InvoiceTerms invoices, Methods methods) {
        var terms = invoices.find(order.partnerId(), order.invoiceId()).orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
        INVOICE_ARCHIVED.when(terms.archived());
        ALREADY_PAID.when(terms.paid());
        collectible(Allocations.ofFirst(order), terms.outstanding());
        Allocations.check(order, terms, invoices);
        method(order.chargeId(), order.partnerId(), terms.customerId(), order.paymentMethodId(), methods);
        var date = ChargeDate.resolve(order.when(), asked(order, now, terms), terms);
        AFTER_DUE_DATE.when(order.origin() == Origin.CUSTOMER
                && !order.when().equals(ChargeTime.NOW)
                && date.on().isAfter(terms.dueOn()));
        return new ChargeScheduled(
                order.chargeId(),
                order.partnerId(),
                terms.customerId(),
                order.invoiceId(),
                order.amount(),
                order.paymentMethodId(),
                date.on(),
                date.at(),
                order.origin(),
                now,
                order.cause(),
                order.allocations());
    }

    /** Whether {@code order} asks for what {@code plan} has; its words are taken as they were meant when it was made. */
    static boolean same(ChargeScheduled plan, ScheduleCharge order, InvoiceTerms invoices) {
        return plan.partnerId().equals(order.partnerId())
                && plan.invoiceId().equals(order.invoiceId())
                && Objects.equals(plan.amount(), order.amount())
                && Objects.equals(plan.paymentMethodId(), order.paymentMethodId())
                && plan.origin() == order.origin()
                && Objects.equals(plan.cause(), order.cause())
                && Objects.equals(plan.allocations(), order.allocations())
                && invoices.find(plan.partnerId(), plan.invoiceId())
                        .map(terms -> sameDate(plan, order, terms))
                        .orElse(false);
    }

    /** What the charge is to be made with, as things stand now; {@code named} is absent for the customer's default. */
    static Methods.Stored method(ChargeScheduled plan, PaymentMethodId named, Methods methods) {
        return method(plan.chargeId(), plan.partnerId(), plan.customerId(), named, methods);
    }

    /** Whether nobody asked for it by name, so that it is not made while the customer's automatic charges are paused. */
    static boolean isAutomatic(ChargeScheduled plan) {
        return WITHOUT_ASKING.contains(plan.origin()) || plan.origin() == Origin.INVOICE && isDated(plan);
    }

    /** Whether nobody waits for the answer, so that it can be asked for again later. */
    static boolean canWait(ChargeScheduled plan) {
        return plan.allocations() == null
                && (WITHOUT_ASKING.contains(plan.origin()) || plan.origin() == Origin.INVOICE || isDated(plan));
    }

    /** It is given up. */
    static ChargeCanceled canceled(ChargeScheduled plan, Cancellation reason, ChargeId paidBy, Instant now) {
        return new ChargeCanceled(
                plan.chargeId(), plan.partnerId(), plan.customerId(), plan.invoiceId(), now, reason, paidBy);
    }

    /** Nothing can be charged for {@code invoice}. */
    static ChargeRefused refused(ChargeScheduled plan, InvoiceId invoice, String reason, Instant now) {
        return new ChargeRefused(plan.chargeId(), plan.partnerId(), plan.customerId(), invoice, reason, now);
    }

    /** What another payment leaves of it: less, or nothing; no event if it leaves it as it is. */
    static Optional<ChargeEvent> shrunk(
            ChargeScheduled plan, Money amount, boolean exact, ShrinkCharge order, Instant now) {
        if (order.most().isZero() || exact && amount != null && amount.exceeds(order.most())) {
            return Optional.of(canceled(plan, Cancellation.PAID_OTHERWISE, order.paidBy(), now));
        }
        if (amount == null || !amount.exceeds(order.most())) {
            return Optional.empty();
        }
        return Optional.of(new ChargeShrunk(
                plan.chargeId(),
                plan.partnerId(),
                plan.customerId(),
                plan.invoiceId(),
                amount,
                order.most(),
                order.paidBy(),
                now));
    }

    /** Whether it must be of the very amount: a bank payment that is presented again (Nacha). */
    static boolean isExact(ChargeScheduled plan, Method method) {
        return plan.origin() == Origin.RETRY && method.kind() == Method.Kind.BANK_ACCOUNT;
    }

    private static boolean isDated(ChargeScheduled plan) {
        return plan.chargeAt().isAfter(plan.scheduledAt());
    }

    private static Methods.Stored method(
            ChargeId charge, PartnerId partner, CustomerId customer, PaymentMethodId named, Methods methods) {
        if (named == null) {
            return methods.byDefault(partner, customer).orElseThrow(() -> new Refused(NO_METHOD_ON_FILE));
        }
        var found = methods.find(partner, customer, named)
                .filter(method -> !method.removed())
                .filter(method -> method.onFile() || method.id().equals(Methods.forOnly(charge)))
                .orElseThrow(() -> new Refused(PAYMENT_METHOD_UNKNOWN));
        PAYMENT_METHOD_DISABLED.when(found.disabled());
        return found;
    }

    private static void collectible(Money amount, Money outstanding) {
        if (amount != null) {
            NOTHING_TO_PAY.when(amount.isZero());
            WRONG_CURRENCY.when(!amount.currency().equals(outstanding.currency()));
            ABOVE_OUTSTANDING.when(amount.exceeds(outstanding));
        }
    }

    /** What came with an invoice was asked for when the invoice was created, however long the news took. */
    private static Instant asked(ScheduleCharge order, Instant now, InvoiceTerms.Terms terms) {
        return order.origin() == Origin.INVOICE ? terms.createdAt() : now;
    }

    private static boolean sameDate(ChargeScheduled plan, ScheduleCharge order, InvoiceTerms.Terms terms) {
        try {
            var then = ChargeDate.resolve(order.when(), asked(order, plan.scheduledAt(), terms), terms);
            return then.equals(new ChargeDate(plan.chargeOn(), plan.chargeAt()));
        } catch (Refused refused) {
            return false; // it would not have been agreed then
        }
    }
}
