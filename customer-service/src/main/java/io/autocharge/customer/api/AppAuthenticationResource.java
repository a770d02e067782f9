package io.autocharge.customer.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.customer.view.ApiKeyView;
import io.autocharge.customer.view.ApiKeys;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells the edge whose API key this is. */
@Path("/internal/api-keys")
class AppAuthenticationResource {

    /** A key that was issued a moment ago is good, though the view may not have seen it yet. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    /**
     * What a partner app shows: its id and its secret, or a JWT that it signed. {@code audiences} is what the edge calls
     * itself.
     */
    record Credentials(String clientId, String clientSecret, String clientAssertion, List<String> audiences) {}

    /** Who it is and what it may do. */
    record Known(ApiKeyId clientId, PartnerId partnerId, List<String> scopes) {}

    private final ApiKeys keys;
    private final ApiSecrets secrets;
    private final SignedAssertions assertions;
    private final Clock clock;

    AppAuthenticationResource(ApiKeys keys, ApiSecrets secrets, SignedAssertions assertions, Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.assertions = assertions;
        this.clock = clock;
    }

    @POST
    @Path("/authenticate")
    public Known authenticate(Credentials shown) {
        var credentials = Body.required(shown);
        var proved = credentials.clientAssertion() == null ? bySecret(credentials) : byAssertion(credentials);
        return proved.map(key -> new Known(key.id(), key.partnerId(), key.scopes()))
                .orElseThrow(() ->
                        Problem.of(401, "invalid_client", "There is no such API key, or it is proved another way."));
    }

    private Optional<ApiKeyView> bySecret(Credentials shown) {
        var secret = shown.clientSecret() == null ? "" : shown.clientSecret();
        return good(named(shown.clientId())).filter(key -> secrets.matches(secret, key.secretHash()));
    }

    private Optional<ApiKeyView> byAssertion(Credentials shown) {
        return good(assertions.claimant(shown.clientAssertion()))
                .filter(key -> shown.clientId() == null || key.id().value().equals(shown.clientId()))
                .filter(key -> assertions.prove(shown.clientAssertion(), key, shown.audiences()));
    }

    private Optional<ApiKeyView> good(Optional<ApiKeyId> name) {
        return name.flatMap(id -> Soon.find(MOMENT, () -> keys.find(id))).filter(key -> key.opens(clock.instant()));
    }

    private static Optional<ApiKeyId> named(String id) {
        try {
            return Optional.of(new ApiKeyId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
