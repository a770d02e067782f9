package io.autocharge.runtime.axon;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** What caused what: every order and fact carries the first cause, the last cause, and the trace of the caller. */
public final class Correlation implements CorrelationDataProvider {

    /** The message with which it all began. */
    public static final String CORRELATION_ID = "correlationid";

    /** The message that was the immediate cause. */
    public static final String CAUSATION_ID = "causationid";

    /** The caller's trace, as W3C Trace Context has it. */
    public static final String TRACEPARENT = "traceparent";

    private static final ThreadLocal<Map<String, String>> CURRENT = ThreadLocal.withInitial(Map::of);

    /** Has every order that {@code work} gives carry {@code metadata}, e.g. the traceparent of an HTTP request. */
    public static <T> T during(Map<String, String> metadata, Supplier<T> work) {
        var before = CURRENT.get();
        CURRENT.set(Map.copyOf(metadata));
        try {
            return work.get();
        } finally {
            CURRENT.set(before);
        }
    }

    /** From now on, every order that this thread gives carries {@code metadata}; empty ends it. */
    public static void set(Map<String, String> metadata) {
        CURRENT.set(Map.copyOf(metadata));
    }

    static Map<String, String> current() {
        return CURRENT.get();
    }

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var data = new HashMap<String, Object>();
        data.put(CORRELATION_ID, message.getMetaData().getOrDefault(CORRELATION_ID, message.getIdentifier()));
        data.put(CAUSATION_ID, message.getIdentifier());
        if (message.getMetaData().containsKey(TRACEPARENT)) {
            data.put(TRACEPARENT, message.getMetaData().get(TRACEPARENT));
        }
        return data;
    }
}
