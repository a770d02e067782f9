package io.autocharge.runtime.kafka;

import java.util.HashMap;
import java.util.Map;

/** Under which names a message's place in a larger story is stored with it. */
final class Tracing {

    static final String CORRELATION = "correlationid";
    static final String CAUSATION = "causationid";
    static final String TRACEPARENT = "traceparent";

    private Tracing() {}

    static Map<String, String> metadata(Envelope envelope) {
        var metadata = new HashMap<String, String>();
        put(metadata, CORRELATION, envelope.correlationId());
        put(metadata, CAUSATION, envelope.causationId());
        put(metadata, TRACEPARENT, envelope.traceparent());
        return Map.copyOf(metadata);
    }

    private static void put(Map<String, String> metadata, String name, String value) {
        if (value != null) {
            metadata.put(name, value);
        }
    }
}
