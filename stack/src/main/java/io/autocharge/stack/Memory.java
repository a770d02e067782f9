package io.autocharge.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process holds. */
final class Memory {

    private Memory() {}

    /** The resident memory in MiB, or null where the system does not tell. */
    static Long mib(long pid) {
        var proc = Path.of("/proc", String.valueOf(pid), "status");
        try {
            if (Files.exists(proc)) {
                return Files.readAllLines(proc).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(null);
            }
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
            var kib = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return kib.isEmpty() ? null : Long.valueOf(Long.parseLong(kib) / 1024);
        } catch (IOException | NumberFormatException e) {
            return null; // a figure to report, nothing depends on it
        }
    }
}
