package io.autocharge.web;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/** Lets partner apps in: client credentials for a short-lived access token, by the words of RFC 6749. */
@Path("/")
class TokenResource {

    static final String PATH = "/oauth/token";

    private final Services services;
    private final KeyFolder keys;
    private final AccessTokens tokens;
    private final Issuer issuer;
    private final Throttle throttle;

    TokenResource(Services services, KeyFolder keys, AccessTokens tokens, Issuer issuer, Throttle throttle) {
        this.throttle = throttle;
        this.services = services;
        this.keys = keys;
        this.tokens = tokens;
        this.issuer = issuer;
    }

    @POST
    @Path("oauth/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    public Response token(
            @HeaderParam("Authorization") String authorization,
            MultivaluedMap<String, String> form,
            @Context RoutingContext routing) {
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
        if (ClientCredentials.isAmbiguous(authorization, form)) {
            return refused(400, "invalid_request", "Credentials are given in two ways.");
        }
        var credentials = ClientCredentials.of(authorization, form, issuer.ownNames());
        var client = credentials.map(shown -> shown.getString("client_id")).orElse(null);
        if (!throttle.admitsClient(routing, client)) {
            throw new ClientErrorException(429);
        }
        return credentials
                .map(shown -> authenticated(shown, form.getFirst("scope")))
                .orElseGet(TokenResource::unknown);
    }

    private Response authenticated(JsonObject shown, String wanted) {
        var answer = services.post(
                Upstream.CUSTOMER,
                "/internal/api-keys/authenticate",
                shown,
                Map.of("Authorization", "Bearer " + keys.text("ops-token")));
        if (answer.status() != 200) {
            return answer.status() == 401 || answer.status() == 400 || answer.status() == 422
                    ? unknown()
                    : refused(503, "temporarily_unavailable", "This cannot be answered at the moment.");
        }
        return issue(answer.body(), wanted);
    }

    private Response issue(JsonObject known, String wanted) {
        List<String> allowed =
                known.getJsonArray("scopes").stream().map(String::valueOf).toList();
        var scopes = wanted == null || wanted.isBlank()
                ? allowed
                : List.of(wanted.strip().split(" +"));
        if (!allowed.containsAll(scopes)) {
            return refused(400, "invalid_scope", "This API key does not have one of these scopes.");
        }
        var body = new JsonObject()
                .put("access_token", tokens.issue(known.getString("partner_id"), known.getString("client_id"), scopes))
                .put("token_type", "Bearer")
                .put("expires_in", AccessTokens.SECONDS)
                .put("scope", String.join(" ", scopes));
        return Response.ok(body.encode()).build();
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
