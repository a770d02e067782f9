package io.autocharge.stack.mongo;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server in a process of its own, which can be killed. */
record ServerProcess(Process process, String uri) implements AutoCloseable {

    /** Prints where it listens. */
    public static final class Main {

        private Main() {}

        public static void main(String[] args) {
            var compaction = new Storage.Compaction(Long.parseLong(args[1]), 0);
            System.out.println(
                    EmbeddedMongo.start(Path.of(args[0]), 0, compaction).uri());
        }
    }

    static ServerProcess start(Path folder, long compactFrom, String... under) throws IOException {
        var command = new ArrayList<>(List.of(under));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                folder.toString(),
                String.valueOf(compactFrom)));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var uri = new BufferedReader(process.inputReader()).readLine();
        if (uri == null || !uri.startsWith("mongodb://")) {
            throw new IllegalStateException("The server did not start: " + uri);
        }
        return new ServerProcess(process, uri);
    }

    MongoClient connect() {
        return MongoClients.create(uri
                + "/?w=majority&journal=true&retryWrites=false&serverSelectionTimeoutMS=15000&connectTimeoutMS=5000");
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
