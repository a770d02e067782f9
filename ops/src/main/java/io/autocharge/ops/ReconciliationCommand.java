package io.autocharge.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows whether the books agree, and for whom automatic charging is stopped because they do not. */
@Command(
        name = "reconciliation",
        mixinStandardHelpOptions = true,
        description = "Shows whether the books agree, and for whom automatic charging is stopped because they do not.")
class ReconciliationCommand implements Callable<Integer> {

    @Mixin
    Target target;

    @Option(names = "--json", description = "Print what the service says, as JSON.")
    boolean json;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        target.only = List.of("payment");
        var out = spec.commandLine().getOut();
        var red = new boolean[1];
        var code = new Rounds(target.installation(), spec.commandLine().getErr()).each(door -> {
            var standing = door.get("/ops/reconciliation");
            red[0] = isRed(standing);
            if (json) {
                out.println(standing.toPrettyString());
            } else {
                print(standing, out);
            }
        });
        out.flush();
        return red[0] ? 1 : code;
    }

    private static boolean isRed(JsonNode standing) {
        return !standing.path("stopped").isEmpty()
                || !standing.path("last").path("reds").isEmpty();
    }

    private static void print(JsonNode standing, PrintWriter out) {
        var last = standing.path("last");
        if (last.path("at").isMissingNode()) {
            out.println("The books were not looked at yet.");
        } else {
            out.printf(
                    "looked at %s, up to event %,d%s; %,d cases open, %,d outcomes unknown%n",
                    last.path("at").asText(),
                    last.path("position").asLong(),
                    last.path("caught_up").asBoolean() ? "" : " (more is to come)",
                    last.path("open_cases").asLong(),
                    last.path("unknown").asLong());
        }
        if (last.hasNonNull("processor_away")) {
            out.println("the processor could not be asked: "
                    + last.path("processor_away").asText());
        }
        if (last.path("strangers").asLong() > 0) {
            out.printf(
                    "%,d payments at the processor are nobody's here%n",
                    last.path("strangers").asLong());
        }
        var invariants = new Table("INVARIANT", "", "MUST HOLD");
        standing.path("invariants")
                .forEach(held -> invariants.row(
                        held.path("id").asText(),
                        held.path("holds").asBoolean() ? "holds" : "BROKEN",
                        held.path("equation").asText()));
        invariants.print(out);
        findings(last.path("reds"), out);
        stopped(standing.path("stopped"), out);
    }

    private static void findings(JsonNode reds, PrintWriter out) {
        var table = new Table("BROKEN", "PARTNER", "ABOUT", "FINDING");
        reds.forEach(red -> table.row(
                red.path("invariant").asText(),
                red.path("partner_id").asText(),
                red.path("about").asText(),
                red.path("finding").asText()));
        if (!table.isEmpty()) {
            table.print(out);
        }
    }

    private static void stopped(JsonNode partners, PrintWriter out) {
        var table = new Table("STOPPED", "SINCE", "BY", "FINDING");
        partners.forEach(partner -> partner.path("reasons")
                .forEach(reason -> table.row(
                        partner.path("id").asText(),
                        reason.path("frozen_at").asText(),
                        reason.path("invariant").asText(),
                        reason.path("finding").asText())));
        if (!table.isEmpty()) {
            table.print(out);
            out.println("  when it is cleared up: ops unfreeze --partner ID --note \"how\"");
        }
    }
}
