package io.autocharge.door;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Every line that this process writes to its log from now on, as it is written there: after the filter of the console. */
public final class Overheard implements AutoCloseable {

    private static final Formatter LINES = new PatternFormatter("%d %-5p [%c] (%t) %s%e%n");

    private final Logger root = Logger.getLogger("");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler ear;

    private Overheard(Filter console) {
        ear = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (console == null || console.isLoggable(line)) {
                    lines.add(LINES.format(line));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        root.addHandler(ear);
    }

    /** Listens until it is closed. */
    public static Overheard now() {
        var console = Arrays.stream(Logger.getLogger("").getHandlers())
                .flatMap(Overheard::within)
                .filter(ConsoleHandler.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing is written to the console"));
        return new Overheard(console.getFilter());
    }

    /** All that was said so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.removeHandler(ear);
    }

    private static Stream<Handler> within(Handler handler) {
        return Stream.concat(
                Stream.of(handler),
                handler instanceof ExtHandler outer
                        ? Arrays.stream(outer.getHandlers()).flatMap(Overheard::within)
                        : Stream.empty());
    }
}
