package io.autocharge.simulation;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ScopeDescriptor;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.ApplyMore;

/**
 * One aggregate in memory. It is the scope in which the aggregate's own {@code apply(…)} finds itself, so that the
 * aggregates run here as they are, without the rest of Axon.
 */
final class Life extends AggregateLifecycle {

    private final Blueprint blueprint;
    private final Object root;
    private final String id;
    private final List<Event> applied = new ArrayList<>();
    private long version = -1;

    Life(Blueprint blueprint, String id) {
        this.blueprint = blueprint;
        this.root = blueprint.blank();
        this.id = id;
    }

    Object root() {
        return root;
    }

    void replay(List<Fact> facts) {
        for (var fact : facts) {
            blueprint.evolve(root, fact.event());
            version++;
        }
    }

    /** Has the aggregate decide; answers what has happened by that. */
    List<Event> decide(Command command, Function<Class<?>, ?> ports) {
        applied.clear();
        startScope();
        try {
            blueprint.decide(root, command, ports);
        } finally {
            endScope();
        }
        return List.copyOf(applied);
    }

    @Override
    protected <T> ApplyMore doApply(T payload, MetaData metadata) {
        var event = (Event) payload;
        blueprint.evolve(root, event);
        applied.add(event);
        version++;
        return new More();
    }

    @Override
    protected boolean getIsLive() {
        return true;
    }

    @Override
    protected Long version() {
        return version < 0 ? null : version;
    }

    @Override
    protected String type() {
        return blueprint.type().getSimpleName();
    }

    @Override
    protected Object identifier() {
        return id;
    }

    @Override
    protected void doMarkDeleted() {
        throw new UnsupportedOperationException("Nothing is deleted here.");
    }

    @Override
    protected <T> Aggregate<T> doCreateNew(Class<T> type, Callable<T> maker) {
        throw new UnsupportedOperationException("No aggregate makes another.");
    }

    @Override
    public ScopeDescriptor describeScope() {
        return () -> "simulated " + id;
    }

    private static final class More implements ApplyMore {

        @Override
        public ApplyMore andThenApply(Supplier<?> payload) {
            apply(payload.get());
            return this;
        }

        @Override
        public ApplyMore andThen(Runnable next) {
            next.run();
            return this;
        }
    }
}
