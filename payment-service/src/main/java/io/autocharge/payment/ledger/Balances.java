package io.autocharge.payment.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How the accounts of one partner stand in one currency: debits less credits, in minor units. */
public final class Balances {

    private final Map<Account, Long> accounts = new EnumMap<>(Account.class);

    /** Nothing was ever posted. */
    public Balances() {}

    /** As they were written down. */
    public static Balances of(List<Posting> standing) {
        var balances = new Balances();
        balances.post(standing);
        return balances;
    }

    /** Adds the lines of an entry. */
    public Balances post(List<Posting> postings) {
        postings.forEach(posting -> accounts.merge(posting.account(), posting.amount(), Math::addExact));
        return this;
    }

    /** How an account stands. */
    public long of(Account account) {
        return accounts.getOrDefault(account, 0L);
    }

    /** All accounts together; anything but nothing is wrong. */
    public long sum() {
        return accounts.values().stream().reduce(0L, Math::addExact);
    }

    /** Every account with what it stands at, in the order of the chart. */
    public List<Posting> standing() {
        return List.of(Account.values()).stream()
                .map(account -> new Posting(account, of(account)))
                .toList();
    }
}
