package io.autocharge.ops;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which system, and which of its services. */
class Target {

    @Option(names = "--home", paramLabel = "DIR", description = "The data folder of the system.")
    Path home;

    @Option(
            names = "--service",
            paramLabel = "NAME",
            split = ",",
            description = "Only this service: customer, invoice, payment or notification. May be repeated.")
    List<String> only = List.of();

    @Option(names = "--url", paramLabel = "NAME=URL", description = "Where a service is. May be repeated.")
    Map<String, String> urls = new LinkedHashMap<>();

    @Option(names = "--token-file", paramLabel = "FILE", description = "The file with the operators' token.")
    Path tokenFile;

    Installation installation() {
        return Installation.find(this, System.getenv());
    }
}
