package io.autocharge.e2e;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/** Tells a person what is being done while it is done: one line per step, with what it came to and how long it took. */
public final class Steps {

    private static final int NAME_WIDTH = 30;
    private static final int RESULT_WIDTH = 56;

    private final PrintStream out;
    private final boolean terminal;
    private final StringBuilder shown = new StringBuilder();
    private int done;

    public Steps(PrintStream out) {
        this.out = out;
        this.terminal = System.console() != null && System.getenv("NO_COLOR") == null;
    }

    /** Begins a journey. */
    public void journey(String row, String title) {
        out.println();
        out.println(bold(row.isEmpty() ? title : row + "  " + title));
    }

    /** Does one thing; {@code deed} returns what it came to, in a few words. */
    public void step(String name, Callable<String> deed) {
        var started = System.nanoTime();
        shown.setLength(0);
        if (terminal) {
            out.print("  … " + name);
            out.flush();
        }
        try {
            var result = deed.call();
            line("✓", name, result, started);
            out.print(shown);
            done++;
        } catch (Exception | AssertionError e) {
            line("✗", name, "", started);
            throw new StepFailed(name, e);
        }
    }

    /** Shows something that the step at hand brought to light, below its line. */
    public void show(String text) {
        text.lines()
                .forEach(line ->
                        shown.append("      ").append(faint("│ " + line)).append(System.lineSeparator()));
    }

    /** How many steps went well. */
    public int done() {
        return done;
    }

    private void line(String mark, String name, String result, long started) {
        var millis = (System.nanoTime() - started) / 1_000_000;
        var start = terminal ? "\r\u001B[2K" : "";
        out.println(start + "  " + mark(mark) + " " + pad(name, NAME_WIDTH) + "  " + pad(result, RESULT_WIDTH)
                + String.format("%6d ms", millis));
    }

    private String mark(String mark) {
        var colour = mark.equals("✓") ? "\u001B[32m" : "\u001B[31m";
        return terminal ? colour + mark + "\u001B[0m" : mark;
    }

    private String bold(String text) {
        return terminal ? "\u001B[1m" + text + "\u001B[0m" : text;
    }

    private String faint(String text) {
        return terminal ? "\u001B[2m" + text + "\u001B[0m" : text;
    }

    private static String pad(String text, int width) {
        return text.length() >= width ? text : text + " ".repeat(width - text.length());
    }

    /** A step came out otherwise than promised. */
    public static final class StepFailed extends RuntimeException {

        private final String step;

        StepFailed(String step, Throwable cause) {
            super(step, cause);
            this.step = step;
        }

        /** The name of the step. */
        public String step() {
            return step;
        }
    }
}
