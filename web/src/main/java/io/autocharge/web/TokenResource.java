package io.autocharge.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Lets partner apps in: client credentials for a short-lived access token, by the words of RFC 6749. */
@Path("/")
class TokenResource {

    static final String PATH = "/oauth/token";

    private record Client(String id, String secret) {}

    private final Services services;
    private final KeyFolder keys;
    private final AccessTokens tokens;

    TokenResource(Services services, KeyFolder keys, AccessTokens tokens) {
        this.services = services;
        this.keys = keys;
        this.tokens = tokens;
    }

    @POST
    @Path("oauth/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response token(@HeaderParam("Authorization") String authorization, MultivaluedMap<String, String> form) {
        if (form.values().stream().anyMatch(values -> values.size() > 1)) {
            return refused(400, "invalid_request", "A parameter is given twice.");
        }
        var grant = form.getFirst("grant_type");
        if (grant == null) {
            return refused(400, "invalid_request", "The parameter grant_type is missing.");
        }
        if (!grant.equals("client_credentials")) {
            return refused(400, "unsupported_grant_type", "Only client_credentials is taken here.");
        }
        if (authorization != null && form.containsKey("client_secret")) {
            return refused(400, "invalid_request", "Credentials are given in two ways.");
        }
        var client = authorization == null
                ? new Client(form.getFirst("client_id"), form.getFirst("client_secret"))
                : basic(authorization);
        if (client == null || client.id() == null || client.secret() == null) {
            return unknown();
        }
        var answer = services.post(
                Upstream.CUSTOMER,
                "/internal/api-keys/authenticate",
                new JsonObject().put("client_id", client.id()).put("client_secret", client.secret()),
                Map.of("Authorization", "Bearer " + keys.text("ops-token")));
        if (answer.status() != 200) {
            return answer.status() == 401 || answer.status() == 400 || answer.status() == 422
                    ? unknown()
                    : refused(503, "temporarily_unavailable", "This cannot be answered at the moment.");
        }
        return issue(client.id(), answer.body(), form.getFirst("scope"));
    }

    @GET
    @Path(".well-known/jwks.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String keys() {
        return new JsonObject()
                .put("keys", new JsonArray().add(new JsonObject(tokens.publicKey())))
                .encode();
    }

    private Response issue(String client, JsonObject known, String wanted) {
        List<String> allowed =
                known.getJsonArray("scopes").stream().map(String::valueOf).toList();
        var scopes = wanted == null || wanted.isBlank()
                ? allowed
                : List.of(wanted.strip().split(" +"));
        if (!allowed.containsAll(scopes)) {
            return refused(400, "invalid_scope", "This API key does not have one of these scopes.");
        }
        var body = new JsonObject()
                .put("access_token", tokens.issue(known.getString("partner_id"), client, scopes))
                .put("token_type", "Bearer")
                .put("expires_in", AccessTokens.SECONDS)
                .put("scope", String.join(" ", scopes));
        return Response.ok(body.encode()).build();
    }

    private static Client basic(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            var bytes = Base64.getDecoder().decode(authorization.substring(6).strip());
            var pair = new String(bytes, StandardCharsets.UTF_8).split(":", 2);
            return pair.length == 2 ? new Client(decoded(pair[0]), decoded(pair[1])) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** RFC 6749 §2.3.1: both halves are form-encoded before they are put together. */
    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static Response unknown() {
        return Response.fromResponse(
                        refused(401, "invalid_client", "There is no such API key, or its secret is another."))
                .header("WWW-Authenticate", "Basic realm=\"autocharge\"")
                .build();
    }

    private static Response refused(int status, String error, String description) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new JsonObject()
                        .put("error", error)
                        .put("error_description", description)
                        .encode())
                .build();
    }
}
