package io.autocharge.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;

/** How a partner app says who it is: by HTTP Basic, by its secret in the form, or by a JWT that it signed (RFC 7523). */
final class ClientCredentials {

    static final String SIGNED = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private ClientCredentials() {}

    /** Whether more than one way is used at once, which RFC 6749 forbids. */
    static boolean isAmbiguous(String authorization, MultivaluedMap<String, String> form) {
        var ways = 0;
        ways += authorization == null ? 0 : 1;
        ways += form.containsKey("client_secret") ? 1 : 0;
        ways += form.containsKey("client_assertion") || form.containsKey("client_assertion_type") ? 1 : 0;
        return ways > 1;
    }

    /** What customer-service is shown, if anything was said that it can judge. */
    static Optional<JsonObject> of(
            String authorization, MultivaluedMap<String, String> form, Collection<String> audiences) {
        if (authorization != null) {
            return basic(authorization);
        }
        if (form.containsKey("client_assertion")) {
            return Optional.of(form)
                    .filter(all -> SIGNED.equals(all.getFirst("client_assertion_type")))
                    .map(all -> new JsonObject()
                            .put("client_id", all.getFirst("client_id"))
                            .put("client_assertion", all.getFirst("client_assertion"))
                            .put("audiences", array(audiences)));
        }
        return secret(form.getFirst("client_id"), form.getFirst("client_secret"));
    }

    private static JsonArray array(Collection<String> texts) {
        var array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    private static Optional<JsonObject> secret(String id, String secret) {
        return id == null || secret == null
                ? Optional.empty()
                : Optional.of(new JsonObject().put("client_id", id).put("client_secret", secret));
    }

    private static Optional<JsonObject> basic(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var bytes = Base64.getDecoder().decode(authorization.substring(6).strip());
            var pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 ? secret(decoded(pair[0]), decoded(pair[1])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 6749 §2.3.1: both halves are form-encoded before they are put together. */
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
