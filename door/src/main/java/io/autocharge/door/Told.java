package io.autocharge.door;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A failure as it may stand in a log: its kind and place always, its words only if they were written here or tell of the
 * network, of files or of the configuration. Those of libraries that read requests quote what a caller sent.
 */
public final class Told extends Throwable {

    private static final long serialVersionUID = 1L;

    /** Whose words are about the system and never about what somebody asked. */
    private static final List<String> SPEAKERS = List.of(
            "io.autocharge.",
            "io.quarkus.arc.",
            "io.quarkus.runner.",
            "io.quarkus.runtime.",
            "io.smallrye.config.",
            "org.apache.kafka.");

    private static final List<String> KINDS = List.of(
            "com.mongodb.MongoNodeIsRecovering",
            "com.mongodb.MongoNotPrimary",
            "com.mongodb.MongoSocket",
            "com.mongodb.MongoTimeout",
            "io.netty.channel.AbstractChannel$",
            "io.quarkus.runtime.",
            "java.net.BindException",
            "java.net.ConnectException",
            "java.net.NoRouteToHostException",
            "java.net.Socket",
            "java.net.UnknownHostException",
            "java.net.http.Http",
            "java.nio.channels.",
            "java.nio.file.",
            "javax.net.ssl.",
            "org.apache.kafka.");

    private final String said;
    private final Throwable cause;

    private Told(Throwable failure, Set<Throwable> above) {
        super(null, null, true, true);
        above.add(failure);
        said = in(failure);
        setStackTrace(failure.getStackTrace());
        var before = failure.getCause();
        cause = before == null || above.contains(before) ? null : new Told(before, above);
        Arrays.stream(failure.getSuppressed())
                .filter(one -> !above.contains(one))
                .forEach(one -> addSuppressed(new Told(one, above)));
    }

    /** The same failure, with all that caused it. */
    static Throwable of(Throwable failure) {
        return failure instanceof Told
                ? failure
                : new Told(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The failure in one line, for a line of a log that says more. */
    public static String in(Throwable failure) {
        var kind = failure.getClass().getName();
        return failure.getMessage() == null || quotes(failure)
                ? kind
                : kind + ": " + OneLine.of(Masked.text(failure.getMessage()));
    }

    @Override
    public synchronized Throwable getCause() {
        return cause;
    }

    @Override
    public String toString() {
        return said;
    }

    /** Whoever wraps a failure often repeats its words. */
    private static boolean quotes(Throwable failure) {
        if (!isSayable(failure)) {
            return true;
        }
        var depth = 0;
        for (var cause = failure.getCause(); cause != null && depth++ < 20; cause = cause.getCause()) {
            if (!isSayable(cause)
                    && cause.getMessage() != null
                    && failure.getMessage().contains(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSayable(Throwable failure) {
        var kind = failure.getClass().getName();
        var trace = failure.getStackTrace();
        return KINDS.stream().anyMatch(kind::startsWith)
                || trace.length > 0
                        && SPEAKERS.stream()
                                .anyMatch(speaker -> trace[0].getClassName().startsWith(speaker));
    }
}
