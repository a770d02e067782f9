package io.autocharge.door;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Lets each line of a log pass, whoever wrote it, without what a caller sent: secrets and people's addresses are masked, a
 * failure is told without the words of libraries, and nothing that is logged can pass for a line of its own.
 */
@LoggingFilter(name = "discretion")
public final class Discretion implements Filter {

    private final ExtFormatter message = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getMessage() != null) {
            say(line, OneLine.of(Masked.text(message.format(line))));
        }
        if (line.getThrown() != null) {
            line.setThrown(Told.of(line.getThrown()));
        }
        return true;
    }

    private static void say(LogRecord line, String said) {
        if (line instanceof ExtLogRecord formatted) {
            formatted.setMessage(said, ExtLogRecord.FormatStyle.NO_FORMAT);
        } else {
            line.setMessage(said);
        }
        line.setParameters(null);
    }
}
