package io.autocharge.runtime.mongo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name of this process among those that share a database. It says enough for a successor on the same machine to see that
 * its predecessor is dead, so that a restart need not wait for leases to end.
 */
public final class Node {

    private static final String PLACE = place();
    private static final ProcessHandle SELF = ProcessHandle.current();

    /** Unique for this process. */
    public static final String ID = PLACE + "/" + SELF.pid() + "/" + startOf(SELF);

    private Node() {}

    /** Whether the process {@code id} ran in the same place as this one and runs no longer; false if that cannot be told. */
    static boolean isSurelyDead(String id) {
        var parts = id.split("/");
        if (parts.length != 3 || !parts[0].equals(PLACE)) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(parts[1]))
                .filter(process -> startOf(process).equals(parts[2]))
                .isEmpty();
    }

    private static String startOf(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> String.valueOf(start.toEpochMilli()))
                .orElse("0");
    }

    /** One boot of one machine, and one space of process ids in it; where that cannot be told, nobody else's place. */
    private static String place() {
        try {
            var boot =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim();
            var space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return boot + space.replaceAll("[^0-9]", "-");
        } catch (IOException | RuntimeException e) {
            return UUID.randomUUID().toString();
        }
    }
}
