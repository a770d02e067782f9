package io.autocharge.stack.processor;

import io.autocharge.stack.Settings;
import io.autocharge.stack.http.LightServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;

/**
 * The sandbox's payment processor, a process of its own: it takes test cards and test bank accounts, never loses what
 * it has answered, and can be told to misbehave. Tests ask it what money really moved.
 */
public final class Sandbox implements AutoCloseable {

    private final Ledger ledger;
    private final LightServer server;

    /** Opens the processor over its journal; a bank payment settles or returns after the given time. */
    public Sandbox(String host, int port, Path journal, Clock clock, Duration settlement, Duration keyWindow)
            throws IOException {
        ledger = new Ledger(journal, clock, settlement, keyWindow);
        server = new LightServer(host, port);
        new Desk(ledger, new Faults(new Random())).open(server);
        server.start();
    }

    /** Where it listens. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() throws IOException {
        server.close();
        ledger.close();
    }

    public static void main(String[] args) throws IOException {
        var settings = new Settings(System.getenv());
        var sandbox = new Sandbox(
                settings.text("AUTOCHARGE_HTTP_HOST", "127.0.0.1"),
                settings.port("AUTOCHARGE_HTTP_PORT", 8090),
                settings.home().resolve("data/processor/journal.ndjson"),
                Clock.systemUTC(),
                Duration.ofSeconds(settings.number("AUTOCHARGE_SANDBOX_ACH_SECONDS", 2, 0, 86_400)),
                Duration.ofSeconds(settings.number("AUTOCHARGE_SANDBOX_KEY_WINDOW_SECONDS", 0, 0, 86_400 * 365)));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                sandbox.close();
            } catch (IOException e) {
                System.err.println("The journal was not closed: " + e.getMessage());
            }
        }));
        System.out.println("Sandbox processor listens on " + sandbox.port());
    }
}
