package io.autocharge.web;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** What we ask a browser to keep. Each is sent back to this host alone, over TLS alone, and no script can read it. */
final class Cookies {

    /** The session; never sent along with what another site asks for. */
    static final String SESSION = "__Host-sid";

    /** Which browser asked for a link to sign in. Sent along when the link is opened from a mail program in a browser. */
    static final String ASKED = "__Host-ml";

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final String EVERYWHERE = "; Path=/; Secure; HttpOnly; SameSite=";

    private Cookies() {}

    /** The session that the browser shows. What does not look like one is none. */
    static Optional<String> session(HttpServerRequest request) {
        return secret(request, SESSION);
    }

    /** For {@code Set-Cookie}: the browser has this session until it is closed. */
    static String keep(String session) {
        return SESSION + "=" + session + EVERYWHERE + "Strict";
    }

    /** For {@code Set-Cookie}: the browser has no session any more. */
    static String forget() {
        return SESSION + "=" + EVERYWHERE + "Strict; Max-Age=0";
    }

    static Optional<String> nonce(HttpServerRequest request) {
        return secret(request, ASKED);
    }

    /** For {@code Set-Cookie}: as long as the link is good. */
    static String keepNonce(Nonce nonce) {
        return ASKED + "=" + nonce.value() + EVERYWHERE + "Lax; Max-Age=600";
    }

    /** For {@code Set-Cookie}: the link was used. */
    static String forgetNonce() {
        return ASKED + "=" + EVERYWHERE + "Lax; Max-Age=0";
    }

    /** What a form of a signed-in person carries, so that nobody can make one up who does not know the session. */
    static String formToken(String session) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var bytes = sha.digest(("form:" + session).getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Optional<String> secret(HttpServerRequest request, String name) {
        var cookie = request.getCookie(name);
        return Optional.ofNullable(cookie == null ? null : cookie.getValue())
                .filter(value -> SECRET.matcher(value).matches());
    }
}
