package io.autocharge.web;

import io.autocharge.door.Told;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Leads {@code /v1/…} to the service that answers it. Answers flow through; bodies go on when they are complete. */
@Singleton
class Edge implements ProxyInterceptor {

    private static final Logger LOG = Logger.getLogger(Edge.class);
    private static final String PREFIX = "/v1";
    private static final int CONNECT_MS = 2_000;
    private static final int ANSWER_MS = 40_000;
    private static final int ARRIVAL_MS = 10_000;
    private static final String SERVICE = "service";

    private static final Set<HttpMethod> METHODS = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.OPTIONS,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE);

    private static final String ALLOWED =
            METHODS.stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));

    /** What the edge answers itself. */
    private static final Set<String> OWN = Set.of(TokenResource.PATH, SandboxResource.PATH, ApiDocument.PATH);

    /** Only these pass: no header that the caller invents can be taken for something that the edge vouches for. */
    private static final Set<String> PASSING = Set.of(
            "accept",
            "accept-language",
            "authorization",
            "content-length",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-none-match",
            "prefer",
            "stripe-signature",
            "traceparent",
            "tracestate",
            "user-agent");

    /** These speak of one connection only, or of the software behind it. */
    private static final Set<String> STAYING =
            Set.of("connection", "keep-alive", "proxy-authenticate", "server", "trailer", "upgrade", "x-powered-by");

    /** No service has a public address: where something is, is a path of this edge. */
    private static final Pattern ABSOLUTE = Pattern.compile("^https?://[^/]*/", Pattern.CASE_INSENSITIVE);

    private final Routes routes;
    private final Browsers browsers;
    private final Throttle throttle;
    private final Vertx vertx;
    private final HttpProxy proxy;

    Edge(Routes routes, Browsers browsers, Throttle throttle, Vertx vertx) {
        this.throttle = throttle;
        this.vertx = vertx;
        this.routes = routes;
        this.browsers = browsers;
        this.proxy = HttpProxy.reverseProxy(client(vertx))
                .origin(context -> context.client().request(to(context.get(SERVICE, URI.class))))
                .addInterceptor(this);
    }

    void open(@Observes Router router) {
        router.route(PREFIX + "/*").order(-1).handler(this::lead);
    }

    private void lead(RoutingContext routing) {
        if (!METHODS.contains(routing.request().method())) {
            routing.response().putHeader("Allow", ALLOWED);
            Refusals.answer(routing, 405);
            return;
        }
        var path = routing.request().path();
        for (var own : OWN) {
            if (path.equals(PREFIX + own)) {
                routing.reroute(own);
                return;
            }
        }
        // A path that can be written in two ways could be judged by one and served by the other.
        if (!path.equals(routing.normalizedPath()) || service(routing.request()).isEmpty()) {
            Refusals.answer(routing, 404);
            return;
        }
        browsers.admit(routing, () -> pass(routing));
    }

    private void pass(RoutingContext routing) {
        var request = routing.request();
        var pays = request.method() == HttpMethod.POST && request.path().startsWith(PREFIX + "/pay/");
        if (pays ? throttle.admitsPayer(routing) : throttle.admits(routing)) {
            proxy.handle(request);
        } else {
            request.resume(); // it may have been held back while its session was looked up
        }
    }

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        var request = context.request();
        var asked = request.proxiedRequest();
        context.set(SERVICE, service(asked).orElseThrow());
        var path = asked.path().substring(PREFIX.length());
        request.setURI(asked.query() == null ? path : path + "?" + asked.query());
        Set.copyOf(request.headers().names()).stream()
                .filter(name -> !PASSING.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(request.headers()::remove);
        if (hasBody(asked)) {
            return MeasuredBody.of(request.getBody().stream(), vertx, ARRIVAL_MS)
                    .map(body -> request.setBody(Body.body(body)))
                    .compose(measured -> send(context))
                    .recover(failure -> failure instanceof MeasuredBody.Refused refused
                            ? Future.succeededFuture(notTaken(request, refused.status()))
                            : Future.failedFuture(failure));
        }
        return send(context);
    }

    private Future<ProxyResponse> send(ProxyContext context) {
        var request = context.request();
        return context.sendRequest().recover(failure -> Future.succeededFuture(failed(request, failure)));
    }

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        var headers = context.response().headers();
        STAYING.forEach(headers::remove);
        var location = headers.get("Location");
        if (location != null) {
            headers.set("Location", ABSOLUTE.matcher(location).replaceFirst("/"));
        }
        return context.sendResponse();
    }

    private Optional<URI> service(HttpServerRequest request) {
        return routes.of(request.method(), request.path().substring(PREFIX.length()));
    }

    private static boolean hasBody(HttpServerRequest asked) {
        var length = asked.getHeader("Content-Length");
        return length == null ? asked.getHeader("Transfer-Encoding") != null : !length.equals("0");
    }

    private static ProxyResponse notTaken(ProxyRequest request, int status) {
        var response = request.release().response().setStatusCode(status);
        response.putHeader("Content-Type", Refusals.TYPE).putHeader("Connection", "close");
        var trace = Refusals.trace(request.proxiedRequest());
        return response.setBody(Body.body(Refusals.body(status, trace).toBuffer()));
    }

    private static ProxyResponse failed(ProxyRequest request, Throwable failure) {
        int status = 502;
        if (failure instanceof TimeoutException) {
            status = 504;
        } else if (failure instanceof ConnectException || failure instanceof ConnectionPoolTooBusyException) {
            status = 503;
        }
        var trace = Refusals.trace(request.proxiedRequest());
        LOG.warnf("A service did not answer: status=%d trace=%s (%s)", status, trace, Told.in(failure));
        var response = request.release().response().setStatusCode(status);
        response.putHeader("Content-Type", Refusals.TYPE);
        if (status != 504) {
            response.putHeader("Retry-After", "2");
        }
        return response.setBody(Body.body(Refusals.body(status, trace).toBuffer()));
    }

    private static RequestOptions to(URI service) {
        return new RequestOptions()
                .setHost(service.getHost())
                .setPort(service.getPort() < 0 ? 80 : service.getPort())
                .setConnectTimeout(CONNECT_MS)
                .setTimeout(ANSWER_MS);
    }

    private static HttpClient client(Vertx vertx) {
        var options = new HttpClientOptions()
                .setConnectTimeout(CONNECT_MS)
                .setMaxWaitQueueSize(256)
                .setKeepAliveTimeout(30)
                .setDecompressionSupported(false);
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(64));
    }
}
