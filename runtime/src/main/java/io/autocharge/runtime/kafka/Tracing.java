package io.autocharge.runtime.kafka;

import io.autocharge.runtime.axon.Correlation;
import java.util.HashMap;
import java.util.Map;

/** Under which names a message's place in a larger story is stored with it. */
final class Tracing {

    static final String CORRELATION = Correlation.CORRELATION_ID;
    static final String CAUSATION = Correlation.CAUSATION_ID;
    static final String TRACEPARENT = Correlation.TRACEPARENT;

    private Tracing() {}

    static Map<String, String> metadata(Envelope envelope) {
        var metadata = new HashMap<String, String>();
        put(metadata, CORRELATION, envelope.correlationId());
        put(metadata, CAUSATION, envelope.causationId());
        put(metadata, TRACEPARENT, envelope.traceparent());
        return Map.copyOf(metadata);
    }

    /** What follows from a command belongs to the story that its sender names, or begins one. */
    static Map<String, String> caused(Envelope command) {
        var metadata = new HashMap<String, String>();
        put(metadata, CORRELATION, command.correlationId() == null ? command.id() : command.correlationId());
        put(metadata, CAUSATION, command.id());
        put(metadata, TRACEPARENT, command.traceparent());
        return Map.copyOf(metadata);
    }

    private static void put(Map<String, String> metadata, String name, String value) {
        if (value != null) {
            metadata.put(name, value);
        }
    }
}
