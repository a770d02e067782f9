package io.autocharge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The whole product in one thread: whatever goes wrong in whatever order, nothing is charged twice and nothing is lost. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("autocharge.simulation.seeds", 10_000);
    private static final int AGAIN = 100;

    @Test
    void whatever_goes_wrong_nothing_is_charged_twice_and_nothing_is_lost() {
        var one = Long.getLong("seed");
        if (one != null) {
            Run.of(one, SeededFault.NONE, true).tell(System.out);
            return;
        }
        var figures = new Figures();
        for (long seed = 1; seed <= SEEDS; seed++) {
            var run = Run.of(seed, SeededFault.NONE, false);
            assertThat(run.broken()).as("replay it with -Dseed=%d", seed).isNull();
            if (seed % AGAIN == 0) {
                assertThat(Run.of(seed, SeededFault.NONE, false).hash())
                        .as("seed %d run again", seed)
                        .isEqualTo(run.hash());
            }
            figures.add(run);
        }
        figures.print(System.out);
    }
}
