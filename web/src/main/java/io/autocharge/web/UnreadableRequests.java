package io.autocharge.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Answers what is no HTTP, or has too long a line or headers, as everything else is answered. Quarkus makes the server
 * itself and offers no way to its handler of invalid requests; what measures requests sees each one before it is judged.
 */
@Singleton
class UnreadableRequests implements VertxOptionsCustomizer {

    @Override
    @SuppressWarnings("deprecation") // its successor is a builder of Vert.x that is in the hands of Quarkus
    public void accept(VertxOptions options) {
        options.setMetricsOptions(new MetricsOptions().setEnabled(true).setFactory(unused -> new VertxMetrics() {
            @Override
            public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(HttpServerOptions server, SocketAddress address) {
                return new Watch();
            }
        }));
    }

    private static final class Watch implements HttpServerMetrics<Void, Void, Void> {
        @Override
        public Void requestBegin(Void socket, HttpRequest request) {
            if (request instanceof HttpServerRequest asked
                    && asked.connection() instanceof HttpServerConnection connection) {
                if (asked.decoderResult().isFailure()) {
                    connection.invalidRequestHandler(UnreadableRequests::answer);
                } else if (!isReadable(asked.uri())) {
                    // Quarkus would answer this without a word; the connection ends with our answer.
                    connection.handler(bad -> Refusals.last(bad, 400));
                }
            }
            return null;
        }
    }

    private static boolean isReadable(String uri) {
        try {
            return !new URI(uri).toString().isEmpty();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void answer(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        if (cause instanceof TooLongHttpLineException) {
            Refusals.last(request, 414);
        } else {
            Refusals.last(request, cause instanceof TooLongHttpHeaderException ? 431 : 400);
        }
    }
}
