package io.autocharge.simulation;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.runtime.History;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A service's event store as the real one promises to be: a unit of work whole or not at all, a gapless position, each
 * place in the life of an aggregate once, foreign events in the order of their aggregate.
 */
final class Store implements History {

    /** Where a process may die while it stores something. */
    interface Moments {

        void beforeCommit(List<Fact> facts);

        void afterCommit(List<Fact> facts);
    }

    private final Clock clock;
    private final Moments moments;
    private final List<Fact> facts = new ArrayList<>();
    private final Map<String, List<Fact>> lives = new HashMap<>();
    private final List<Consumer<Fact>> outlets = new ArrayList<>();
    private Consumer<Fact> witness = fact -> {};

    Store(Clock clock, Moments moments) {
        this.clock = clock;
        this.moments = moments;
    }

    /** {@code outlet} gets each own event once it is durable. */
    void publishTo(Consumer<Fact> outlet) {
        outlets.add(outlet);
    }

    /** {@code all} is told each own event as it becomes durable. */
    void witnessedBy(Consumer<Fact> all) {
        witness = all;
    }

    void publish(Fact fact) {
        outlets.forEach(outlet -> outlet.accept(fact));
    }

    void append(String aggregate, List<Event> events) {
        var life = life(aggregate);
        var added = new ArrayList<Fact>();
        for (var event : events) {
            added.add(new Fact(
                    facts.size() + added.size() + 1L,
                    true,
                    aggregate,
                    life.size() + added.size(),
                    event,
                    clock.instant()));
        }
        moments.beforeCommit(added);
        added.forEach(this::keep);
        added.forEach(witness);
        added.forEach(this::publish);
        moments.afterCommit(added);
    }

    /** Takes an event of another service; answers false if its predecessor is missing. */
    boolean take(Fact foreign) {
        var known = life(foreign.aggregate()).size();
        if (foreign.sequence() > known) {
            return false;
        }
        if (foreign.sequence() == known) {
            var fact = foreign.in(facts.size() + 1L, false);
            moments.beforeCommit(List.of(fact));
            keep(fact);
            moments.afterCommit(List.of(fact));
        }
        return true;
    }

    private void keep(Fact fact) {
        facts.add(fact);
        lives.computeIfAbsent(fact.aggregate(), id -> new ArrayList<>()).add(fact);
    }

    List<Fact> life(String aggregate) {
        return lives.getOrDefault(aggregate, List.of());
    }

    Fact at(long position) {
        return facts.get((int) position - 1);
    }

    long tail() {
        return facts.size();
    }

    @Override
    public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
        return life(subject.value()).stream()
                .map(Fact::event)
                .filter(kind::isInstance)
                .map(kind::cast);
    }
}
