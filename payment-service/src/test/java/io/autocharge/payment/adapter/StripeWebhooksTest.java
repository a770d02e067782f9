package io.autocharge.payment.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.net.Webhook;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.domain.ProcessorNews.Kind;
import io.autocharge.payment.policy.Knock;
import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.StoredWorklist;
import io.autocharge.runtime.mongo.StoredWorklists;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StripeWebhooksTest {

    private static final String BODY = "{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\"}";

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final StoredWorklists worklists = new StoredWorklists(mongo.database());
    private final StoredWorklist<Knock> knocks = worklists.of(Knock.class, Knock.WORKLIST);
    private final StripeWebhooks webhooks = webhooks(List.of("whsec_new", "whsec_old"));

    private int refused;

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void what_stripe_tells_is_kept_once_before_it_is_thanked_for() throws Exception {
        assertThat(webhooks.told(signed(BODY, "whsec_new", now()), BODY).getStatus())
                .isEqualTo(200);
        assertThat(webhooks.told(signed(BODY, "whsec_new", now()), BODY).getStatus())
                .isEqualTo(200);
        assertThat(knocks.due(Instant.now(), 10)).isEqualTo(1);
        assertThat(knocks.claim(Instant.now(), Duration.ofSeconds(9), "a test")
                        .orElseThrow()
                        .body())
                .isEqualTo(new Knock("stripe", "evt_1"));
    }

    @Test
    void while_the_secret_is_changed_the_one_before_is_good_too() throws Exception {
        assertThat(webhooks.told(signed(BODY, "whsec_old", now()), BODY).getStatus())
                .isEqualTo(200);
    }

    @Test
    void a_forged_a_stale_or_a_rewritten_one_is_refused_and_moves_nothing() throws Exception {
        refused(signed(BODY, "whsec_wrong", now()), BODY);
        refused(signed(BODY, "whsec_new", now() - 301), BODY);
        refused(signed(BODY, "whsec_new", now()), BODY.replace(":", ": "));
        refused(null, BODY);
        refused("t=,v1=", BODY);
        assertThat(knocks.due(Instant.now(), 10)).isZero();
    }

    /** Attack row A13. */
    @Test
    void of_many_that_stripe_did_not_send_none_is_taken() throws Exception {
        var good = signed(BODY, "whsec_new", now());
        var random = new Random(13);
        for (int i = 0; i < 200; i++) {
            refused(signed(BODY, "whsec_" + random.nextLong(), now()), BODY); // another partner's, or invented
            refused(signed(BODY, "whsec_new", now() - 301 - random.nextInt(100_000)), BODY);
            refused(good.replaceFirst("t=\\d+", "t=" + (now() + 1 + random.nextInt(200))), BODY);
            var at = good.indexOf("v1=") + 3 + random.nextInt(64);
            var other =
                    "0123456789abcdef".replace(good.substring(at, at + 1), "").charAt(random.nextInt(15));
            refused(good.substring(0, at) + other + good.substring(at + 1), BODY);
            refused(good, BODY.replace("evt_1", "evt_" + (2 + random.nextInt(1_000))));
            refused(signed(BODY.replace("evt_1", "evt_2"), "whsec_new", now()), BODY);
        }
        for (var written :
                List.of(" " + BODY, BODY + "\n", BODY.replace("\"", "'"), BODY.replace(",", ", "), "{}", "")) {
            refused(good, written);
        }
        for (var header : List.of(
                "",
                good.replace("v1=", "v0="),
                good.replace(",", ";"),
                good.toUpperCase(Locale.ROOT),
                good.substring(0, good.length() - 1),
                good.replaceFirst("t=\\d+", "t="),
                good.replaceFirst("t=\\d+", "t=-1"),
                good.replaceFirst("t=\\d+", "t=9223372036854775808"),
                "v1=" + "0".repeat(64))) {
            refused(header, BODY);
        }
        var accepted = knocks.due(Instant.now(), 10);
        System.out.printf("A13: %,d forged, stale or rewritten webhooks, %d accepted (bound 0)%n", refused, accepted);
        assertThat(accepted).isZero();
    }

    @Test
    void without_a_secret_there_is_no_such_door() {
        assertThatThrownBy(() -> webhooks(List.of()).told("t=1,v1=x", BODY)).isInstanceOf(Problem.class);
    }

    @Test
    void the_event_is_asked_for_at_stripe_itself() throws IOException {
        try (var stripe = new StripeDouble()) {
            var processor = new StripeProcessor(StripeProcessorTest.settings(stripe));
            var charge = ChargeId.derived("charge");
            processor.charge(charge, "pm_card_visa", Money.of(40_00, "USD"));
            var told = processor
                    .told(stripe.books().lastEvent().path("id").asText())
                    .orElseThrow();
            assertThat(told.kind()).isEqualTo(Kind.CAPTURED);
            assertThat(told.reference()).isEqualTo(charge.value());
        }
    }

    private void refused(String signature, String body) {
        refused++;
        assertThatThrownBy(() -> webhooks.told(signature, body)).isInstanceOf(Problem.class);
    }

    private StripeWebhooks webhooks(List<String> secrets) {
        var settings = new StripeSettings(
                "http://127.0.0.1:1", Optional.empty(), Optional.empty(), secrets, Duration.ofSeconds(1));
        return new StripeWebhooks(settings, worklists, Clock.systemUTC());
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    private static String signed(String body, String secret, long at) throws GeneralSecurityException {
        return "t=" + at + ",v1=" + Webhook.Util.computeHmacSha256(secret, at + "." + body);
    }
}
