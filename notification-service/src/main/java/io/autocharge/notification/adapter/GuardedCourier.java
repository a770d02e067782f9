package io.autocharge.notification.adapter;

import io.autocharge.notification.domain.Courier;
import io.autocharge.runtime.mongo.SandboxClock;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries webhooks by HTTPS to the public internet and nowhere else. A name is asked for once, all its addresses are looked
 * at, and the connection goes to the one that was looked at: a name server that answers differently a moment later is not
 * asked. No redirect is followed, and of an answer only its status is used.
 */
@Singleton
public class GuardedCourier implements Courier {

    private static final int PATIENCE_MS = 15_000;
    private static final int CONNECT_MS = 5_000;
    private static final int SIDE_BY_SIDE = 16;
    private static final long LONGEST_ANSWER = 4_096;
    private static final String NOT_PUBLIC = "A webhook URL names a host of the public internet.";

    /** Where the addresses of a name are asked for. */
    interface Names {

        InetAddress[] of(String host) throws UnknownHostException;
    }

    /** Where connections are opened. */
    interface Door {

        /** The address to which one is opened for this one, which was looked at. */
        SocketAddress to(InetAddress checked, int port);
    }

    private final Vertx vertx;
    private final HttpClient client;
    private final Supplier<Instant> time;
    private final boolean loopback;
    private final Names names;
    private final Door door;

    @Inject
    public GuardedCourier(
            Vertx vertx,
            Clock clock,
            SandboxClock sandboxClock,
            @ConfigProperty(name = "autocharge.webhooks.loopback", defaultValue = "false") boolean loopback,
            @ConfigProperty(name = "autocharge.sandbox", defaultValue = "false") boolean sandbox) {
        this(
                vertx,
                () -> clock.instant().minus(sandboxClock.ahead()),
                loopback,
                InetAddress::getAllByName,
                GuardedCourier::straight,
                null);
        if (loopback && !sandbox) {
            throw new IllegalStateException("AUTOCHARGE_WEBHOOKS_LOOPBACK lets partners reach this machine itself. "
                    + "It is for the sandbox only.");
        }
    }

    GuardedCourier(
            Vertx vertx, Supplier<Instant> time, boolean loopback, Names names, Door door, TrustOptions trusted) {
        this.vertx = vertx;
        this.time = time;
        this.loopback = loopback;
        this.names = names;
        this.door = door;
        var options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxPoolSize(SIDE_BY_SIDE)
                .setKeepAliveTimeout(10)
                .setIdleTimeout(30)
                .setForceSni(true)
                .setVerifyHost(true)
                .setDecompressionSupported(false);
        client = vertx.createHttpClient(trusted == null ? options : options.setTrustOptions(trusted));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    @Override
    public Instant time() {
        return time.get();
    }

    @Override
    public Optional<String> objection(String url) {
        try {
            var destination = Destination.of(url, loopback);
            var found = names.of(destination.host());
            return found.length > 0 && Arrays.stream(found).allMatch(destination.right())
                    ? Optional.empty()
                    : Optional.of(NOT_PUBLIC);
        } catch (UnknownHostException e) {
            return Optional.of("The host of the webhook URL cannot be found.");
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    @Override
    public List<CompletableFuture<Answer>> carry(String url, List<Parcel> parcels) {
        try {
            var destination = Destination.of(url, loopback);
            var found = names.of(destination.host());
            if (found.length == 0 || !Arrays.stream(found).allMatch(destination.right())) {
                return same(parcels, "address_not_public");
            }
            var server = door.to(found[0], destination.port());
            return parcels.stream()
                    .map(parcel -> carry(destination, server, parcel))
                    .toList();
        } catch (UnknownHostException e) {
            return same(parcels, "host_not_found");
        } catch (IllegalArgumentException e) {
            return same(parcels, "url_not_allowed");
        }
    }

    private CompletableFuture<Answer> carry(Destination to, SocketAddress server, Parcel parcel) {
        var answer = new CompletableFuture<Answer>();
        var request = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(server)
                .setHost(to.host())
                .setPort(to.port())
                .setSsl(to.tls())
                .setURI(to.path())
                .setFollowRedirects(false)
                .setTimeout(PATIENCE_MS)
                .putHeader("content-type", "application/json")
                .putHeader("user-agent", "Autocharge-Webhooks/1")
                .putHeader("webhook-id", parcel.id().value())
                .putHeader("webhook-timestamp", String.valueOf(parcel.at().getEpochSecond()))
                .putHeader("webhook-signature", String.join(" ", parcel.signatures()));
        var timer = vertx.setTimer(PATIENCE_MS, late -> answer.complete(new Answer(null, "timeout")));
        answer.whenComplete((done, problem) -> vertx.cancelTimer(timer));
        client.request(request)
                .onFailure(problem -> answer.complete(new Answer(null, reason(problem))))
                .onSuccess(open -> send(open, parcel, answer));
        return answer;
    }

    private void send(HttpClientRequest open, Parcel parcel, CompletableFuture<Answer> answer) {
        if (answer.isDone()) {
            open.reset();
            return;
        }
        open.send(Buffer.buffer(parcel.body()))
                .onFailure(problem -> answer.complete(new Answer(null, reason(problem))))
                .onSuccess(response -> {
                    answer.complete(new Answer(response.statusCode(), null));
                    passOver(open, response);
                });
    }

    /** What an endpoint says beside its status is read only so that the connection can be used again, and not for long. */
    private void passOver(HttpClientRequest open, HttpClientResponse response) {
        var read = new AtomicLong();
        var timer = vertx.setTimer(CONNECT_MS, late -> open.reset());
        response.handler(part -> {
            if (read.addAndGet(part.length()) > LONGEST_ANSWER) {
                open.reset();
            }
        });
        response.exceptionHandler(problem -> vertx.cancelTimer(timer));
        response.endHandler(end -> vertx.cancelTimer(timer));
    }

    private static List<CompletableFuture<Answer>> same(List<Parcel> parcels, String failure) {
        return parcels.stream()
                .map(parcel -> CompletableFuture.completedFuture(new Answer(null, failure)))
                .toList();
    }

    private static SocketAddress straight(InetAddress checked, int port) {
        return SocketAddress.inetSocketAddress(port, checked.getHostAddress());
    }

    /** One word of ours: what the other side or a library says is not shown. */
    private static String reason(Throwable problem) {
        for (var cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "tls_failed";
            }
            if (cause instanceof java.util.concurrent.TimeoutException) {
                return "timeout";
            }
            if (cause instanceof ConnectException) {
                return "connection_refused";
            }
        }
        return "connection_lost";
    }
}
