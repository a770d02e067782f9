package io.autocharge.simulation;

import java.io.PrintStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What came of one seed. */
record Run(World world, Throwable broken) {

    private static final int STEPS = Integer.getInteger("autocharge.simulation.steps", 300);

    static {
        Logger.getLogger("io.autocharge").setLevel(Level.OFF); // alarms are what a run is full of
    }

    static Run of(long seed, SeededFault fault, boolean told) {
        return of(new World(seed, fault, told));
    }

    static Run of(World world) {
        // The product waits a moment for news that are on their way; whoever is interrupted does not wait.
        Thread.currentThread().interrupt();
        try {
            world.run(STEPS);
            return new Run(world, null);
        } catch (RuntimeException | AssertionError e) {
            return new Run(world, e);
        } finally {
            Thread.interrupted();
        }
    }

    long seed() {
        return world.seed();
    }

    /** The same for the same seed and the same code. */
    long hash() {
        return world.trace().hash();
    }

    /** Which invariant was broken. */
    String invariant() {
        return broken instanceof Broken found ? found.invariant() : String.valueOf(broken);
    }

    /** The whole story. */
    void tell(PrintStream out) {
        world.trace().lines().forEach(out::println);
        out.printf("seed %d, trace %016x%n", seed(), hash());
        if (broken != null) {
            broken.printStackTrace(out);
        }
    }
}
