package io.autocharge.ops;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import picocli.CommandLine;

/** How the command line speaks: what goes wrong is one sentence and a code, never a stack trace. */
@Singleton
class Console {

    @Produces
    @Singleton
    CommandLine commandLine(PicocliCommandLineFactory factory) {
        return polite(factory.create());
    }

    static CommandLine polite(CommandLine line) {
        return line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr()
                    .println(
                            failure instanceof Trouble
                                    ? failure.getMessage()
                                    : "Something broke that should not: " + failure);
            return failure instanceof Trouble ? 2 : 1;
        });
    }
}
