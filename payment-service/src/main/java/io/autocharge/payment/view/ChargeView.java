package io.autocharge.payment.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A charge as it is looked up.
 *
 * @param amount what is charged; absent while it is all that will be outstanding
 * @param remaining what the charge leaves open on its invoice
 * @param reason why it was refused, declined or returned
 * @param nextTry when it is tried again, and by which charge, if it is
 * @param noRetryReason why it is not tried again by itself, if it failed and is not
 * @param refunded how much was given back, if anything
 * @param disputed how much is withheld or was lost in disputes, if anything
 * @param position of the last event that it reflects
 */
public record ChargeView(
        ChargeId id,
        PartnerId partnerId,
        CustomerId customerId,
        InvoiceId invoiceId,
        Status status,
        Money amount,
        Money remaining,
        PaymentMethodId paymentMethodId,
        Method method,
        LocalDate chargeOn,
        Instant chargeAt,
        Origin origin,
        String reason,
        String processorReference,
        NextTry nextTry,
        RetryDenial noRetryReason,
        Money refunded,
        Money disputed,
        Instant createdAt,
        Instant updatedAt,
        long position) {

    /** The charge that tries again what failed, and when. */
    public record NextTry(Instant at, ChargeId chargeId) {}

    /** How far a charge has come. */
    public enum Status {
        SCHEDULED,
        CANCELED,
        REQUESTED,
        REFUSED,
        SUBMITTED,
        UNKNOWN,
        PENDING,
        DECLINED,
        RETURNED,
        CAPTURED,
        RETURNED_AFTER_SETTLEMENT;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether its next step is a matter of moments. */
        public boolean isMoving() {
            return this == SCHEDULED || this == REQUESTED || this == SUBMITTED;
        }
    }

    static ChargeView of(ChargeScheduled event, long position) {
        return new ChargeView(
                event.chargeId(),
                event.partnerId(),
                event.customerId(),
                event.invoiceId(),
                Status.SCHEDULED,
                event.amount(),
                null,
                event.paymentMethodId(),
                null,
                event.chargeOn(),
                event.chargeAt(),
                event.origin(),
                null,
                null,
                null,
                null,
                null,
                null,
                event.scheduledAt(),
                event.scheduledAt(),
                position);
    }

    /** A charge that was refused before it could be planned. */
    static ChargeView of(ChargeRefused event, long position) {
        return new ChargeView(
                event.chargeId(),
                event.partnerId(),
                event.customerId(),
                event.invoiceId(),
                Status.REFUSED,
                null,
                null,
                null,
                null,
                null,
                null,
                Origin.INVOICE,
                event.reason(),
                null,
                null,
                null,
                null,
                null,
                event.refusedAt(),
                event.refusedAt(),
                position);
    }

    ChargeView now(Status status, String reason, Instant at, long position) {
        return new ChargeView(
                id,
                partnerId,
                customerId,
                invoiceId,
                status,
                amount,
                remaining,
                paymentMethodId,
                method,
                chargeOn,
                chargeAt,
                origin,
                reason,
                processorReference,
                nextTry,
                noRetryReason,
                refunded,
                disputed,
                createdAt,
                at,
                position);
    }

    ChargeView charging(Money amount, Money remaining, PaymentMethodId paymentMethodId, Method method) {
        return new ChargeView(
                id,
                partnerId,
                customerId,
                invoiceId,
                status,
                amount,
                remaining,
                paymentMethodId,
                method,
                chargeOn,
                chargeAt,
                origin,
                reason,
                processorReference,
                nextTry,
                noRetryReason,
                refunded,
                disputed,
                createdAt,
                updatedAt,
                position);
    }

    ChargeView knownAs(String processorReference) {
        return new ChargeView(
                id,
                partnerId,
                customerId,
                invoiceId,
                status,
                amount,
                remaining,
                paymentMethodId,
                method,
                chargeOn,
                chargeAt,
                origin,
                reason,
                processorReference,
                nextTry,
                noRetryReason,
                refunded,
                disputed,
                createdAt,
                updatedAt,
                position);
    }

    ChargeView tried(NextTry nextTry, RetryDenial noRetryReason, long position) {
        return new ChargeView(
                id,
                partnerId,
                customerId,
                invoiceId,
                status,
                amount,
                remaining,
                paymentMethodId,
                method,
                chargeOn,
                chargeAt,
                origin,
                reason,
                processorReference,
                nextTry,
                noRetryReason,
                refunded,
                disputed,
                createdAt,
                updatedAt,
                position);
    }

    /** So much was given back by now. */
    ChargeView gaveBack(Money refunded, Instant at, long position) {
        return with(refunded, disputed, at, position);
    }

    /** So much more is withheld. */
    ChargeView withheld(Money amount, Instant at, long position) {
        return with(refunded, disputed == null ? amount : disputed.plus(amount), at, position);
    }

    /** So much of what was withheld is back. */
    ChargeView released(Money amount, Instant at, long position) {
        var rest = disputed == null ? amount.zero() : disputed.minus(amount.atMost(disputed));
        return with(refunded, rest.isZero() ? null : rest, at, position);
    }

    private ChargeView with(Money refunded, Money disputed, Instant at, long position) {
        return new ChargeView(
                id,
                partnerId,
                customerId,
                invoiceId,
                status,
                amount,
                remaining,
                paymentMethodId,
                method,
                chargeOn,
                chargeAt,
                origin,
                reason,
                processorReference,
                nextTry,
                noRetryReason,
                refunded,
                disputed,
                createdAt,
                at,
                position);
    }
}
