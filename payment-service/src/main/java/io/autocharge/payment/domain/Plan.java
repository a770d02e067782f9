package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.ABOVE_OUTSTANDING;
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
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.time.Instant;
import java.util.Objects;

/** What may be planned to be charged, when, and to what. */
final class Plan {

    private Plan() {}

    /** The plan as agreed now, or a refusal. */
    static ChargeScheduled agreed(ScheduleCharge order, Instant now, InvoiceTerms invoices, Methods methods) {
        var terms = invoices.find(order.partnerId(), order.invoiceId()).orElseThrow(() -> new Refused(INVOICE_UNKNOWN));
        INVOICE_ARCHIVED.when(terms.archived());
        ALREADY_PAID.when(terms.paid());
        collectible(order.amount(), terms.outstanding());
        method(order.chargeId(), order.partnerId(), terms.customerId(), order.paymentMethodId(), methods);
        var date = ChargeDate.resolve(order.when(), asked(order, now, terms), terms);
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
                null,
                null);
    }

    /** Whether {@code order} asks for what {@code plan} has; its words are taken as they were meant when it was made. */
    static boolean same(ChargeScheduled plan, ScheduleCharge order, InvoiceTerms invoices) {
        return plan.partnerId().equals(order.partnerId())
                && plan.invoiceId().equals(order.invoiceId())
                && Objects.equals(plan.amount(), order.amount())
                && Objects.equals(plan.paymentMethodId(), order.paymentMethodId())
                && plan.origin() == order.origin()
                && invoices.find(plan.partnerId(), plan.invoiceId())
                        .map(terms -> sameDate(plan, order, terms))
                        .orElse(false);
    }

    /** What the charge is to be made with, as things stand now. */
    static Methods.Stored method(ChargeScheduled plan, Methods methods) {
        return method(plan.chargeId(), plan.partnerId(), plan.customerId(), plan.paymentMethodId(), methods);
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
