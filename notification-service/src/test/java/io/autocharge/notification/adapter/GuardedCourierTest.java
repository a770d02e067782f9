package io.autocharge.notification.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.notification.domain.Courier.Answer;
import io.autocharge.notification.domain.Courier.Parcel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GuardedCourierTest {

    private static final int FLIPS = Integer.getInteger("autocharge.a12.flips", 500);
    private static final String NAME = "hooks.contoso.example";
    private static final String URL = "https://" + NAME + "/autocharge?from=us";
    private static final InetAddress PUBLIC = address("93.184.215.14");

    /** What lies behind each of these is closed to partners. */
    private static final List<String> CLOSED_ADDRESSES = List.of(
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "0.1.2.3",
            "10.0.0.1",
            "10.255.255.255",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.0.1",
            "192.168.255.255",
            "169.254.169.254",
            "169.254.170.2",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "168.63.129.16",
            "192.0.0.1",
            "192.0.0.192",
            "192.0.2.1",
            "192.88.99.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.7",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::a00:1",
            "100::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
            "2001::1",
            "2001:0:53aa:64c:0:0:80ff:fffe",
            "2001:10::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a9fe:a9fe::1",
            "3fff::1",
            "5f00::1");

    /** No name behind them need be asked for. */
    private static final List<String> CLOSED_URLS = List.of(
            "http://hooks.contoso.example/",
            "https://hooks.contoso.example:8443/",
            "https://hooks.contoso.example:80/",
            "https://hooks.contoso.example:0/",
            "https://hooks.contoso.example:22/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f000001/",
            "https://0x7f.0.0.1/",
            "https://0177.0.0.1/",
            "https://017700000001/",
            "https://169.254.169.254/latest/meta-data/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:127.0.0.1]/",
            "https://[64:ff9b::7f00:1]/",
            "https://[fd00:ec2::254]/",
            "https://[fe80::1%25eth0]/",
            "https://93.184.215.14/",
            "https://localhost/",
            "https://localhost./",
            "https://hooks.contoso.example./",
            "https://a.localhost/",
            "https://printer.local/",
            "https://metadata.google.internal/",
            "https://mongo/",
            "https://notification-service/",
            "https://user@hooks.contoso.example/",
            "https://hooks.contoso.example@127.0.0.1/",
            "https://user:pass@hooks.contoso.example/",
            "https://127.0.0.1#@hooks.contoso.example/",
            "https://hooks.contoso.example#fragment",
            "https://hooks.contoso.example\\@127.0.0.1/",
            "https://hooks.contoso.example%00.evil.example/",
            "https://hooks.contoso.example/ HTTP/1.1\r\nHost: mongo",
            "https://127\u30020\u30020\u30021/",
            "https://\u2460\u2461\u2466.0.0.1/",
            "https://hooks_contoso.example/",
            "https://-a.example/",
            "https:///path",
            "https:hooks.contoso.example",
            "//hooks.contoso.example/",
            "hooks.contoso.example",
            "file:///etc/passwd",
            "gopher://127.0.0.1:6379/_FLUSHALL",
            "ftp://hooks.contoso.example/",
            "dict://127.0.0.1:11211/stat",
            "ldap://127.0.0.1/",
            "jar:https://hooks.contoso.example/a.jar!/",
            "javascript:alert(1)",
            "data:text/plain,hello",
            "",
            " ",
            "https://" + "a".repeat(2_050) + ".example/");

    private static final Map<String, InetAddress[]> DNS = new ConcurrentHashMap<>(Map.of(NAME, one("93.184.215.14")));
    private static final ConcurrentLinkedQueue<InetAddress> DIALLED = new ConcurrentLinkedQueue<>();
    private static final AtomicInteger CONNECTIONS = new AtomicInteger();

    private static Vertx vertx;
    private static PfxOptions certificate;
    private static int tlsPort;
    private static int plainPort;
    private static volatile Consumer<HttpServerRequest> endpoint;
    private static GuardedCourier courier;

    @TempDir
    static Path folder;

    /** An endpoint on this machine, to which the door leads whoever may go to the public internet. */
    @BeforeAll
    static void an_endpoint_opens() throws Exception {
        var store = folder.resolve("endpoint.p12");
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "san=dns:" + NAME,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        certificate = new PfxOptions().setPassword("changeit").setPath(store.toString());
        assertThat(Files.exists(store)).isTrue();
        vertx = Vertx.vertx();
        var tls = new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate);
        tlsPort = open(tls);
        plainPort = open(new HttpServerOptions());
        courier = new GuardedCourier(
                vertx, Instant::now, false, GuardedCourierTest::ask, GuardedCourierTest::lead, certificate);
    }

    private static int open(HttpServerOptions options) throws Exception {
        return vertx.createHttpServer(options.setHost("127.0.0.1").setPort(0))
                .connectionHandler(connection -> CONNECTIONS.incrementAndGet())
                .requestHandler(request -> endpoint.accept(request))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS)
                .actualPort();
    }

    @AfterAll
    static void it_closes() throws Exception {
        courier.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void no_url_leads_to_an_address_that_is_not_public() {
        DIALLED.clear();
        var urls = new ArrayList<>(CLOSED_URLS);
        urls.add("http://127.0.0.1:" + plainPort + "/");
        urls.add("http://localhost:" + plainPort + "/");
        for (var address : CLOSED_ADDRESSES) {
            var name = "n" + urls.size() + ".contoso.example";
            DNS.put(name, one(address));
            urls.add("https://" + name + "/");
        }
        DNS.put("both.contoso.example", new InetAddress[] {PUBLIC, address("10.0.0.1")});
        urls.add("https://both.contoso.example/");
        endpoint = request -> request.response().end();
        var before = CONNECTIONS.get();

        var registered = urls.stream().filter(url -> courier.objection(url).isEmpty());
        assertThat(registered).isEmpty();
        for (var url : urls) {
            assertThat(carried(url).status()).as(url).isNull();
        }

        assertThat(DIALLED).isEmpty();
        assertThat(CONNECTIONS.get()).isEqualTo(before);
        System.out.printf(
                "A12: %d URLs, 0 taken at registration, %d connections to blocked ranges%n",
                urls.size(), DIALLED.size() + CONNECTIONS.get() - before);
    }

    @Test
    void a_name_server_that_changes_its_answer_leads_nowhere_else() {
        DIALLED.clear();
        endpoint = request -> request.response().end();
        var asked = new AtomicInteger();
        var answers = new InetAddress[][] {one("93.184.215.14"), one("127.0.0.1"), one("169.254.169.254")};
        var flipping = new GuardedCourier(
                vertx,
                Instant::now,
                false,
                host -> answers[asked.getAndIncrement() % answers.length],
                GuardedCourierTest::lead,
                certificate);
        var taken = 0;
        assertThat(flipping.objection(URL)).isEmpty();
        asked.set(0);
        for (int i = 0; i < FLIPS; i++) {
            var before = asked.get();
            taken += carried(flipping, URL).isTaken() ? 1 : 0;
            assertThat(asked.get()).as("asked once per visit").isEqualTo(before + 1);
        }
        flipping.close();

        var blocked = DIALLED.stream().filter(one -> !one.equals(PUBLIC)).count();
        assertThat(taken).isEqualTo((FLIPS + 2) / 3).isEqualTo(DIALLED.size());
        assertThat(blocked).isZero();
        System.out.printf(
                "A12: %d visits while the name server flips its answer, %d connections to blocked ranges%n",
                FLIPS, blocked);
    }

    @Test
    void a_webhook_arrives_with_its_headers_at_the_host_that_was_named() {
        var seen = new ConcurrentHashMap<String, String>();
        endpoint = request -> {
            request.headers().forEach((name, value) -> seen.put(name.toLowerCase(java.util.Locale.ROOT), value));
            seen.put("uri", request.uri());
            seen.put("sni", String.valueOf(request.connection().indicatedServerName()));
            request.body().onSuccess(body -> {
                seen.put("body", body.toString());
                request.response().setStatusCode(204).end();
            });
        };

        var answer = carried(URL);

        assertThat(answer).isEqualTo(new Answer(204, null));
        assertThat(seen)
                .containsEntry("host", NAME)
                .containsEntry("sni", NAME)
                .containsEntry("uri", "/autocharge?from=us")
                .containsEntry("content-type", "application/json")
                .containsEntry("webhook-id", parcel().id().value())
                .containsEntry("webhook-timestamp", "1767225600")
                .containsEntry("webhook-signature", "v1a,one v1a,two")
                .containsEntry("body", "{}");
    }

    @Test
    void a_redirect_is_not_followed_and_is_no_success() {
        var visits = new AtomicInteger();
        endpoint = request -> {
            visits.incrementAndGet();
            request.response()
                    .setStatusCode(302)
                    .putHeader("location", "http://127.0.0.1:" + plainPort + "/")
                    .end();
        };

        var answer = carried(URL);

        assertThat(answer).isEqualTo(new Answer(302, null));
        assertThat(answer.isTaken()).isFalse();
        assertThat(visits).hasValue(1);
    }

    @Test
    void an_endless_answer_is_cut_off() {
        var closed = new java.util.concurrent.CompletableFuture<Boolean>();
        endpoint = request -> {
            var response = request.response().setChunked(true);
            response.exceptionHandler(problem -> closed.complete(true));
            response.closeHandler(end -> closed.complete(true));
            var pump = vertx.setPeriodic(1, tick -> response.write("x".repeat(1_024)));
            closed.whenComplete((done, problem) -> vertx.cancelTimer(pump));
        };

        assertThat(carried(URL)).isEqualTo(new Answer(200, null));
        assertThat(closed).succeedsWithin(Duration.ofSeconds(4));
    }

    @Test
    void a_certificate_of_another_name_is_refused() {
        DNS.put("other.contoso.example", one("93.184.215.14"));

        assertThat(carried("https://other.contoso.example/")).isEqualTo(new Answer(null, "tls_failed"));
    }

    @Test
    void the_machine_itself_is_reached_in_the_sandbox_only_and_by_its_own_names_only() {
        endpoint = request -> request.response().end();
        var own = new GuardedCourier(
                vertx, Instant::now, true, GuardedCourierTest::ask, (checked, port) -> direct(checked, port), null);
        DNS.put("loop.contoso.example", one("127.0.0.1"));

        assertThat(carried(own, "http://127.0.0.1:" + plainPort + "/x")).isEqualTo(new Answer(200, null));
        assertThat(own.objection("http://127.0.0.1:1/")).isEmpty();
        assertThat(own.objection("https://loop.contoso.example/")).isPresent();
        assertThat(own.objection("http://10.0.0.1/")).isPresent();
        assertThat(own.objection("http://loop.contoso.example/")).isPresent();
        own.close();
        assertThatThrownBy(() -> new GuardedCourier(vertx, null, null, true, false))
                .hasMessageContaining("sandbox only");
    }

    @Test
    void public_addresses_are_public() {
        assertThat(List.of("93.184.215.14", "8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"))
                .allMatch(one -> PublicAddresses.contain(address(one)));
    }

    private static Answer carried(String url) {
        return carried(courier, url);
    }

    private static Answer carried(GuardedCourier by, String url) {
        return by.carry(url, List.of(parcel()))
                .get(0)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static Parcel parcel() {
        return new Parcel(
                WebhookDeliveryId.derived("delivery"),
                Instant.parse("2026-01-01T00:00:00Z"),
                "{}".getBytes(StandardCharsets.UTF_8),
                List.of("v1a,one", "v1a,two"));
    }

    private static InetAddress[] ask(String host) throws UnknownHostException {
        var known = DNS.get(host);
        if (known != null) {
            return known;
        }
        if (host.matches("\\[.*\\]|[0-9.]+|localhost")) {
            return InetAddress.getAllByName(host);
        }
        throw new UnknownHostException(host);
    }

    private static SocketAddress lead(InetAddress checked, int port) {
        DIALLED.add(checked);
        return SocketAddress.inetSocketAddress(tlsPort, "127.0.0.1");
    }

    private static SocketAddress direct(InetAddress checked, int port) {
        return SocketAddress.inetSocketAddress(port, checked.getHostAddress());
    }

    private static InetAddress[] one(String literal) {
        return new InetAddress[] {address(literal)};
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
