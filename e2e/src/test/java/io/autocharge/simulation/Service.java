package io.autocharge.simulation;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Refused;
import io.autocharge.payment.reconciliation.Pursuit;
import io.autocharge.runtime.Chronicle;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.Worklists;
import io.autocharge.runtime.axon.NoSuchThing;
import io.autocharge.runtime.mongo.Collections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One service of the product, put together from its own table of contents over ports in memory. */
final class Service {

    private static final int SEGMENTS_OF_A_POLICY = 2;

    /** Sees how an aggregate decides on its past, before that is stored. */
    interface Witness {

        void decided(Blueprint blueprint, List<Event> before, Command command, List<Event> events, Refused refused);
    }

    /** A worker that took an item and has not come round to it yet. */
    private record Hand(Worker<Object> worker, Lists.Claim claim, Instant until) {}

    private final Context context;
    private final Clock clock;
    private final Chance chance;
    private final Store store;
    private final Lists lists;
    private final Container container;
    private final Map<Class<?>, Blueprint> deciders = new HashMap<>();
    private final Map<String, Life> remembered = new HashMap<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Worker<Object>> workers = new ArrayList<>();
    private final List<Hand> hands = new ArrayList<>();
    private final ServiceModule module;
    private Consumer<Object> beforeDecision = root -> {};
    private Consumer<String> onSecondTry = id -> {};
    private Witness witness;
    private int deaths;

    Service(
            Context context,
            VirtualClock clock,
            Chance chance,
            Store.Moments moments,
            SeededFault fault,
            Map<Class<?>, Object> ports) {
        this.context = context;
        this.clock = clock;
        this.chance = chance;
        this.store = new Store(clock, moments);
        this.lists = new Lists(clock, fault);
        var all = new HashMap<Class<?>, Object>(ports);
        all.put(Clock.class, clock);
        all.put(History.class, store);
        all.put(Chronicle.class, new Telling(store));
        all.put(Pursuit.class, (Pursuit) charge -> lists.isOpen("submissions", charge.value()));
        all.put(Worklists.class, lists);
        all.put(Collections.class, new Shelves());
        all.put(Commands.class, (Commands) this::send);
        var catalogue = Catalogue.of(context);
        this.container = new Container(catalogue, all);
        this.module = (ServiceModule) container.get(catalogue.module());
        for (var type : module.aggregates()) {
            var blueprint = catalogue.blueprint(type);
            blueprint.commands().forEach(command -> deciders.put(command, blueprint));
        }
        module.policies().forEach(policy -> readers.add(new Reader(policy, store, SEGMENTS_OF_A_POLICY)));
        module.views().forEach(view -> readers.add(new Reader(view, store, 1)));
        module.workers().forEach(worker -> workers.add(any(worker)));
    }

    @SuppressWarnings("unchecked")
    private static Worker<Object> any(Worker<?> worker) {
        return (Worker<Object>) worker;
    }

    Context context() {
        return context;
    }

    Store store() {
        return store;
    }

    List<Context> listensTo() {
        return module.listensTo();
    }

    /** The service's own bean of this type. */
    <T> T bean(Class<T> type) {
        return container.get(type);
    }

    /** From now on aggregates get {@code other} where they ask for this port. */
    <T> void replace(Class<T> port, T other) {
        container.put(port, other);
    }

    void beforeDecision(Consumer<Object> what) {
        beforeDecision = what;
    }

    /** Told the item that somebody may work on although another already has. */
    void onSecondTry(Consumer<String> what) {
        onSecondTry = what;
    }

    void onDecision(Witness what) {
        witness = what;
    }

    void addPolicy(Object policy) {
        readers.add(new Reader(policy, store, SEGMENTS_OF_A_POLICY));
    }

    /** How often it has died. */
    int deaths() {
        return deaths;
    }

    /** Has the aggregate decide; what it decided is durable when this returns. */
    void send(Command command) {
        var blueprint = deciders.get(command.getClass());
        if (blueprint == null) {
            throw new IllegalStateException("Nobody here decides " + command);
        }
        var id = command.subject().value();
        var life = remembered.computeIfAbsent(id, name -> read(blueprint, name));
        if (life.version() == null && !blueprint.creates(command.getClass())) {
            remembered.remove(id);
            throw new Refused(NoSuchThing.NOT_FOUND);
        }
        beforeDecision.accept(life.root());
        try {
            var events = decide(blueprint, life, id, command);
            if (!events.isEmpty()) {
                store.append(id, events);
            } else if (life.version() == null) {
                remembered.remove(id);
            }
        } catch (RuntimeException e) {
            remembered.remove(id);
            throw e;
        }
    }

    private List<Event> decide(Blueprint blueprint, Life life, String id, Command command) {
        try {
            var events = life.decide(command, container::get);
            if (witness != null) {
                witness.decided(blueprint, past(id), command, events, null);
            }
            return events;
        } catch (Refused refused) {
            if (witness != null) {
                witness.decided(blueprint, past(id), command, List.of(), refused);
            }
            throw refused;
        }
    }

    private List<Event> past(String id) {
        return store.life(id).stream().map(Fact::event).toList();
    }

    private Life read(Blueprint blueprint, String id) {
        var life = new Life(blueprint, id);
        life.replay(store.life(id));
        return life;
    }

    /** The process dies and is started again: what was not durable is gone. */
    void die() {
        deaths++;
        remembered.clear();
        hands.forEach(hand -> onSecondTry.accept(hand.claim().item().id));
        hands.clear();
        readers.forEach(Reader::fallBack);
    }

    /** Some policies and views go on for a while. */
    void readSome() {
        for (var reader : readers) {
            for (int segment = 0; segment < reader.segments(); segment++) {
                if (reader.behind(segment) && chance.percent(60)) {
                    reader.read(segment, 1 + chance.upTo(6));
                }
            }
            if (chance.percent(80)) {
                reader.save();
            }
        }
    }

    boolean isBehind() {
        return readers.stream().anyMatch(Reader::behind);
    }

    boolean hasWork() {
        return workers.stream()
                .anyMatch(worker -> !lists.free(worker.worklist()).isEmpty());
    }

    /** Everybody reads on to the end; answers whether anything was read. */
    boolean readAll() {
        var read = false;
        for (var reader : readers) {
            for (int segment = 0; segment < reader.segments(); segment++) {
                read |= reader.read(segment, Integer.MAX_VALUE) > 0;
            }
            reader.save();
        }
        return read;
    }

    /** An operator has tried again what was parked. */
    void retryParked() {
        readers.stream().filter(Reader::hasParked).forEach(Reader::retry);
    }

    /** What is still parked, and why. */
    List<String> parked() {
        return readers.stream()
                .filter(Reader::hasParked)
                .map(reader -> reader.name() + ": " + reader.why())
                .toList();
    }

    /** Somebody takes an item that is due, and comes round to it now or later. */
    void takeWork(boolean atOnce) {
        var due = workers.stream()
                .filter(worker -> !lists.free(worker.worklist()).isEmpty())
                .toList();
        if (due.isEmpty()) {
            return;
        }
        var worker = chance.oneOf(due);
        var claim = lists.claim(chance.oneOf(lists.free(worker.worklist())), worker.lease());
        var hand = new Hand(worker, claim, clock.instant().plus(worker.lease()));
        hands.add(hand);
        if (atOnce) {
            carryOut(hand);
        }
    }

    /** Somebody who took an item comes round to it, maybe after its lease has ended. */
    void carryOutSome() {
        if (!hands.isEmpty()) {
            carryOut(chance.oneOf(hands));
        }
    }

    /** All that is due is done, once each; answers whether there was any. */
    boolean workAll() {
        var worked = !hands.isEmpty();
        while (!hands.isEmpty()) {
            carryOut(hands.get(0));
        }
        for (var worker : workers) {
            for (var item : lists.free(worker.worklist())) {
                var hand = new Hand(
                        worker,
                        lists.claim(item, worker.lease()),
                        clock.instant().plus(worker.lease()));
                hands.add(hand);
                carryOut(hand);
                worked = true;
            }
        }
        return worked;
    }

    private void carryOut(Hand hand) {
        hands.remove(hand);
        var claim = hand.claim();
        if (clock.instant().isAfter(hand.until())) {
            onSecondTry.accept(claim.item().id);
        }
        try {
            var verdict = hand.worker().work(claim.item().id, claim.item().body, claim.attempt());
            lists.conclude(claim, verdict instanceof Worker.Verdict.Again again ? later(again.pause()) : null);
        } catch (Interrupted e) {
            onSecondTry.accept(claim.item().id);
            if (e.crash()) {
                throw e; // the item stays leased to the dead
            }
            lists.conclude(claim, later(pause(claim)));
        } catch (RuntimeException e) {
            lists.conclude(claim, later(pause(claim)));
        }
    }

    private Instant later(Duration pause) {
        return clock.instant().plus(pause);
    }

    private static Duration pause(Lists.Claim claim) {
        return Duration.ofMillis(Math.min(300_000, 250L << Math.min(claim.attempt(), 20)));
    }

    List<String> overdue() {
        return lists.overdue(clock.instant());
    }
}
