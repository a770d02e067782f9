package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.ledger.Balances;
import io.autocharge.payment.ledger.Entry;
import io.autocharge.payment.ledger.Posting;
import java.util.List;

/** I4: the postings of each entry, and all accounts of a partner in one currency together, come to 0. */
final class EntriesBalance {

    private EntriesBalance() {}

    /** The entry that is stored for an event, held against the one that the event makes. */
    static List<Finding> checkEntry(Entry expected, List<Posting> stored) {
        var sum = stored.stream().mapToLong(Posting::amount).sum();
        return new Verdicts(Invariant.I4, expected.partnerId(), expected.about())
                .must(sum == 0, "the entry %s comes to %d", stored, sum)
                .must(
                        stored.equals(expected.postings()),
                        "the journal has %s where the event makes %s",
                        stored,
                        expected.postings())
                .findings();
    }

    static List<Finding> checkAccounts(PartnerId partner, String currency, Balances books) {
        return new Verdicts(Invariant.I4, partner, currency)
                .must(books.sum() == 0, "all accounts in %s come to %d", currency, books.sum())
                .findings();
    }
}
