package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentDisputed;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentTakenBack;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.InvoiceSeen;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** What the events of an invoice say to auto-pay. */
final class BillSeen {

    private InvoiceBalance balance = InvoiceBalance.unknown();
    private InvoiceCreated created;
    private boolean archived;
    private Instant moneyWentBackAt;

    void take(InvoiceEvent event) {
        if (event instanceof InvoiceCreated first) {
            created = first;
        } else if (event instanceof InvoiceArchived) {
            archived = true;
        } else if (event instanceof PaymentRefunded refunded) {
            moneyWentBackAt = refunded.refundedAt();
        } else if (event instanceof PaymentTakenBack taken) {
            moneyWentBackAt = taken.takenBackAt();
        } else if (event instanceof PaymentDisputed disputed) {
            moneyWentBackAt = disputed.disputedAt();
        }
        balance = balance.after(event);
    }

    boolean isOf(PartnerId partner) {
        return created != null && created.partnerId().equals(partner);
    }

    InvoiceCreated created() {
        return created;
    }

    boolean archived() {
        return archived;
    }

    ChargeId reservedBy() {
        return balance.reserved() == null ? null : balance.reserved().chargeId();
    }

    Instant moneyWentBackAt() {
        return moneyWentBackAt;
    }

    InvoiceSeen seen(ZoneId zone, Set<String> tags) {
        return new InvoiceSeen(
                created.invoiceId(),
                created.customerId(),
                tags,
                created.dueOn(),
                LocalDate.ofInstant(created.createdAt(), zone),
                balance.outstanding());
    }

    /** The charge with which the invoice was created to be collected, if it was; it may not have been planned yet. */
    Optional<ChargeId> ownCharge() {
        return created.collection().way() == Collection.Way.CHARGE_METHOD_ON_FILE
                ? Optional.of(ChargeId.derived(created.invoiceId().value(), "collection"))
                : Optional.empty();
    }
}
