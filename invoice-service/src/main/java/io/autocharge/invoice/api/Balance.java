package io.autocharge.invoice.api;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceBalance;
import java.time.Instant;

/** The sums of an invoice; see {@link InvoiceBalance}. */
record Balance(
        Money total,
        Money captured,
        Money refunded,
        Money returned,
        Money disputed,
        Money credited,
        Money writtenOff,
        Money inFlight,
        Money scheduled,
        Money outstanding,
        Instant asOf) {

    static Balance of(InvoiceBalance balance, Instant asOf) {
        var sums = balance.sums();
        return new Balance(
                sums.total(),
                sums.captured(),
                sums.refunded(),
                sums.returned(),
                sums.disputed(),
                sums.credited(),
                sums.writtenOff(),
                balance.inFlight(),
                balance.scheduled(),
                balance.outstanding(),
                asOf);
    }
}
