package io.autocharge.invoice.domain;

import static io.autocharge.contracts.invoice.InvoiceRefusal.CHARGE_ABOVE_TOTAL;
import static io.autocharge.contracts.invoice.InvoiceRefusal.CHARGE_DATE_IN_PAST;
import static io.autocharge.contracts.invoice.InvoiceRefusal.CURRENCIES_MIXED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.invoice.InvoiceRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.invoice.InvoiceRefusal.DUE_DATE_IN_PAST;
import static io.autocharge.contracts.invoice.InvoiceRefusal.LINE_ITEM_MISSING;
import static io.autocharge.contracts.invoice.InvoiceRefusal.NOTHING_TO_PAY;
import static io.autocharge.contracts.invoice.InvoiceRefusal.NO_METHOD_ON_FILE;
import static io.autocharge.contracts.invoice.InvoiceRefusal.PAYMENT_METHOD_UNKNOWN;
import static io.autocharge.contracts.invoice.InvoiceRefusal.RECIPIENT_MISSING;
import static io.autocharge.contracts.invoice.InvoiceRefusal.WRONG_CURRENCY;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.LineItem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/** What a partner may agree with a customer when it sends an invoice. */
final class Terms {

    private Terms() {}

    /** The terms as agreed now, or a refusal. */
    static InvoiceCreated agreed(CreateInvoice command, Clock clock, Customers customers) {
        var standing = customers
                .find(command.partnerId(), command.customerId())
                .orElseThrow(() -> new Refused(CUSTOMER_UNKNOWN));
        CUSTOMER_ARCHIVED.when(standing.archived());
        var total = total(command.lineItems());
        var today = LocalDate.ofInstant(clock.instant(), standing.zone());
        DUE_DATE_IN_PAST.when(command.dueOn().isBefore(today));
        collectible(command, standing, total, today);
        return new InvoiceCreated(
                command.invoiceId(),
                command.partnerId(),
                standing.partnerName(),
                command.customerId(),
                standing.customerName(),
                command.number(),
                command.externalId(),
                List.copyOf(command.lineItems()),
                command.memo(),
                total,
                command.dueOn(),
                command.collection(),
                clock.instant());
    }

    /** Whether {@code command} asks for what {@code terms} have; the number is ours to give and may differ. */
    static boolean same(InvoiceCreated terms, CreateInvoice command) {
        return terms.partnerId().equals(command.partnerId())
                && terms.customerId().equals(command.customerId())
                && Objects.equals(terms.externalId(), command.externalId())
                && terms.lineItems().equals(command.lineItems())
                && Objects.equals(terms.memo(), command.memo())
                && terms.dueOn().equals(command.dueOn())
                && terms.collection().equals(command.collection());
    }

    private static Money total(List<LineItem> items) {
        LINE_ITEM_MISSING.when(items == null || items.isEmpty());
        var currency = items.get(0).unitPrice().currency();
        CURRENCIES_MIXED.when(
                items.stream().anyMatch(item -> !item.unitPrice().currency().equals(currency)));
        var total = items.stream().map(LineItem::total).reduce(new Money(0, currency), Money::plus);
        NOTHING_TO_PAY.when(total.isZero());
        return total;
    }

    private static void collectible(CreateInvoice command, Customers.Standing standing, Money total, LocalDate today) {
        var collection = command.collection();
        RECIPIENT_MISSING.when(collection.way() == Collection.Way.EMAIL_PAYMENT_LINK && !standing.reachable());
        if (collection.way() != Collection.Way.CHARGE_METHOD_ON_FILE) {
            return;
        }
        CHARGE_DATE_IN_PAST.when(collection.when().date(today, command.dueOn()).isBefore(today));
        NO_METHOD_ON_FILE.when(standing.methods().isEmpty());
        PAYMENT_METHOD_UNKNOWN.when(
                collection.paymentMethodId() != null && !standing.methods().contains(collection.paymentMethodId()));
        if (collection.amount() != null) {
            NOTHING_TO_PAY.when(collection.amount().isZero());
            WRONG_CURRENCY.when(!collection.amount().currency().equals(total.currency()));
            CHARGE_ABOVE_TOTAL.when(collection.amount().exceeds(total));
        }
    }
}
