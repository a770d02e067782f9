package io.autocharge.ops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the dead letters: what could not be taken or handled, and why. */
@Command(
        name = "letters",
        mixinStandardHelpOptions = true,
        description = "Shows what could not be taken from Kafka, or not handled by a policy or view, and why.")
class LettersCommand implements Callable<Integer> {

    @Mixin
    Target target;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many of each kind (${DEFAULT-VALUE}).")
    int limit;

    @Option(names = "--json", description = "Print what the services say, as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (limit < 1 || limit > 1_000) {
            throw new Trouble("--limit is a number from 1 to 1000.");
        }
        var out = spec.commandLine().getOut();
        var all = new ObjectMapper().createObjectNode();
        var code = new Rounds(target.installation(), spec.commandLine().getErr()).each(door -> {
            var letters = door.get("/ops/letters?limit=" + limit);
            if (json) {
                all.set(door.service(), letters);
            } else {
                print(door.service(), letters, out);
            }
        });
        if (json) {
            out.println(all.toPrettyString());
        }
        out.flush();
        return code;
    }

    private static void print(String service, JsonNode letters, PrintWriter out) {
        var table = new Table("FROM", "WHICH", "ABOUT", "WHY", "WHAT NOW");
        letters.path("records")
                .forEach(letter -> table.row(
                        letter.path("topic").asText(),
                        letter.path("id").asText(),
                        letter.path("key").asText(""),
                        letter.path("reason").asText() + ": "
                                + letter.path("detail").asText(""),
                        letter.path("state").asText().toLowerCase(java.util.Locale.ROOT)
                                + (letter.path("holds_up").asBoolean() ? ", holds up its key" : "")));
        letters.path("events")
                .forEach(letter -> table.row(
                        letter.path("reader").asText(),
                        letter.path("type").asText() + " @"
                                + letter.path("position").asText(),
                        letter.path("aggregate").asText(),
                        letter.path("cause").asText(),
                        "parked"));
        if (table.isEmpty()) {
            out.println(service + "   no dead letters");
        } else {
            out.println(service);
            table.print(out);
        }
        out.println();
    }
}
