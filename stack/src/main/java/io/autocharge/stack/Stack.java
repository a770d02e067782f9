package io.autocharge.stack;

import io.autocharge.stack.Settings.Unfit;
import io.autocharge.stack.mail.MailCatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jose4j.lang.JoseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the whole system on this machine and keeps it running until it is told to stop. */
@Command(
        name = "stack",
        mixinStandardHelpOptions = true,
        description = "Starts broker, store, mail catcher, payment processor and services, and keeps them running.")
public final class Stack implements Callable<Integer> {

    private enum Choice {
        usual,
        free
    }

    @Option(names = "--home", paramLabel = "DIR", description = "The data folder (AUTOCHARGE_HOME; .autocharge).")
    private Path folder;

    @Option(
            names = "--ports",
            defaultValue = "usual",
            paramLabel = "usual|free",
            description = "Listen on the usual ports, or on free ones that run/stack.json tells.")
    private Choice choice;

    @Option(
            names = "--without-services",
            description = "Only what the services need; they are started by hand, from an IDE for example.")
    private boolean withoutServices;

    @Option(names = "--demo", description = "Play the journeys once everything runs.")
    private boolean demo;

    private final Settings settings = new Settings(System.getenv());
    private final CountDownLatch over = new CountDownLatch(1);

    public static void main(String[] args) {
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
        var line = new CommandLine(new Stack());
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof Unfit)) {
                throw failure;
            }
            System.err.println(failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, JoseException, InterruptedException {
        if (Runtime.version().feature() < 17) {
            throw new Unfit("Autocharge needs a JDK 17 or newer; this is " + Runtime.version() + ".");
        }
        var ports = choice == Choice.free ? Ports.free() : Ports.from(settings);
        var home = Home.take(
                folder == null ? settings.home() : folder.toAbsolutePath().normalize());
        var blueprint = new Blueprint(settings, ports, home.folder(), Blueprint.root());
        var foundations = blueprint.foundations();
        var services = withoutServices ? List.<Part>of() : blueprint.services();
        requireFree(ports, foundations, services);
        KeyRing.complete(home.keys());

        var supervisor = new Supervisor(home, byName(ports), blueprint.environment());
        var mail = new MailCatcher("127.0.0.1", ports.of(Door.SMTP), ports.of(Door.MAIL), home.data("mail"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, mail, home), "stop"));

        System.out.println("Starting on " + home.folder());
        mail.start();
        supervisor.start(foundations);
        supervisor.start(services);
        for (var module : withoutServices ? List.<String>of() : blueprint.missing()) {
            System.out.printf("  %-13s is left out: it has not been built%n", module);
        }
        System.out.print(welcome(ports, supervisor.ready()));
        if (demo) {
            play(blueprint, home);
        }
        System.out.println("Ctrl-C stops it.");
        over.await();
        return 0;
    }

    private static void requireFree(Ports ports, List<Part> foundations, List<Part> services) {
        var needed = new ArrayList<Door>();
        foundations.forEach(part -> needed.add(part.door()));
        services.forEach(part -> needed.add(part.door()));
        if (needed.contains(Door.KAFKA)) {
            needed.add(Door.KAFKA_CONTROLLER);
        }
        needed.add(Door.SMTP);
        needed.add(Door.MAIL);
        ports.requireFree(needed);
    }

    private static Map<String, Integer> byName(Ports ports) {
        var names = new LinkedHashMap<String, Integer>();
        for (var door : Door.values()) {
            names.put(door.label(), ports.of(door));
        }
        return names;
    }

    private static String welcome(Ports ports, double seconds) {
        return String.format(
                Locale.ROOT,
                """

                Autocharge runs; it took %.1f s.
                  Pages and API      http://127.0.0.1:%d
                  Caught mail        http://127.0.0.1:%d
                  Payment processor  http://127.0.0.1:%d
                  Kafka              127.0.0.1:%d
                  MongoDB wire       mongodb://127.0.0.1:%d
                """,
                seconds,
                ports.of(Door.WEB),
                ports.of(Door.MAIL),
                ports.of(Door.PROCESSOR),
                ports.of(Door.KAFKA),
                ports.of(Door.MONGODB));
    }

    private static void play(Blueprint blueprint, Home home) throws IOException, InterruptedException {
        var play = blueprint
                .guest("e2e", "io.autocharge.e2e.Demo", "--home", home.folder().toString())
                .start();
        var status = play.waitFor();
        if (status != 0) {
            System.out.println("The demo ended with status " + status + "; the system stays up for a look.");
        }
    }

    private static void stop(Supervisor supervisor, MailCatcher mail, Home home) {
        System.out.println("Stopping");
        supervisor.close();
        mail.close();
        home.close();
    }
}
