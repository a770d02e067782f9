package io.autocharge.invoice.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A credit as it is looked up.
 *
 * @param invoiceId the invoice that could not take it; absent if the credit is known by its shortfall only
 * @param amount what was granted
 * @param remaining what is left of it
 * @param shortfall what a bank took back after it had been spent: the customer owes it
 * @param position of the last event that it reflects
 */
public record CreditView(
        CreditId id,
        PartnerId partnerId,
        CustomerId customerId,
        InvoiceId invoiceId,
        ChargeId chargeId,
        Money amount,
        Money remaining,
        Money shortfall,
        List<Use> uses,
        List<Refund> refunds,
        Instant createdAt,
        long position) {

    /** What was spent on an invoice, and what of it the invoice could not take. */
    public record Use(CreditUseId id, InvoiceId invoiceId, Money amount, Money turnedAway, Instant usedAt) {}

    /** What was or is to be given back to the customer. */
    public record Refund(RefundId id, Money amount, Status status, Instant requestedAt) {

        /** What came of it. */
        public enum Status {
            PENDING,
            SUCCEEDED,
            FAILED;

            /** Its name on the wire. */
            @JsonValue
            public String label() {
                return name().toLowerCase(Locale.ROOT);
            }
        }

        Refund with(Status status) {
            return new Refund(id, amount, status, requestedAt);
        }
    }

    /** What can be spent: what remains makes up for a shortfall first. */
    public Money available() {
        return remaining.minus(shortfall.atMost(remaining));
    }

    CreditView with(Money remaining, long position) {
        return new CreditView(
                id,
                partnerId,
                customerId,
                invoiceId,
                chargeId,
                amount,
                remaining,
                shortfall,
                uses,
                refunds,
                createdAt,
                position);
    }

    CreditView with(List<Use> uses, List<Refund> refunds) {
        return new CreditView(
                id,
                partnerId,
                customerId,
                invoiceId,
                chargeId,
                amount,
                remaining,
                shortfall,
                uses,
                refunds,
                createdAt,
                position);
    }

    CreditView shortBy(Money more) {
        return new CreditView(
                id,
                partnerId,
                customerId,
                invoiceId,
                chargeId,
                amount,
                remaining,
                shortfall.plus(more),
                uses,
                refunds,
                createdAt,
                position);
    }

    static <T> List<T> and(List<T> list, T next) {
        var longer = new ArrayList<>(list);
        longer.add(next);
        return longer;
    }

    static <T> List<T> changed(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
        return list.stream()
                .map(one -> which.test(one) ? change.apply(one) : one)
                .toList();
    }
}
