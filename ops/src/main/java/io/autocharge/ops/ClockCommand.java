package io.autocharge.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what time it is for the business, and in the sandbox lets time pass. */
@Command(
        name = "clock",
        mixinStandardHelpOptions = true,
        description = "Shows what time it is for each service; in the sandbox, lets time pass for all of them.")
class ClockCommand implements Callable<Integer> {

    @Mixin
    Target target;

    @Option(
            names = "--advance",
            paramLabel = "TIME",
            description =
                    "Let so much time pass, such as P30D for thirty days or PT6H for six hours. It never goes back.")
    String advance;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        check();
        var table = new Table("SERVICE", "NOW", "AHEAD");
        var body = new ObjectMapper().createObjectNode().put("advance", advance);
        var code = new Rounds(target.installation(), spec.commandLine().getErr()).each(door -> {
            var clock = advance == null ? door.get("/ops/clock") : door.post("/ops/clock", body);
            table.row(
                    door.service(),
                    clock.path("now").asText(),
                    clock.path("ahead").asText());
        });
        var out = spec.commandLine().getOut();
        if (!table.isEmpty()) {
            table.print(out);
        }
        out.flush();
        return code;
    }

    private void check() {
        if (advance == null) {
            return;
        }
        try {
            if (advance.contains("T")
                    ? Duration.parse(advance).isNegative()
                    : Period.parse(advance).isNegative()) {
                throw new Trouble("Time never goes back.");
            }
        } catch (DateTimeParseException e) {
            throw new Trouble(
                    "--advance is a time such as P30D (thirty days) or PT6H (six hours), not '" + advance + "'.");
        }
    }
}
