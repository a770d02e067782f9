package io.autocharge.notification.domain;

import static io.autocharge.contracts.notification.WebhookEndpointRefusal.EVENT_TYPE_UNKNOWN;
import static io.autocharge.contracts.notification.WebhookEndpointRefusal.WEBHOOK_ENDPOINT_ID_ALREADY_USED;
import static io.autocharge.contracts.notification.WebhookEndpointRefusal.WEBHOOK_ENDPOINT_UNKNOWN;
import static io.autocharge.contracts.notification.WebhookEndpointRefusal.WEBHOOK_URL_MALFORMED;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.notification.WebhookEndpointCommand;
import io.autocharge.contracts.notification.WebhookEndpointCommand.PauseWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RegisterWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RemoveWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.ResumeWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointCommand.RotateWebhookKey;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointPaused;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRegistered;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRemoved;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointResumed;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookKeyRotated;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.contracts.notification.WebhookSignature;
import io.autocharge.runtime.Given;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookEndpointTest {

    private static final WebhookEndpointId ENDPOINT = WebhookEndpointId.derived("endpoint");
    private static final String URL = "https://hooks.contoso.example/autocharge";
    private static final List<String> PAID = List.of("invoice.paid");
    private static final PartnerId STRANGER = PartnerId.derived("stranger");

    private final FixtureConfiguration<WebhookEndpoint> endpoint = Given.aggregate(WebhookEndpoint.class, NOW);

    @Test
    void an_endpoint_is_registered_once() {
        endpoint.givenNoPriorActivity().when(register(URL, PAID)).expectEvents(registered());
        endpoint.given(registered()).when(register(URL, PAID)).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void the_same_id_for_another_endpoint_is_refused() {
        refused(register(URL + "/other", PAID), WEBHOOK_ENDPOINT_ID_ALREADY_USED, registered());
    }

    @Test
    void what_cannot_be_registered_is_refused() {
        refused(register(" ", PAID), WEBHOOK_URL_MALFORMED);
        refused(register("https://" + "a".repeat(2_048), PAID), WEBHOOK_URL_MALFORMED);
        refused(register(URL, List.of("invoice.eaten")), EVENT_TYPE_UNKNOWN);
        refused(register(URL, List.of("invoice.paid", "invoice.paid")), EVENT_TYPE_UNKNOWN);
    }

    @Test
    void a_new_key_signs_beside_the_old_one_for_a_day() {
        endpoint.given(registered())
                .when(new RotateWebhookKey(ENDPOINT, PARTNER, "first"))
                .expectEvents(rotated());
        var life = Subscription.of(Stream.of(registered(), rotated())).orElseThrow();
        assertThat(life.keysAt(NOW.plus(Duration.ofHours(23)))).containsExactly(2, 1);
        assertThat(life.keysAt(NOW.plus(Duration.ofHours(24)))).containsExactly(2);
    }

    @Test
    void a_rotation_asked_for_twice_is_one() {
        endpoint.given(registered(), rotated())
                .when(new RotateWebhookKey(ENDPOINT, PARTNER, "first"))
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_paused_endpoint_can_be_resumed() {
        endpoint.given(registered())
                .when(new PauseWebhookEndpoint(ENDPOINT, PARTNER, WebhookPause.GONE))
                .expectEvents(paused());
        endpoint.given(registered(), paused())
                .when(new PauseWebhookEndpoint(ENDPOINT, PARTNER, WebhookPause.FAILING))
                .expectNoEvents();
        endpoint.given(registered(), paused())
                .when(new ResumeWebhookEndpoint(ENDPOINT, PARTNER))
                .expectEvents(new WebhookEndpointResumed(ENDPOINT, PARTNER, NOW));
    }

    @Test
    void a_removed_endpoint_is_gone_for_good() {
        var removed = new WebhookEndpointRemoved(ENDPOINT, PARTNER, NOW);
        endpoint.given(registered())
                .when(new RemoveWebhookEndpoint(ENDPOINT, PARTNER))
                .expectEvents(removed);
        refused(new ResumeWebhookEndpoint(ENDPOINT, PARTNER), WEBHOOK_ENDPOINT_UNKNOWN, registered(), removed);
    }

    @Test
    void another_partner_finds_nothing_here() {
        refused(new RotateWebhookKey(ENDPOINT, STRANGER, "x"), WEBHOOK_ENDPOINT_UNKNOWN, registered());
        refused(
                new PauseWebhookEndpoint(ENDPOINT, STRANGER, WebhookPause.REQUESTED),
                WEBHOOK_ENDPOINT_UNKNOWN,
                registered());
        refused(new ResumeWebhookEndpoint(ENDPOINT, STRANGER), WEBHOOK_ENDPOINT_UNKNOWN, registered(), paused());
        refused(new RemoveWebhookEndpoint(ENDPOINT, STRANGER), WEBHOOK_ENDPOINT_UNKNOWN, registered());
    }

    private void refused(WebhookEndpointCommand command, Refusal reason, Object... life) {
        endpoint.given(life)
                .when(command)
                .expectNoEvents()
                .expectExceptionMessage(reason.name() + ": " + reason.sentence());
    }

    private static RegisterWebhookEndpoint register(String url, List<String> types) {
        return new RegisterWebhookEndpoint(ENDPOINT, PARTNER, url, WebhookSignature.ED25519, types);
    }

    private static WebhookEndpointRegistered registered() {
        return new WebhookEndpointRegistered(ENDPOINT, PARTNER, URL, WebhookSignature.ED25519, PAID, NOW);
    }

    private static WebhookKeyRotated rotated() {
        return new WebhookKeyRotated(ENDPOINT, PARTNER, 2, NOW.plus(Duration.ofHours(24)), "first", NOW);
    }

    private static WebhookEndpointPaused paused() {
        return new WebhookEndpointPaused(ENDPOINT, PARTNER, URL, WebhookPause.GONE, NOW);
    }
}
