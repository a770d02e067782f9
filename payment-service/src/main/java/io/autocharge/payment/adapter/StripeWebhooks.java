package io.autocharge.payment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.autocharge.payment.policy.Knock;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;

/**
 * Where Stripe tells that something has changed. The signature over the very bytes is the right to tell; what is told is
 * kept before it is thanked for, once for each event, and then asked for at Stripe itself.
 */
@Path("/processors/stripe/webhooks")
class StripeWebhooks {

    private static final long TOLERANCE_SECONDS = 300;

    private final StripeSettings settings;
    private final Worklist<Knock> knocks;
    private final Clock clock;

    StripeWebhooks(StripeSettings settings, Worklists worklists, Clock clock) {
        this.settings = settings;
        this.knocks = worklists.of(Knock.class, Knock.WORKLIST);
        this.clock = clock;
    }

    @POST
    public Response told(@HeaderParam("Stripe-Signature") String signature, String body) {
        if (settings.webhookSecrets().isEmpty()) {
            throw Problem.notFound();
        }
        var event = settings.webhookSecrets().stream()
                .flatMap(secret -> event(body, signature, secret).stream())
                .findFirst()
                .orElseThrow(
                        () -> Problem.of(400, "signature_invalid", "The signature is not Stripe's, or it is too old."));
        knocks.put(StripeProcessor.NAME + "/" + event, clock.instant(), new Knock(StripeProcessor.NAME, event));
        return Response.ok().build();
    }

    /** The id of the event, if it is signed with this secret. */
    private static Optional<String> event(String body, String signature, String secret) {
        try {
            Webhook.Signature.verifyHeader(body, signature == null ? "" : signature, secret, TOLERANCE_SECONDS);
            return Optional.of(Json.TOLERANT.readTree(body).path("id").asText());
        } catch (SignatureVerificationException | NumberFormatException | JsonProcessingException e) {
            return Optional.empty(); // a header that nobody could have signed, or a body that is no event
        }
    }
}
