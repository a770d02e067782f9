package io.autocharge.stack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a part whether it does its work yet. */
interface Probe {

    /** How long a part may take for an answer. */
    int PATIENCE_MS = 2_000;

    /** Whether it answers as it should. */
    boolean ready() throws IOException, InterruptedException;

    /** It accepts a connection. */
    static Probe listens(int port) {
        return () -> {
            connect(port).close();
            return true;
        };
    }

    /** It answers a GET with 200. */
    static Probe answers(int port, String path) {
        var client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(PATIENCE_MS))
                .build();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                .timeout(Duration.ofMillis(PATIENCE_MS))
                .build();
        return () -> client.send(request, BodyHandlers.discarding()).statusCode() == 200;
    }

    /** It answers the first question of every Kafka client: which versions do you speak? */
    static Probe speaksKafka(int port) {
        return () -> {
            try (var socket = connect(port)) {
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeInt(10);
                out.writeShort(18); // ApiVersions
                out.writeShort(0);
                out.writeInt(1);
                out.writeShort(-1);
                out.flush();
                var in = new DataInputStream(socket.getInputStream());
                return in.readInt() > 6 && in.readInt() == 1 && in.readShort() == 0;
            }
        };
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
