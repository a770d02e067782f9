package io.autocharge.customer.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
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

    /** What a partner app shows. */
    record Credentials(String clientId, String clientSecret) {}

    /** Who it is and what it may do. */
    record Known(PartnerId partnerId, List<String> scopes) {}

    private final ApiKeys keys;
    private final ApiSecrets secrets;
    private final Clock clock;

    AppAuthenticationResource(ApiKeys keys, ApiSecrets secrets, Clock clock) {
        this.keys = keys;
        this.secrets = secrets;
        this.clock = clock;
    }

    @POST
    @Path("/authenticate")
    public Known authenticate(Credentials shown) {
        var credentials = Body.required(shown);
        var secret = credentials.clientSecret() == null ? "" : credentials.clientSecret();
        return named(credentials.clientId())
                .flatMap(id -> Soon.find(MOMENT, () -> keys.find(id)))
                .filter(key -> secrets.matches(secret, key.secretHash()))
                .filter(key -> key.opens(clock.instant()))
                .map(key -> new Known(key.partnerId(), key.scopes()))
                .orElseThrow(
                        () -> Problem.of(401, "invalid_client", "There is no such API key, or its secret is another."));
    }

    private static Optional<ApiKeyId> named(String id) {
        try {
            return Optional.of(new ApiKeyId(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
