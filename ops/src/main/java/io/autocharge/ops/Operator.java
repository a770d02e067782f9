package io.autocharge.ops;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** The operator's command line: looks into a running system and, in the sandbox, lets time pass. */
@TopCommand
@Command(
        name = "ops",
        mixinStandardHelpOptions = true,
        version = "autocharge ops 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Looks into a running Autocharge.",
        subcommands = {
            StreamsCommand.class,
            LettersCommand.class,
            ClockCommand.class,
            ReconciliationCommand.class,
            UnfreezeCommand.class
        },
        footer = {
            "",
            "The system is found by its data folder: --home, else AUTOCHARGE_HOME,",
            "else .autocharge. One that ./autocharge did not start is found by --url,",
            "such as --url invoice=http://10.0.0.7:8082, and --token-file.",
            "",
            "Answers 0 if all is well, 1 if something is not, 2 if it was asked wrongly."
        })
public class Operator {}
