package io.autocharge.notification.domain;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.customer.CustomerEvent;
import io.autocharge.contracts.invoice.CreditEvent;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.ReceiptBookEvent;
import io.autocharge.contracts.payment.CaseEvent;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.WalletEvent;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What partners are told of, on one page. Names are for ever; new ones may come. What is not here is between the services
 * alone: how a charge asks for its balance is no business of a partner app.
 */
public final class AnnouncementTypes {

    private static final Map<Class<? extends Event>, String> NAMES = Map.ofEntries(
            Map.entry(CustomerEvent.CustomerAdded.class, "customer.created"),
            Map.entry(CustomerEvent.CustomerRenamed.class, "customer.renamed"),
            Map.entry(CustomerEvent.CustomerUserAdded.class, "customer.user_added"),
            Map.entry(CustomerEvent.CustomerTagged.class, "customer.tagged"),
            Map.entry(CustomerEvent.CustomerArchived.class, "customer.archived"),
            Map.entry(WalletEvent.AutomaticChargesPaused.class, "customer.automatic_charges_paused"),
            Map.entry(WalletEvent.AutomaticChargesResumed.class, "customer.automatic_charges_resumed"),
            Map.entry(WalletEvent.PaymentMethodStored.class, "payment_method.stored"),
            Map.entry(WalletEvent.PaymentMethodDisabled.class, "payment_method.disabled"),
            Map.entry(WalletEvent.PaymentMethodRemoved.class, "payment_method.removed"),
            Map.entry(WalletEvent.DefaultPaymentMethodChosen.class, "payment_method.default_chosen"),
            Map.entry(InvoiceEvent.InvoiceCreated.class, "invoice.created"),
            Map.entry(InvoiceEvent.PaymentApplied.class, "invoice.payment_applied"),
            Map.entry(InvoiceEvent.OverpaymentFound.class, "invoice.overpaid"),
            Map.entry(InvoiceEvent.PaymentRefunded.class, "invoice.payment_refunded"),
            Map.entry(InvoiceEvent.PaymentTakenBack.class, "invoice.payment_taken_back"),
            Map.entry(InvoiceEvent.PaymentDisputed.class, "invoice.payment_disputed"),
            Map.entry(InvoiceEvent.DisputedPaymentRestored.class, "invoice.payment_restored"),
            Map.entry(InvoiceEvent.CreditApplied.class, "invoice.credit_applied"),
            Map.entry(InvoiceEvent.BalanceWrittenOff.class, "invoice.written_off"),
            Map.entry(InvoiceEvent.InvoicePaid.class, "invoice.paid"),
            Map.entry(InvoiceEvent.InvoiceArchived.class, "invoice.archived"),
            Map.entry(ReceiptBookEvent.ReceiptIssued.class, "receipt.issued"),
            Map.entry(CreditEvent.CreditGranted.class, "credit.granted"),
            Map.entry(CreditEvent.CreditRefunded.class, "credit.refunded"),
            Map.entry(CreditEvent.CreditTakenBack.class, "credit.taken_back"),
            Map.entry(ChargeEvent.ChargeScheduled.class, "charge.scheduled"),
            Map.entry(ChargeEvent.ChargeCanceled.class, "charge.canceled"),
            Map.entry(ChargeEvent.ChargeShrunk.class, "charge.shrunk"),
            Map.entry(ChargeEvent.ChargeRefused.class, "charge.refused"),
            Map.entry(ChargeEvent.PaymentCaptured.class, "charge.captured"),
            Map.entry(ChargeEvent.PartialPaymentCaptured.class, "charge.partially_captured"),
            Map.entry(ChargeEvent.ChargeDeclined.class, "charge.declined"),
            Map.entry(ChargeEvent.PaymentPending.class, "charge.pending"),
            Map.entry(ChargeEvent.ChargeOutcomeUnknown.class, "charge.outcome_unknown"),
            Map.entry(ChargeEvent.PaymentReturned.class, "charge.returned"),
            Map.entry(ChargeEvent.SettledPaymentReturned.class, "charge.returned_after_settlement"),
            Map.entry(ChargeEvent.LatePaymentFound.class, "charge.late_payment_found"),
            Map.entry(ChargeEvent.LatePaymentResolved.class, "charge.late_payment_resolved"),
            Map.entry(WalletEvent.RetryGranted.class, "charge.retry_scheduled"),
            Map.entry(WalletEvent.RetryDenied.class, "charge.retry_denied"),
            Map.entry(ChargeEvent.RefundRequested.class, "refund.requested"),
            Map.entry(ChargeEvent.RefundSucceeded.class, "refund.succeeded"),
            Map.entry(ChargeEvent.RefundFailed.class, "refund.failed"),
            Map.entry(ChargeEvent.DisputeOpened.class, "dispute.opened"),
            Map.entry(ChargeEvent.DisputeWon.class, "dispute.won"),
            Map.entry(ChargeEvent.DisputeLost.class, "dispute.lost"),
            Map.entry(CaseEvent.CaseOpened.class, "case.opened"),
            Map.entry(CaseEvent.CaseClosed.class, "case.closed"));

    private AnnouncementTypes() {}

    /** What partners know this kind of event by, if they are told of it. */
    public static Optional<String> of(Class<? extends Event> kind) {
        return Optional.ofNullable(NAMES.get(kind));
    }

    /** All names. */
    public static SortedSet<String> names() {
        return new TreeSet<>(NAMES.values());
    }
}
