package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.ledger.Balances;
import io.autocharge.payment.ledger.Posting;
import java.util.List;
import java.util.Optional;

/** The journal, as far as it is held against the events. */
public interface Books {

    /** The accounts after the entry at {@code position}. */
    record Standing(Balances accounts, long position) {}

    /** What the event at this position was posted as, if it has been. */
    Optional<List<Posting>> posted(long position);

    /** How the accounts stand, if anything was ever posted. */
    Optional<Standing> standing(PartnerId partner, String currency);
}
