package io.autocharge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A simulation that never complains proves nothing. So it is given mistakes to find, one at a time. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SeededFaultsTest {

    private static final int MOST_SEEDS = 2_000;

    @Test
    void the_simulation_catches_each_of_the_seeded_faults() {
        var missed = new ArrayList<SeededFault>();
        var faults = EnumSet.complementOf(EnumSet.of(SeededFault.NONE));
        for (var fault : faults) {
            var caught = caught(fault);
            if (caught == null) {
                missed.add(fault);
                System.out.printf("seeded fault: %-42s missed in %,d seeds%n", fault.words(), MOST_SEEDS);
            } else {
                System.out.printf(
                        "seeded fault: %-42s caught at seed %4d by \"%s\"%n",
                        fault.words(), caught.seed(), caught.invariant());
            }
        }
        System.out.printf("seeded faults caught: %d of %d%n", faults.size() - missed.size(), faults.size());
        assertThat(missed).isEmpty();
    }

    private static Run caught(SeededFault fault) {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            var run = Run.of(seed, fault, false);
            if (run.broken() != null) {
                assertThat(run.broken()).isInstanceOf(Broken.class);
                return run;
            }
        }
        return null;
    }
}
