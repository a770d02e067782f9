package io.autocharge.stack;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class for as long as the stack lives: the stack holds the other end of standard input, and when that
 * end is gone, for whatever reason, this process ends too.
 */
public final class Leash {

    private static final long LONGEST_GOODBYE_MS = 10_000;

    private Leash() {}

    public static void main(String[] args) throws Throwable {
        hold();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void hold() {
        var watch = new Thread(
                () -> {
                    awaitEnd();
                    var goodbye = new Thread(
                            () -> {
                                pause();
                                Runtime.getRuntime().halt(1);
                            },
                            "goodbye");
                    goodbye.setDaemon(true);
                    goodbye.start();
                    System.exit(0);
                },
                "leash");
        watch.setDaemon(true);
        watch.start();
    }

    private static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said on this line
            }
        } catch (IOException e) {
            // a broken line is an end, too
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LONGEST_GOODBYE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
