package io.autocharge.runtime.axon;

import com.mongodb.client.MongoDatabase;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.mongo.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One process of a service on the real event store, for tests that are about what the store makes sure of. */
public final class OneProcess implements AutoCloseable {

    private final EventLog log;
    private final EventCodec codec = new EventCodec(List.of());
    private final AxonCommands commands = new AxonCommands();
    private Running running;

    /** Not started yet; several of them may share a database. */
    public OneProcess(MongoDatabase database, String name) {
        log = new EventLog(database, name, Duration.ofMillis(50));
    }

    /** Where its orders go, once it is started. */
    public Commands commands() {
        return commands;
    }

    /** What has happened, whichever process decided it. */
    public History history() {
        return new StoredHistory(log, codec);
    }

    /** The store that it reads and writes. */
    public EventLog log() {
        return log;
    }

    /** How it reads what is stored. */
    public EventCodec codec() {
        return codec;
    }

    /** Starts it; handlers may ask for the clock and for {@code ports}, by type. */
    public OneProcess start(ServiceModule module, Clock clock, Object... ports) {
        running = Running.start(module, log, codec, commands, clock, type -> port(type, clock, ports));
        return this;
    }

    private static Optional<?> port(Class<?> type, Clock clock, Object... ports) {
        return Stream.concat(Stream.of(clock), Stream.of(ports))
                .filter(type::isInstance)
                .findFirst();
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
        log.close();
    }
}
