package io.autocharge.payment.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.RefundFailed;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import java.time.Instant;
import java.util.Locale;

/**
 * A refund as it is looked up.
 *
 * @param reason in the partner's words
 * @param code why the processor would not do it
 * @param position of the last event that it reflects
 */
public record RefundView(
        RefundId id,
        PartnerId partnerId,
        CustomerId customerId,
        InvoiceId invoiceId,
        ChargeId chargeId,
        Money amount,
        RefundPurpose purpose,
        String reason,
        Status status,
        String code,
        String processorReference,
        Instant createdAt,
        Instant updatedAt,
        long position) {

    /** How far a refund has come. */
    public enum Status {
        REQUESTED,
        SUCCEEDED,
        FAILED;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RefundView of(RefundRequested event, long position) {
        return new RefundView(
                event.refundId(),
                event.partnerId(),
                event.customerId(),
                event.invoiceId(),
                event.chargeId(),
                event.amount(),
                event.purpose(),
                event.reason(),
                Status.REQUESTED,
                null,
                null,
                event.requestedAt(),
                event.requestedAt(),
                position);
    }

    /** A refund that could not even be asked for. */
    static RefundView of(RefundFailed event, long position) {
        return new RefundView(
                event.refundId(),
                event.partnerId(),
                event.customerId(),
                event.invoiceId(),
                event.chargeId(),
                event.amount(),
                event.purpose(),
                null,
                Status.FAILED,
                event.code(),
                null,
                event.failedAt(),
                event.failedAt(),
                position);
    }

    RefundView ended(Status status, String code, String processorReference, Instant at, long position) {
        return new RefundView(
                id,
                partnerId,
                customerId,
                invoiceId,
                chargeId,
                amount,
                purpose,
                reason,
                status,
                code,
                processorReference,
                createdAt,
                at,
                position);
    }
}
