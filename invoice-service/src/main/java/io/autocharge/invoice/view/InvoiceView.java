package io.autocharge.invoice.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceBalance;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An invoice as it is looked up.
 *
 * @param state for queries: what it is regardless of today's date
 * @param position of the last event that it reflects
 * @param words by which it is searched for
 */
public record InvoiceView(
        InvoiceId id,
        PartnerId partnerId,
        CustomerId customerId,
        String customerName,
        String number,
        String externalId,
        List<LineItem> lineItems,
        String memo,
        LocalDate dueOn,
        State state,
        InvoiceBalance balance,
        Instant createdAt,
        long position,
        List<String> words) {

    /** What an invoice is, regardless of today's date. */
    public enum State {
        OPEN,
        PAID,
        ARCHIVED
    }

    static InvoiceView of(InvoiceCreated event, long position) {
        return new InvoiceView(
                event.invoiceId(),
                event.partnerId(),
                event.customerId(),
                event.customerName(),
                event.number(),
                event.externalId(),
                event.lineItems(),
                event.memo(),
                event.dueOn(),
                State.OPEN,
                InvoiceBalance.unknown().after(event),
                event.createdAt(),
                position,
                Words.of(event.number(), event.customerName(), event.externalId()));
    }

    /** How it stands on {@code today}: {@code open}, {@code partially_paid}, {@code overdue}, {@code paid} or {@code archived}. */
    public String status(LocalDate today) {
        if (state == State.PAID) {
            return "paid";
        }
        if (state == State.ARCHIVED) {
            return "archived";
        }
        if (dueOn.isBefore(today)) {
            return "overdue";
        }
        return balance.sums().total().exceeds(balance.outstanding()) ? "partially_paid" : "open";
    }

    InvoiceView with(State state, InvoiceBalance balance, long position) {
        return new InvoiceView(
                id,
                partnerId,
                customerId,
                customerName,
                number,
                externalId,
                lineItems,
                memo,
                dueOn,
                state,
                balance,
                createdAt,
                position,
                words);
    }
}
