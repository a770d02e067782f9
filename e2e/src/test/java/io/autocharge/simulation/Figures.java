package io.autocharge.simulation;

import io.autocharge.contracts.payment.Outcome.Status;
import java.io.PrintStream;

/** What so many runs amount to. */
final class Figures {

    private final long began = System.nanoTime();
    private long seeds;
    private long things;
    private long charges;
    private long submitted;
    private long captured;
    private long mails;

    void add(Run run) {
        seeds++;
        things += run.world().trace().count();
        mails += run.world().mailbox().size();
        for (var charge : run.world().watch().charges().values()) {
            charges++;
            submitted += charge.submitted == null ? 0 : 1;
        }
        var now = run.world().clock().instant();
        captured += run.world().oracle().deeds().stream()
                .filter(deed -> deed.status(now) == Status.CAPTURED)
                .count();
    }

    void print(PrintStream out) {
        out.printf(
                "simulation: %,d seeds, %,d things happened, %,d charges ordered, %,d submitted, %,d captured, %,d mails, in %.1f s%n",
                seeds, things, charges, submitted, captured, mails, (System.nanoTime() - began) / 1e9);
        zero(out, "runs with a broken invariant", seeds);
        zero(out, "charges captured twice", submitted);
        zero(out, "captures lost or unknown to the books", captured);
        zero(out, "mails sent twice", mails);
    }

    /** Zero in N trials bounds the rate at 3/N with a confidence of 95 %. */
    private static void zero(PrintStream out, String what, long trials) {
        out.printf("  %s: 0 of %,d (95 %% bound on the rate: 3/N = %.1e)%n", what, trials, 3.0 / Math.max(1, trials));
    }
}
