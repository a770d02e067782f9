package io.autocharge.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Attack row A15: {@link Canary Canaries} in each part of each kind of request, well-formed or not, to one server; none may
 * be read in what it logs meanwhile, nor in a problem that it answers. Each server has a subclass. By option {@code
 * autocharge.a15.full} every canary is at every place, else each place has one of them in turn.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class LogCanaries {

    /** One way in; {@code template} has parameters in braces. */
    public record Way(String method, String template) {}

    private static final boolean FULL = Boolean.getBoolean("autocharge.a15.full");
    private static final List<String> HEADERS = List.of(
            "Accept", "Content-Type", "Idempotency-Key", "If-Match", "Origin", "Prefer", "User-Agent", "X-Anything");
    private static final List<String> QUERY =
            List.of("external_id", "name", "email", "after", "limit", "token", "customer_id", "outcome");
    private static final String FORM = "grant_type=client_credentials&client_id=key_1&client_secret=C&email=C&token=C"
            + "&code=C&name=C&passphrase=C&client_assertion=C";
    private static final List<String> BODIES = List.of(
            "{\"name\":\"C\",\"email\":\"C\",\"client_secret\":\"C\",\"token\":\"C\"}",
            "{\"users\":[{\"name\":{\"first\":\"C\"}}]}",
            "{\"name\":\"C",
            "{\"name\":C}",
            "[\"C\"]",
            "\"C\"");

    private static final List<String> STRANGE = List.of(
            "C\r\n\r\n",
            "GET /C%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /q/health?C=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: C\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nC C: C\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET / HTTP/1.1\r\nX: C" + "a".repeat(17_000) + "\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /C" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "POST PATH HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: C\r\n\r\nC",
            "POST PATH HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: C\r\n\r\nC",
            "POST PATH HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nC\r\nC\r\n\r\n",
            "C PATH HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET PATH HTTP/C\r\nHost: x\r\nConnection: close\r\n\r\n");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> told = new ArrayList<>();
    private int requests;
    private int turn;
    private int place;

    /** Where the server listens. */
    protected abstract URI here();

    /** What it is called in the figure that is printed. */
    protected abstract String name();

    /** All ways in. */
    protected abstract List<Way> ways();

    /** The {@code Authorization} with which the server takes what it is told. */
    protected abstract String authorization();

    /** Bodies that the server takes, with {@code C} for the canary. */
    protected abstract List<String> takenBodies();

    @Test
    void no_canary_is_read_in_a_log_or_in_a_problem() throws IOException, InterruptedException {
        try (var overheard = Overheard.now()) {
            for (var way : ways()) {
                plant(way);
            }
            for (var canary : Canary.ALL) {
                for (var strange : STRANGE) {
                    shout(strange.replace("PATH", ways().get(0).template()).replace("C", canary.value()), canary);
                }
            }
            Logger.getLogger("io.autocharge.control")
                    .errorf(
                            "This line is heard, without its %s",
                            Canary.ALL.get(6).value());
            var lines = overheard.lines();
            var found = new TreeSet<String>();
            for (var canary : Canary.ALL) {
                lines.stream().filter(canary::isIn).forEach(line -> found.add(canary.kind() + ": " + line));
            }
            System.out.printf(
                    "A15: %s, %d requests with canaries of %d kinds, %d lines logged, canaries found in logs %d,"
                            + " in problems %d (bound 0)%n",
                    name(), requests, Canary.ALL.size(), lines.size(), found.size(), told.size());
            assertThat(lines).anyMatch(line -> line.contains("This line is heard, without its ***"));
            assertThat(found).isEmpty();
            assertThat(told).isEmpty();
        }
    }

    /** Place after place, the next canary. */
    private void plant(Way way) throws IOException, InterruptedException {
        var first = turn++;
        for (int i = 0; i < Canary.ALL.size(); i++) {
            place = first + i;
            plant(Canary.ALL.get(i), way);
        }
    }

    private void plant(Canary canary, Way way) throws IOException, InterruptedException {
        var word = URLEncoder.encode(canary.value(), StandardCharsets.UTF_8).replace("+", "%20");
        var plain = way.template().replaceAll("\\{[^/]*}", "x");
        var named = way.template().replaceAll("\\{[^/]*}", word);
        ask(canary, way, named.contains(word) ? named : plain.replaceAll("/$", "") + "/" + word, null, Map.of());
        ask(canary, way, plain + "?" + String.join("=" + word + "&", QUERY) + "=" + word, null, Map.of());
        for (var header : HEADERS) {
            ask(canary, way, plain, "{}", Map.of(header, canary.value()));
        }
        for (var shown : List.of("Bearer " + canary.value(), "Basic " + canary.basic(), canary.value())) {
            ask(canary, way, plain, "{}", Map.of("Authorization", shown));
        }
        ask(
                canary,
                way,
                plain,
                "{}",
                Map.of("Authorization", "", "Cookie", "__Host-sid=" + word + "; __Host-ml=" + word));
        if (!way.method().equals("GET")) {
            var bodies = new ArrayList<>(BODIES);
            bodies.addAll(takenBodies());
            for (var body : bodies) {
                ask(canary, way, plain, body.replace("C", canary.value()), Map.of());
            }
            var form = Map.of("Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "same-origin");
            ask(canary, way, plain, FORM.replace("C", word), form);
        }
    }

    private void ask(Canary canary, Way way, String path, String body, Map<String, String> more)
            throws IOException, InterruptedException {
        if (place++ % Canary.ALL.size() != 0 && !FULL) {
            return;
        }
        Map<String, String> headers = new LinkedHashMap<>(Map.of(
                "Content-Type", "application/json",
                "Idempotency-Key", UUID.randomUUID().toString(),
                "Authorization", authorization()));
        headers.putAll(more);
        headers.values().removeIf(String::isEmpty);
        var request = HttpRequest.newBuilder(here().resolve(path))
                .method(
                        way.method(),
                        body == null || way.method().equals("GET")
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        var answer = client.send(request.build(), BodyHandlers.ofString());
        requests++;
        heard(
                canary,
                way + " " + path,
                answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
    }

    private void shout(String request, Canary canary) throws IOException {
        try (var socket = new Socket(here().getHost(), here().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            requests++;
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            heard(canary, request, answer, answer);
        }
    }

    private void heard(Canary canary, String asked, String type, String answer) {
        if (type.contains("application/problem+json") && canary.isIn(answer)) {
            told.add(canary.kind() + ": " + asked.lines().findFirst().orElse("") + " -> " + answer);
        }
    }
}
