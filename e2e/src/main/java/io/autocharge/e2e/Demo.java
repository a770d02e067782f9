package io.autocharge.e2e;

import io.autocharge.e2e.Steps.StepFailed;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Plays the journeys of the product through the public API, as a partner would, and says what came of each step. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Plays the journeys J1 to J5 through the API of a running system.")
public final class Demo implements Callable<Integer> {

    @Option(
            names = "--home",
            paramLabel = "<folder>",
            defaultValue = "${env:AUTOCHARGE_HOME:-.autocharge}",
            description = "The data folder of the running system (default: ${DEFAULT-VALUE}).")
    private Path home;

    private final PrintStream out;

    Demo(PrintStream out) {
        this.out = out;
    }

    /** Plays, and exits with 0 only if each step came out as promised. */
    public static void main(String... args) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Demo(out)).execute(args));
    }

    @Override
    public Integer call() {
        var started = System.nanoTime();
        var steps = new Steps(out);
        try {
            var addresses = Addresses.in(home);
            var play = new Journeys(new Operator(addresses), steps, new Keepsakes(home.resolve("demo")));
            play.all();
            out.printf("%n%d steps, all as promised, in %.1f s.%n", steps.done(), (System.nanoTime() - started) / 1e9);
            out.print(play.epilogue());
            return 0;
        } catch (StepFailed e) {
            out.println();
            out.println("The step '" + e.step() + "' did not come out as promised.");
            out.println(reason(e.getCause()));
            out.println("The logs of the services are in " + home.resolve("logs") + ".");
            return 1;
        } catch (RuntimeException e) {
            out.println(e.getMessage());
            return 2;
        }
    }

    private static String reason(Throwable cause) {
        if (cause instanceof Unexpected unexpected) {
            return "  expected: " + unexpected.expected() + System.lineSeparator() + "  came:     " + unexpected.came();
        }
        return "  came:     " + cause;
    }
}
