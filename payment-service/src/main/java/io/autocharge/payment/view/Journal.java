package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Ulid;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.invoice.CreditEvent;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.payment.ledger.Bookkeeping;
import io.autocharge.payment.ledger.Posting;
import io.autocharge.payment.reconciliation.Books;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.Pages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;

/** The books: one entry for each event that moves money, and how the accounts stand after it. */
@View
public class Journal implements Books {

    private static final ReplaceOptions PUT = new ReplaceOptions().upsert(true);

    private final MongoCollection<JournalEntry> entries;
    private final MongoCollection<JournalBalances> balances;

    public Journal(Collections collections) {
        entries = collections.of(JournalEntry.class, "journal");
        balances = collections.of(JournalBalances.class, "journal_balances");
        index();
    }

    /** A page of the partner's entries, newest first; of all currencies if none is named. */
    public Page<JournalEntry> list(PartnerId partner, String currency, PageRequest page) {
        var mine = eq("partner_id", partner.value());
        return Pages.find(entries, currency == null ? mine : and(mine, eq("currency", currency)), page);
    }

    /** How the partner's accounts stand, by currency. */
    public List<JournalBalances> balances(PartnerId partner) {
        return balances.find(eq("partner_id", partner.value()))
                .sort(Sorts.ascending("currency"))
                .into(new ArrayList<>());
    }

    private Optional<JournalBalances> balances(PartnerId partner, String currency) {
        return Optional.ofNullable(
                balances.find(eq("_id", JournalBalances.id(partner, currency))).first());
    }

    @Override
    public Optional<List<Posting>> posted(long position) {
        return Optional.ofNullable(entries.find(eq("_id", id(position))).first())
                .map(JournalEntry::postings);
    }

    @Override
    public Optional<Standing> standing(PartnerId partner, String currency) {
        return balances(partner, currency).map(now -> new Standing(now.balances(), now.position()));
    }

    @EventHandler
    void on(InvoiceEvent event, @Timestamp Instant at, Position position) {
        post(event, at, position.value());
    }

    @EventHandler
    void on(CreditEvent event, @Timestamp Instant at, Position position) {
        post(event, at, position.value());
    }

    @EventHandler
    void on(ChargeEvent event, @Timestamp Instant at, Position position) {
        post(event, at, position.value());
    }

    @ResetHandler
    void reset() {
        entries.drop();
        balances.drop();
        index();
    }

    private void post(Event event, Instant at, long position) {
        Bookkeeping.entry(event)
                .map(entry -> JournalEntry.of(id(position), entry, WireType.of(event.getClass()), at, position))
                .ifPresent(this::post);
    }

    /** The entry first: what is posted is then always at least as old as the balances say. */
    private void post(JournalEntry entry) {
        var isNew = entries.replaceOne(eq("_id", entry.id()), entry, PUT).getMatchedCount() == 0;
        var was = balances(entry.partnerId(), entry.currency())
                .orElse(JournalBalances.none(entry.partnerId(), entry.currency()));
        if (was.position() < entry.position()) {
            put(was.after(entry));
        } else if (isNew) { // it was set aside and comes late: the balances have gone on without it
            put(recounted(was));
        }
    }

    private JournalBalances recounted(JournalBalances was) {
        var sum = JournalBalances.none(was.partnerId(), was.currency());
        for (var entry : entries.find(and(
                eq("partner_id", was.partnerId().value()),
                eq("currency", was.currency()),
                lte("position", was.position())))) {
            sum = sum.after(entry);
        }
        return sum.at(was.position());
    }

    private void put(JournalBalances now) {
        balances.replaceOne(eq("_id", now.id()), now, PUT);
    }

    private static String id(long position) {
        return "ent_" + Ulid.derived("journal", String.valueOf(position));
    }

    private void index() {
        entries.createIndex(Indexes.descending("partner_id", "created_at", "_id"));
        entries.createIndex(Indexes.descending("partner_id", "currency", "created_at", "_id"));
        balances.createIndex(Indexes.ascending("partner_id", "currency"));
    }
}
