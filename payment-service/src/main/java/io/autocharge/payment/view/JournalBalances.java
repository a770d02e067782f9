package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.ledger.Balances;
import io.autocharge.payment.ledger.Posting;
import java.util.List;

/**
 * How the accounts of a partner stand in one currency after the entry at {@code position}.
 *
 * @param accounts debits less credits, in minor units
 */
public record JournalBalances(
        String id, PartnerId partnerId, String currency, List<Posting> accounts, long entries, long position) {

    static String id(PartnerId partner, String currency) {
        return partner.value() + "|" + currency;
    }

    static JournalBalances none(PartnerId partner, String currency) {
        return new JournalBalances(id(partner, currency), partner, currency, List.of(), 0, 0);
    }

    JournalBalances after(JournalEntry entry) {
        return new JournalBalances(
                id, partnerId, currency, balances().post(entry.postings()).standing(), entries + 1, entry.position());
    }

    JournalBalances at(long later) {
        return new JournalBalances(id, partnerId, currency, accounts, entries, later);
    }

    /** To reckon with. */
    public Balances balances() {
        return Balances.of(accounts);
    }
}
