package io.autocharge.runtime;

import io.autocharge.contracts.Context;
import java.util.List;

/** The table of contents of a service: all that the runtime has to know to run it. */
public interface ServiceModule {

    /** Whose aggregates live here; names the database and the topics. */
    Context context();

    /** The classes that decide, one per kind of aggregate. */
    List<Class<?>> aggregates();

    /** What reacts to events: objects annotated {@link Policy}. */
    List<Object> policies();

    /** What answers questions: objects annotated {@link View}. */
    List<Object> views();

    /** What carries out the work that policies put on lists. */
    default List<Worker<?>> workers() {
        return List.of();
    }

    /** The other contexts whose events are consumed here. */
    default List<Context> listensTo() {
        return List.of();
    }
}
