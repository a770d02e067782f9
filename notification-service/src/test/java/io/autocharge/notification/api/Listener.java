package io.autocharge.notification.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.autocharge.runtime.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A partner's endpoint on this machine. */
final class Listener implements AutoCloseable {

    /** What it heard. */
    record Heard(String id, String timestamp, String signature, String text) {

        JsonNode body() {
            try {
                return Json.STRICT.readTree(text);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile Function<Heard, Integer> answer = one -> 204;

    Listener() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "listener");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            var one = new Heard(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            heard.add(one);
            exchange.sendResponseHeaders(answer.apply(one), -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** What it answers from now on. */
    void answers(Function<Heard, Integer> answer) {
        this.answer = answer;
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
