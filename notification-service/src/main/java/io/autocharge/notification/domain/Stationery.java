package io.autocharge.notification.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.Receipt;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.RetryDenial;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Puts into words and sets on paper what a customer is told. The same facts give the same letter, to the byte. */
public interface Stationery {

    /** A payment came in. */
    Letter confirmation(PaymentReceived news);

    /** An invoice can be paid by a link. */
    Letter paymentLink(InvoiceToPay news);

    /** A charge moved no money. */
    Letter chargeFailed(PaymentFailed news);

    /** A payment, or a part of it, was given or taken back, or counts again. */
    Letter moneyBack(MoneyBack news);

    /** A charge that nobody waits for will be made soon. */
    Letter upcoming(ChargeAhead news);

    /** An invoice is still open. */
    Letter reminder(OpenStill news);

    /** Nothing is sent to a partner's webhook endpoint any more. */
    Letter webhookPaused(WebhookStopped news);

    /** Cards were tried out on an invoice's payment links, and they are locked. */
    Letter linksLocked(LinksLocked news);

    /** A person asked for a link to sign in. */
    Letter signIn(WayIn news);

    /** A person of a partner's staff is invited, or has forgotten its passphrase. */
    Letter staffLink(StaffWayIn news);

    /** The receipt as a PDF of one page; {@code corrects} is the number of the receipt that it corrects, if it does. */
    byte[] receipt(Sender sender, long number, Receipt receipt, Long corrects);

    /** The invoice as a PDF, with what is left to pay of it now. */
    byte[] invoice(Sender sender, InvoiceCreated invoice, Money outstanding);

    /** A person of a customer, and the link by which it signs in once. */
    record WayIn(Sender sender, String name, URI link) {}

    /** A person of the partner's staff, and the link by which it joins or chooses another passphrase. */
    record StaffWayIn(Sender partner, String name, boolean joins, URI link) {}

    /** A payment and its numbered receipt; {@code payLink} is where the rest can be paid. */
    record PaymentReceived(Sender sender, long number, Receipt receipt, URI payLink) {}

    /** An invoice, and where it can be paid. */
    record InvoiceToPay(Sender sender, Bill bill, URI payLink) {}

    /** What became of a payment, its receipt, and whether the customer's automatic charges are paused. */
    record MoneyBack(Sender sender, long number, Receipt receipt, Long corrects, boolean paused, URI payLink) {}

    /** A charge that is planned, and where the customer can stop it. */
    record ChargeAhead(Sender sender, Bill bill, Money amount, Method method, LocalDate on, URI stopLink) {}

    /** An endpoint of the partner to which nothing is sent any more; {@code gone} if it said itself that it is. */
    record WebhookStopped(Sender sender, String url, boolean gone, Instant at) {}

    /** The invoice of a partner whose payment links were locked after so many declines. */
    record LinksLocked(Sender sender, Bill bill, int declines, Instant at) {}

    /** An open invoice, on a day where the partner is. */
    record OpenStill(Sender sender, Bill bill, LocalDate today, URI payLink) {}

    /**
     * A charge that was declined, or given back by the bank ({@code returned}), and the processor's or bank's code.
     *
     * @param retryOn when it is tried again, if it is
     * @param denied why it is not; absent if nothing was heard about it
     */
    record PaymentFailed(
            Sender sender,
            Bill bill,
            Money amount,
            Method method,
            String code,
            boolean returned,
            LocalDate retryOn,
            RetryDenial denied,
            URI payLink) {}

    /** What a customer was asked to pay, and how much of it is still open. */
    record Bill(
            String number,
            String customerName,
            List<LineItem> lineItems,
            String memo,
            Money total,
            Money outstanding,
            LocalDate dueOn,
            boolean archived) {

        /** Whether there is something left to pay. */
        public boolean open() {
            return !archived && outstanding.isPositive();
        }
    }
}
