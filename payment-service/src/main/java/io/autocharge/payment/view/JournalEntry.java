package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.ledger.Entry;
import io.autocharge.payment.ledger.Posting;
import java.time.Instant;
import java.util.List;

/**
 * An entry of the journal as it is looked up.
 *
 * @param id derived from the event's position, so that the same event is the same entry after every rebuild
 * @param event the wire type of the event that made it
 * @param about the id of what the event happened to
 * @param position where the event stands in this service's store
 * @param postings debits are positive, credits negative; they come to nothing
 */
public record JournalEntry(
        String id,
        PartnerId partnerId,
        String currency,
        String event,
        String about,
        List<Posting> postings,
        Instant createdAt,
        long position) {

    static JournalEntry of(String id, Entry entry, String event, Instant at, long position) {
        return new JournalEntry(
                id,
                entry.partnerId(),
                entry.currency().getCurrencyCode(),
                event,
                entry.about(),
                entry.postings(),
                at,
                position);
    }
}
