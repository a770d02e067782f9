package io.autocharge.payment.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.runtime.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A payment processor on this machine that remembers what it was asked for and fails when told to. */
public final class ProcessorDouble implements AutoCloseable {

    /** How the next order to charge goes wrong. */
    public enum Fault {
        NONE,
        DROP_BEFORE,
        DROP_AFTER,
        ERROR_AFTER,
        GARBAGE_AFTER,
        NEVER_ANSWERED
    }

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms for an acknowledgement
    }

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Fault> faults = new ArrayDeque<>();
    private final Map<String, ObjectNode> byReference = new HashMap<>();
    private final Map<String, ObjectNode> refunds = new HashMap<>();
    private String nextRefund = "succeeded";
    private final List<String> asked = new ArrayList<>();
    private String next = "succeeded";
    private String nextCode;
    private boolean blind;

    public ProcessorDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(8, task -> {
            var thread = new Thread(task, "processor-double");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/v1/charges", this::charges);
        server.createContext("/v1/tokens/", this::tokens);
        server.createContext("/v1/refunds", this::refunds);
        server.createContext("/orders", exchange -> answer(exchange, 200, String.join("\n", orders())));
        server.start();
    }

    /** The adapter under test, with little patience. */
    public PaymentProcessor processor(Duration keyWindow) {
        return new HttpProcessor(url(), keyWindow, Duration.ofMillis(400), Duration.ofSeconds(5));
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What the next new charges come to: {@code succeeded}, {@code pending}, {@code declined} or a word nobody knows. */
    public synchronized void decide(String status, String code) {
        next = status;
        nextCode = code;
    }

    /** What the next new refunds come to: {@code succeeded}, {@code pending} or a word nobody knows. */
    public synchronized void decideRefund(String status) {
        nextRefund = status;
    }

    /** How many times a refund was ordered under this id. */
    public synchronized long orders(io.autocharge.contracts.payment.RefundId refund) {
        return asked.stream().filter(refund.value()::equals).count();
    }

    /** What becomes of a charge later. */
    public synchronized void becomes(ChargeId charge, String status, String code) {
        byReference.get(charge.value()).put("status", status).put("return_code", code);
    }

    public synchronized void fail(Fault fault) {
        faults.add(fault);
    }

    /** Whether look-ups lag behind and find nothing. */
    public synchronized void blind(boolean blind) {
        this.blind = blind;
    }

    /** All ids under which anything was ordered, as often as it was. */
    private synchronized List<String> orders() {
        return List.copyOf(asked);
    }

    /** How many times a charge was ordered under this id. */
    public synchronized long orders(ChargeId charge) {
        return asked.stream().filter(charge.value()::equals).count();
    }

    /** Whether money was taken under this id. */
    public synchronized boolean took(ChargeId charge) {
        var known = byReference.get(charge.value());
        return known != null
                && List.of("succeeded", "settled").contains(known.get("status").asText());
    }

    private void charges(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            var reference = exchange.getRequestURI().getQuery().replace("reference=", "");
            answer(exchange, 200, found(reference));
            return;
        }
        var order = Json.TOLERANT.readTree(exchange.getRequestBody());
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var fault = next(order, key);
        if (fault == Fault.DROP_BEFORE) {
            exchange.close();
            return;
        }
        var charged = charged(order, key);
        if (fault == Fault.NEVER_ANSWERED) {
            await();
        }
        if (fault == Fault.DROP_AFTER || fault == Fault.NEVER_ANSWERED) {
            exchange.close();
        } else if (fault == Fault.ERROR_AFTER) {
            answer(exchange, 500, "{\"code\":\"broken\"}");
        } else if (fault == Fault.GARBAGE_AFTER) {
            answer(exchange, 200, "<html>hello</html>");
        } else {
            answer(exchange, 200, charged);
        }
    }

    private synchronized Fault next(JsonNode order, String key) {
        if (!key.equals(order.get("reference").asText())) {
            throw new IllegalStateException("The key is not the reference.");
        }
        asked.add(key);
        return faults.isEmpty() ? Fault.NONE : faults.remove();
    }

    private synchronized String charged(JsonNode order, String key) {
        var known = byReference.get(key);
        if (known == null) {
            known = Json.TOLERANT.createObjectNode();
            var declines = order.get("token").asText().equals("tok_declined");
            var takesDays = order.get("token").asText().equals("tok_bank");
            known.put("id", "ch_" + byReference.size()).put("reference", key);
            known.put("status", declines ? "declined" : takesDays ? "pending" : next);
            known.put("decline_code", declines ? "insufficient_funds" : nextCode);
            known.set("amount", order.get("amount"));
            byReference.put(key, known);
        }
        return known.toString();
    }

    private synchronized String found(String reference) {
        var known = byReference.get(reference);
        return known == null || blind ? "{\"data\":[]}" : "{\"data\":[" + known + "]}";
    }

    private void refunds(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            var found = refund(exchange.getRequestURI().getQuery().replace("reference=", ""));
            answer(exchange, 200, "{\"data\":[" + (found == null ? "" : found) + "]}");
            return;
        }
        var order = Json.TOLERANT.readTree(exchange.getRequestBody());
        var key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        var fault = next(order, key);
        if (fault == Fault.DROP_BEFORE) {
            exchange.close();
            return;
        }
        var refunded = refunded(order, key);
        if (fault == Fault.DROP_AFTER) {
            exchange.close();
        } else {
            answer(exchange, fault == Fault.ERROR_AFTER ? 500 : 200, refunded);
        }
    }

    private synchronized ObjectNode refund(String reference) {
        return blind ? null : refunds.get(reference);
    }

    private synchronized String refunded(JsonNode order, String key) {
        return refunds.computeIfAbsent(key, reference -> {
                    var failing = order.get("charge").asText().equals("ch_failing");
                    return Json.TOLERANT
                            .createObjectNode()
                            .put("id", "re_" + refunds.size())
                            .put("reference", reference)
                            .put("status", failing ? "failed" : nextRefund)
                            .put("failure_code", failing ? "expired_or_canceled_card" : null);
                })
                .toString();
    }

    private void tokens(HttpExchange exchange) throws IOException {
        var token = exchange.getRequestURI().getPath().replace("/v1/tokens/", "");
        switch (token) {
            case "tok_visa", "tok_declined" ->
                answer(
                        exchange,
                        200,
                        """
                    {"kind":"card","brand":"visa","last4":"4242","exp_month":12,"exp_year":2030}""");
            case "tok_bank" ->
                answer(
                        exchange,
                        200,
                        """
                    {"kind":"bank_account","bank_name":"First","last4":"6789","account_type":"checking","new":true}""");
            case "tok_odd" -> answer(exchange, 200, "{\"kind\":\"cheque\",\"last4\":\"1\"}");
            case "tok_broken" -> answer(exchange, 500, "{}");
            default -> answer(exchange, 404, "{\"code\":\"not_found\"}");
        }
    }

    private void await() {
        try {
            closing.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
