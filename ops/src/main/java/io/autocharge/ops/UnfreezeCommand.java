package io.autocharge.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes automatic charging up again for a partner. */
@Command(
        name = "unfreeze",
        mixinStandardHelpOptions = true,
        description = "Takes automatic charging up again for a partner, after the finding was cleared up.")
class UnfreezeCommand implements Callable<Integer> {

    @Mixin
    Target target;

    @Option(names = "--partner", paramLabel = "ID", required = true, description = "Whose.")
    String partner;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            required = true,
            description = "How the finding was cleared up; it is kept for good.")
    String note;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (!partner.matches("par_[0-9A-Z]{26}")) {
            throw new Trouble("--partner is an id such as par_01JF…, as ops reconciliation shows it.");
        }
        if (note.isBlank()) {
            throw new Trouble("--note says how it was cleared up.");
        }
        target.only = List.of("payment");
        var out = spec.commandLine().getOut();
        var body = new ObjectMapper().createObjectNode().put("note", note);
        var code = new Rounds(target.installation(), spec.commandLine().getErr()).each(door -> {
            door.post("/ops/partners/" + partner + "/unfreeze", body);
            out.println("Charges are made automatically again for " + partner + ".");
        });
        out.flush();
        return code;
    }
}
