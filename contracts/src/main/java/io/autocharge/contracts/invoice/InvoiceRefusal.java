package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Refusal;

/** Why an order to an invoice, or a request for its balance, is refused. */
public enum InvoiceRefusal implements Refusal {
    INVOICE_ID_ALREADY_USED(Kind.INVALID, "This request was made before with other content."),
    INVOICE_UNKNOWN(Kind.UNKNOWN, "There is no such invoice."),
    CUSTOMER_UNKNOWN(Kind.UNKNOWN, "There is no such customer."),
    CUSTOMER_ARCHIVED(Kind.CONFLICT, "The customer is archived."),
    NOTHING_TO_PAY(Kind.INVALID, "The total must be above 0."),
    LINE_ITEM_MISSING(Kind.INVALID, "An invoice needs at least one line item."),
    CURRENCIES_MIXED(Kind.INVALID, "All line items must be in one currency."),
    DUE_DATE_IN_PAST(Kind.INVALID, "The due date must not be in the past."),
    CHARGE_ABOVE_TOTAL(Kind.INVALID, "The amount to charge must not be above the total of the invoice."),
    CHARGE_DATE_IN_PAST(Kind.INVALID, "The charge date must not be in the past."),
    NO_METHOD_ON_FILE(Kind.CONFLICT, "The customer has no payment method on file."),
    PAYMENT_METHOD_UNKNOWN(Kind.UNKNOWN, "The customer has no such payment method on file."),
    ALREADY_PAID(Kind.CONFLICT, "The invoice is paid."),
    ARCHIVED(Kind.CONFLICT, "The invoice is archived."),
    PAYMENT_IN_FLIGHT(Kind.CONFLICT, "Another charge of this invoice is in flight."),
    ABOVE_OUTSTANDING(Kind.CONFLICT, "The amount is above what is outstanding."),
    WRONG_CURRENCY(Kind.INVALID, "The amount is not in the currency of the invoice."),
    NOTHING_TO_WRITE_OFF(Kind.INVALID, "The amount to write off must be above 0."),
    RECIPIENT_MISSING(Kind.CONFLICT, "The customer has no user to whom the payment link could be mailed.");

    private final Kind kind;
    private final String sentence;

    InvoiceRefusal(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
