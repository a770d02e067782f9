package io.autocharge.runtime.ops;

import io.autocharge.contracts.Context;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.axon.Processors;
import io.autocharge.runtime.axon.Processors.Reader;
import io.autocharge.runtime.kafka.Streams;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.StoredWorklists;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where all streams of this service stand. */
@Path("/ops/streams")
public class StreamsResource {

    /**
     * A service at one moment.
     *
     * @param now by the clock of the business
     * @param tail the position of the newest event in the store
     */
    record Standing(
            Context context,
            Instant now,
            long tail,
            List<Reader> readers,
            Streams.Outlet outlet,
            List<Streams.Intake> intakes,
            Streams.DeadLetterCount deadLetters,
            List<StoredWorklists.Standing> worklists) {}

    private final ServiceModule module;
    private final EventLog log;
    private final Processors processors;
    private final Streams streams;
    private final StoredWorklists worklists;
    private final Clock clock;

    public StreamsResource(
            ServiceModule module,
            EventLog log,
            Processors processors,
            Streams streams,
            StoredWorklists worklists,
            Clock clock) {
        this.module = module;
        this.log = log;
        this.processors = processors;
        this.streams = streams;
        this.worklists = worklists;
        this.clock = clock;
    }

    @GET
    public Standing show() {
        var kafka = kafka();
        return new Standing(
                module.context(),
                clock.instant(),
                log.tail(),
                processors.readers(),
                kafka.map(Streams.Reading::outlet).orElse(null),
                kafka.map(Streams.Reading::intakes).orElse(List.of()),
                kafka.map(Streams.Reading::deadLetters).orElse(null),
                worklists.standings(clock.instant()));
    }

    /** Nothing if this process was started without its streams, as tests are. */
    private Optional<Streams.Reading> kafka() {
        try {
            return Optional.of(streams.reading());
        } catch (IllegalStateException e) {
            return Optional.empty();
        }
    }
}
