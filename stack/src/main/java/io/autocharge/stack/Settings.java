package io.autocharge.stack;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the environment says, checked: a variable that is there and makes no sense stops the start. */
public record Settings(Map<String, String> environment) {

    /** A text, or what it usually is. */
    public String text(String name, String usual) {
        return given(name).orElse(usual);
    }

    /** The variable, if it says anything. */
    public Optional<String> given(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::trim).filter(value -> !value.isEmpty());
    }

    /** A port to listen on. */
    public int port(String name, int usual) {
        return number(name, usual, 0, 65_535);
    }

    /** A whole number within bounds. */
    public int number(String name, int usual, int least, int most) {
        var text = text(name, String.valueOf(usual));
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, together with numbers out of bounds
        }
        throw new Unfit("%s must be a number from %d to %d, not '%s'.".formatted(name, least, most, text));
    }

    /** The folder that holds everything that outlives a restart. */
    public Path home() {
        var text = text("AUTOCHARGE_HOME", ".autocharge");
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new Unfit("AUTOCHARGE_HOME is not a path: '%s'.".formatted(text));
        }
    }

    /** A start that cannot succeed until somebody changes what the message names. */
    public static final class Unfit extends RuntimeException {

        public Unfit(String message) {
            super(message, null, false, false);
        }
    }
}
