package io.autocharge.stack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

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

    /** It answers a GET with 200. Asked by hand: a whole HTTP client costs the machine more than many parts do. */
    static Probe answers(int port, String path) {
        var question = "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n".formatted(path, port);
        return () -> {
            try (var socket = connect(port)) {
                socket.getOutputStream().write(question.getBytes(StandardCharsets.US_ASCII));
                var start = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
                return new String(start, StandardCharsets.US_ASCII).endsWith(" 200");
            }
        };
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
