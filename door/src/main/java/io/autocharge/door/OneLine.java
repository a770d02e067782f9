package io.autocharge.door;

import java.util.regex.Pattern;

/** Keeps to itself what would look like another line of the log, or would steer the terminal of whoever reads it. */
final class OneLine {

    private static final Pattern BREAK = Pattern.compile("(?:\\r\\n|[\\n\\r\\u000b\\f\\u0085\\u2028\\u2029])[ \\t]*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\n\\t]]");

    private OneLine() {}

    /** What begins on a line of its own is moved in, and so begins no line of ours. */
    static String of(String said) {
        return CONTROL.matcher(BREAK.matcher(said).replaceAll("\n\t")).replaceAll("?");
    }
}
