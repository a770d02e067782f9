package io.autocharge.payment.reconciliation;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.payment.domain.ProcessorRecord;
import io.autocharge.payment.domain.ProcessorRecord.State;
import io.autocharge.payment.domain.Processors;
import io.autocharge.payment.ledger.Balances;
import io.autocharge.payment.ledger.Bookkeeping;
import io.autocharge.payment.ledger.Posting;
import io.autocharge.payment.ledger.Shop;
import io.autocharge.runtime.Chronicle;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store, a journal and a processor in memory, each of which a test can spoil. */
public final class Recorded implements Chronicle, Books {

    final List<Fact> facts = new ArrayList<>();
    final Map<Long, List<Posting>> postings = new HashMap<>();
    final Map<String, Balances> accounts = new HashMap<>();
    final List<ProcessorRecord> lines = new ArrayList<>();
    long journalUpTo = Long.MAX_VALUE;
    public boolean away;
    int reads;

    public Recorded with(Event... events) {
        for (var event : events) {
            happened(event);
        }
        return this;
    }

    void happened(Event event) {
        var subject = event.subject().value();
        var sequence = facts.stream().filter(f -> f.subject().equals(subject)).count();
        put(event, facts.size() + 1L, sequence);
        Bookkeeping.entry(event).ifPresent(entry -> {
            postings.put((long) facts.size(), entry.postings());
            accounts.computeIfAbsent(entry.currency().getCurrencyCode(), c -> new Balances())
                    .post(entry.postings());
        });
    }

    void put(Event event, long position, long sequence) {
        facts.add(new Fact(
                position, event.subject().value(), sequence, event.partnerId().value(), Shop.NOW, event, null));
    }

    public void charged(String name, String reference, long cents, State state) {
        lines.add(new ProcessorRecord(reference, name, Shop.usd(cents), state, null, null, null, Shop.NOW));
    }

    @Override
    public List<Fact> after(long position, int limit) {
        reads++;
        return facts.stream()
                .filter(fact -> fact.position() > position)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Fact> of(String subject) {
        reads++;
        return facts.stream().filter(fact -> fact.subject().equals(subject)).toList();
    }

    @Override
    public Optional<List<Posting>> posted(long position) {
        return position > journalUpTo ? Optional.empty() : Optional.ofNullable(postings.get(position));
    }

    @Override
    public Optional<Standing> standing(PartnerId partner, String currency) {
        var last = facts.stream()
                .filter(fact -> Bookkeeping.entry(fact.event()).isPresent())
                .mapToLong(Fact::position)
                .max()
                .orElse(0);
        return Optional.ofNullable(accounts.get(currency))
                .map(books -> new Standing(books, Math.min(last, journalUpTo)));
    }

    /** What the processor has; it lists, and finds the first of one name. */
    public Processors processors() {
        return Processors.only((PaymentProcessor) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PaymentProcessor.class}, (self, asked, with) -> {
                    if (away) {
                        throw new Unreachable("nobody answers", null);
                    }
                    return switch (asked.getName()) {
                        case "name" -> "recorded";
                        case "list" -> list((String) with[0]);
                        case "find" -> find(with[0].toString());
                        default -> throw new UnsupportedOperationException(asked.getName());
                    };
                }));
    }

    private ProcessorRecord.Page list(String after) {
        var from = after.isEmpty() ? 0 : Integer.parseInt(after);
        return new ProcessorRecord.Page(lines.subList(from, lines.size()), String.valueOf(lines.size()), false);
    }

    private Optional<Outcome> find(String reference) {
        return lines.stream()
                .filter(line -> reference.equals(line.reference()))
                .findFirst()
                .map(line -> new Outcome(Outcome.Status.valueOf(line.state().name()), line.processorReference(), null));
    }
}
