package io.autocharge.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.security.SecureRandom;
import java.util.Base64;

/** What the scripts of one answer carry, so that the browser runs them and no others. */
@RequestScoped
@Named("page")
class PageNonce {

    private static final String KEY = PageNonce.class.getName();
    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final RoutingContext routing;

    PageNonce(RoutingContext routing) {
        this.routing = routing;
    }

    /** The nonce of this answer. */
    public String nonce() {
        return of(routing);
    }

    /** The same for whoever asks about the same answer. */
    static String of(RoutingContext routing) {
        String nonce = routing.get(KEY);
        if (nonce == null) {
            var bytes = new byte[BYTES];
            RANDOM.nextBytes(bytes);
            nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            routing.put(KEY, nonce);
        }
        return nonce;
    }
}
