package io.autocharge.contracts.invoice;

import io.autocharge.contracts.Money;

/** What is invoiced: so many ({@code quantity}, 1 to 1,000,000) of something at a price each. */
public record LineItem(String description, int quantity, Money unitPrice) {

    public LineItem {
        if (description == null || description.isBlank() || description.length() > 500) {
            throw new IllegalArgumentException("A line item needs a description of 1 to 500 characters.");
        }
        if (quantity < 1 || quantity > 1_000_000) {
            throw new IllegalArgumentException("A line item needs a quantity from 1 to 1000000.");
        }
        if (unitPrice == null) {
            throw new IllegalArgumentException("A line item needs a unit_price.");
        }
    }

    /** The price of all of them. */
    public Money total() {
        return unitPrice.times(quantity);
    }
}
