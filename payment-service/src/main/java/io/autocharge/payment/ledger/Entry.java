package io.autocharge.payment.ledger;

import io.autocharge.contracts.PartnerId;
import java.util.Currency;
import java.util.List;

/**
 * What one event means for the books of a partner in one currency. There is no entry that does not balance.
 *
 * @param about the id of what the event happened to
 */
public record Entry(PartnerId partnerId, Currency currency, String about, List<Posting> postings) {

    public Entry {
        postings = List.copyOf(postings);
        if (postings.size() < 2) {
            throw new IllegalArgumentException("An entry has two sides.");
        }
        long sum = 0;
        for (var posting : postings) {
            sum = Math.addExact(sum, posting.amount());
        }
        if (sum != 0) {
            throw new IllegalArgumentException("An entry must balance; debits exceed credits by " + sum + ".");
        }
    }
}
