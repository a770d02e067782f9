package io.autocharge.web;

import jakarta.inject.Singleton;

/** Where a browser hands in the number of a card or bank account: at the payment processor, never here. */
@Singleton
public class CardFields {

    private final Addresses addresses;

    CardFields(Addresses addresses) {
        this.addresses = addresses;
    }

    /** The address that gives a token for a number. */
    public String tokens() {
        return addresses.processorUrl() + "/v1/tokens";
    }
}
