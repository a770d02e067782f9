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

/** Shows where every stream stands: what is told, what is heard, who reads, what waits and what is stuck. */
@Command(
        name = "streams",
        mixinStandardHelpOptions = true,
        description = "Shows where every stream of every service stands.")
class StreamsCommand implements Callable<Integer> {

    @Mixin
    Target target;

    @Option(names = "--json", description = "Print what the services say, as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var all = new ObjectMapper().createObjectNode();
        var code = new Rounds(target.installation(), spec.commandLine().getErr()).each(door -> {
            var streams = door.get("/ops/streams");
            if (json) {
                all.set(door.service(), streams);
            } else {
                print(door.service(), streams, out);
            }
        });
        if (json) {
            out.println(all.toPrettyString());
        }
        out.flush();
        return code;
    }

    private static void print(String service, JsonNode streams, PrintWriter out) {
        out.printf("%s   %,d events stored%n", service, streams.path("tail").asLong());
        var table = new Table("STREAM", "", "AT", "BEHIND", "LETTERS", "");
        outlet(table, streams.path("outlet"));
        streams.path("intakes").forEach(intake -> intake(table, intake));
        streams.path("readers").forEach(reader -> reader(table, reader));
        table.print(out);
        var lists = new Table("WORKLIST", "DUE", "STUCK", "NEXT");
        streams.path("worklists")
                .forEach(list -> lists.row(
                        list.path("name").asText(),
                        number(list.path("due")),
                        number(list.path("stuck")),
                        list.path("next_at").asText("")));
        if (!lists.isEmpty()) {
            lists.print(out);
        }
        var letters = streams.path("dead_letters");
        if (letters.path("waiting").asLong() + letters.path("rejected").asLong() > 0) {
            out.printf(
                    "  %,d records from Kafka wait, %,d were refused: ops letters --service %s%n",
                    letters.path("waiting").asLong(), letters.path("rejected").asLong(), service);
        }
        out.println();
    }

    private static void outlet(Table table, JsonNode outlet) {
        if (outlet.isObject()) {
            table.row(
                    outlet.path("topic").asText(),
                    "tells",
                    number(outlet.path("position")),
                    number(outlet.path("behind")),
                    "",
                    outlet.hasNonNull("failure")
                            ? outlet.path("failure").asText()
                            : outlet.path("active").asBoolean() ? "" : "another process tells");
        }
    }

    private static void intake(Table table, JsonNode intake) {
        table.row(
                intake.path("topic").asText(),
                "hears",
                "",
                intake.hasNonNull("lag") ? number(intake.path("lag")) : "?",
                number(intake.path("waiting_keys")),
                intake.path("failure").asText(""));
    }

    private static void reader(Table table, JsonNode reader) {
        table.row(
                reader.path("name").asText(),
                reader.path("policy").asBoolean() ? "policy" : "view",
                number(reader.path("position")),
                number(reader.path("behind")),
                number(reader.path("dead_letters")),
                state(reader));
    }

    private static String state(JsonNode reader) {
        if (!reader.path("running").asBoolean()) {
            return "stopped";
        }
        return reader.path("replaying").asBoolean() ? "replays" : "";
    }

    private static String number(JsonNode number) {
        return String.format("%,d", number.asLong());
    }
}
