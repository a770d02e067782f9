package io.autocharge.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Tells whoever asks how tokens are had here (RFC 8414) and by which keys they are known (RFC 7517). */
@Path("/.well-known")
class DiscoveryResource {

    /** A key that is published is used ten minutes later at the soonest, so nobody's copy is too old. */
    private static final String FOR_TEN_MINUTES = "public, max-age=600";

    private final Issuer issuer;
    private final SigningKeys keys;
    private final ApiDocument api;

    DiscoveryResource(Issuer issuer, SigningKeys keys, ApiDocument api) {
        this.issuer = issuer;
        this.keys = keys;
        this.api = api;
    }

    @GET
    @Path("/jwks.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response keys() {
        return lasting(new JsonObject().put("keys", new JsonArray(keys.published())));
    }

    @GET
    @Path("/oauth-authorization-server")
    @Produces(MediaType.APPLICATION_JSON)
    public Response metadata() {
        return lasting(new JsonObject()
                .put("issuer", issuer.name())
                .put("token_endpoint", issuer.tokenEndpoint())
                .put("jwks_uri", issuer.name() + "/.well-known/jwks.json")
                .put("scopes_supported", new JsonArray(api.scopes()))
                .put("service_documentation", issuer.name() + ApiDocument.PAGE)
                .put("grant_types_supported", new JsonArray().add("client_credentials"))
                .put("response_types_supported", new JsonArray())
                .put(
                        "token_endpoint_auth_methods_supported",
                        new JsonArray()
                                .add("client_secret_basic")
                                .add("client_secret_post")
                                .add("private_key_jwt"))
                .put(
                        "token_endpoint_auth_signing_alg_values_supported",
                        new JsonArray().add("ES256").add("EdDSA")));
    }

    private static Response lasting(JsonObject body) {
        return Response.ok(body.encode())
                .header("Cache-Control", FOR_TEN_MINUTES)
                .build();
    }
}
