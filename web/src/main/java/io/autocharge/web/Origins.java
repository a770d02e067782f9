package io.autocharge.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/**
 * Tells whether one of our own pages sent a request, by what the browser says and no page can write. Our pages give no
 * referrer, so that a browser names their origin {@code null} when a form is sent; then {@code Sec-Fetch-Site} counts.
 */
@Singleton
class Origins {

    private static final Set<HttpMethod> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final String own;

    Origins(Addresses addresses) {
        this.own = origin(addresses.publicUrl());
    }

    /** Whether a request may change something: it does not ask for a look only, and it comes from a page of ours. */
    boolean mayChange(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader("Origin");
        if (site != null) {
            return site.equals("same-origin") && (origin == null || origin.equals("null") || origin.equals(own));
        }
        return own.equals(origin);
    }

    /** Whether a request may see something: from a page of ours, or typed by the person. */
    boolean mayLook(HttpServerRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    static boolean isLooking(HttpServerRequest request) {
        return LOOKING.contains(request.method());
    }

    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getAuthority();
    }
}
