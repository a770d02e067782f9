package io.autocharge.web;

import io.github.bucket4j.TimeMeter;
import io.netty.util.NetUtil;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Sees that nobody asks more often than the others can bear: partner apps by their partner, whoever shows no good token by
 * the address it comes from. Each answer says what is left.
 */
@Singleton
class Throttle {

    private static final int NETWORK_BYTES = 8;

    private final KnownTokens tokens;
    private final Quota api;
    private final Quota charges;
    private final Quota asking;
    private final Quota links;
    private final Quota strangers;

    Throttle(KnownTokens tokens, Limits limits, TimeMeter time) {
        this.tokens = tokens;
        this.api = new Quota("api", limits.api(), limits.factor(), time);
        this.charges = new Quota("charges", limits.charges(), limits.factor(), time);
        this.asking = new Quota("tokens", limits.tokens(), limits.factor(), time);
        this.links = new Quota("links", limits.links(), limits.factor(), time);
        this.strangers = new Quota("strangers", limits.strangers(), limits.factor(), time);
    }

    /** What fills the buckets again: never the clock on the wall, which can be set back. */
    @Produces
    @Singleton
    @DefaultBean
    static TimeMeter time() {
        return TimeMeter.SYSTEM_NANOTIME;
    }

    /** Whether a request to the API may go on; else it is answered. */
    boolean admits(RoutingContext routing) {
        var request = routing.request();
        var partner = tokens.partner(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (partner.isEmpty()) {
            return decide(routing, strangers.take(address(routing)));
        }
        var first = api.take(partner.get());
        return first.granted() && request.method() == HttpMethod.POST && isCharge(request.path())
                ? decide(routing, first, charges.take(partner.get()))
                : decide(routing, first);
    }

    /** Whether somebody may try to pay by a link; else it is answered. */
    boolean admitsPayer(RoutingContext routing) {
        return decide(routing, links.take(address(routing)));
    }

    /** Whether this client may ask for a token; else the answer is to be 429, and its headers are there already. */
    boolean admitsClient(RoutingContext routing, String client) {
        var first = strangers.take(address(routing));
        return first.granted() && client != null
                ? tell(routing, first, asking.take(client)).isEmpty()
                : tell(routing, first).isEmpty();
    }

    private static boolean decide(RoutingContext routing, Quota.Taken... taken) {
        var refused = tell(routing, taken);
        if (refused.isPresent()) {
            Refusals.answer(routing, 429);
        }
        return refused.isEmpty();
    }

    /** Writes what is left; gives back what is used up. */
    private static Optional<Quota.Taken> tell(RoutingContext routing, Quota.Taken... taken) {
        var all = List.of(taken);
        var refused = all.stream().filter(one -> !one.granted()).findFirst();
        routing.addHeadersEndHandler(done -> {
            var response = routing.response();
            response.putHeader("RateLimit-Policy", joined(all.stream().map(Quota.Taken::policy)))
                    .putHeader("RateLimit", joined(all.stream().map(Quota.Taken::left)));
            refused.ifPresent(no -> response.putHeader("Retry-After", String.valueOf(no.retryAfter())));
        });
        return refused;
    }

    private static boolean isCharge(String path) {
        return path.equals("/v1/charges");
    }

    /** Who has an IPv6 network has 2^64 addresses: they are one. */
    private static String address(RoutingContext routing) {
        var host = routing.request().remoteAddress().hostAddress();
        var bytes = host == null ? null : NetUtil.createByteArrayFromIpAddressString(host);
        return bytes == null || bytes.length <= NETWORK_BYTES
                ? String.valueOf(host)
                : Arrays.toString(Arrays.copyOf(bytes, NETWORK_BYTES));
    }

    private static String joined(Stream<String> items) {
        return items.collect(Collectors.joining(", "));
    }
}
