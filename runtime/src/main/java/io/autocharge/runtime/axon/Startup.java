package io.autocharge.runtime.axon;

import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.Workers;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.Optional;

/**
 * Starts and stops what {@link ServiceModule} lists. It comes before anything that takes orders or facts from outside (HTTP
 * opens later by itself; who consumes from Kafka observes with a later priority) and stops after them.
 */
@Singleton
public class Startup {

    /** Who observes {@link StartupEvent} with a higher number finds the service at work. */
    public static final int PRIORITY = Interceptor.Priority.LIBRARY_BEFORE;

    private final Instance<ServiceModule> modules;
    private final Instance<Object> beans;
    private final Instance<EventLog> log;
    private final Instance<Workers> workers;
    private final Instance<Clock> clock;
    private final EventCodec codec;
    private final AxonCommands commands;
    private Running running;

    public Startup(
            Instance<ServiceModule> modules,
            @Any Instance<Object> beans,
            Instance<EventLog> log,
            Instance<Workers> workers,
            Instance<Clock> clock,
            EventCodec codec,
            AxonCommands commands) {
        this.modules = modules;
        this.beans = beans;
        this.log = log;
        this.workers = workers;
        this.clock = clock;
        this.codec = codec;
        this.commands = commands;
    }

    /** How facts are written down and read, with the upcasters that the service has. */
    static class Codec {
        @Produces
        @Singleton
        EventCodec codec(Instance<Upcaster> upcasters) {
            return new EventCodec(upcasters.stream().toList());
        }
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        if (modules.isUnsatisfied()) {
            return; // the edge has no domain of its own
        }
        var module = modules.get();
        BootAssertions.checkClock(module, log.get().skew());
        running = Running.start(module, log.get(), codec, commands, clock.get(), this::bean);
        workers.get().start(module);
    }

    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event) {
        if (running != null) {
            workers.get().stop();
            running.close();
        }
    }

    /** The service at work, for those who watch over it; absent in a process without a domain. */
    Optional<Running> running() {
        return Optional.ofNullable(running);
    }

    private Optional<?> bean(Class<?> type) {
        var found = beans.select(type);
        return found.isResolvable() ? Optional.of(found.get()) : Optional.empty();
    }
}
