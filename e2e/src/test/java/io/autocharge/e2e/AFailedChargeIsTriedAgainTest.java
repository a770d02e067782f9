package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Declines, retries and new methods, as partners see them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AFailedChargeIsTriedAgainTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customer(partner);

    @Test
    void a_failed_charge_shows_its_next_try_and_a_replaced_default_method_takes_it_over_once() {
        customer.addCard(TestCard.INSUFFICIENT_FUNDS);
        var invoice =
                customer.invoice("Managed backup", usd(240_00)).due(inDays(2)).chargeLater();
        var charge = invoice.charge().onDueDate();
        pass(cutOff(invoice.dueOn()));
        charge.until("declined");

        var next = nextTry(charge);
        assertThat(at(next)).isEqualTo(cutOff(invoice.dueOn().plusDays(1)));
        assertThat(budget(30)).isEqualTo(1);

        pass(at(next));
        var retry = new Charge(invoice, next.path("charge_id").asText());
        retry.until("declined");
        var afterThat = nextTry(retry);
        assertThat(at(afterThat)).isEqualTo(cutOff(invoice.dueOn().plusDays(3)));

        customer.addCard(TestCard.SUCCEEDS).makeDefault();

        invoice.untilOutstanding(usd(0));
        var instead = new Charge(invoice, nextTry(retry).path("charge_id").asText());
        assertThat(instead.untilCaptured().path("origin").asText()).isEqualTo("new_method");
        new Charge(invoice, afterThat.path("charge_id").asText()).until("canceled");
        pass(cutOff(invoice.dueOn().plusDays(8)));
        assertThat(captures(invoice.charges())).containsExactly(instead.id());
        assertThat(invoice.balance().captured()).isEqualTo(usd(240_00));
    }

    @Test
    void a_hard_decline_is_not_tried_again_until_there_is_a_new_method() {
        customer.addCard(TestCard.STOLEN);
        var invoice = customer.invoice("Firewall", usd(90_00)).due(inDays(1)).chargeLater();
        var charge = invoice.charge().onDueDate();
        pass(cutOff(invoice.dueOn()));
        var failed = charge.until("declined");
        var reason = eventually(
                "a reason why it is not tried again",
                () -> Optional.of(charge.show().path("no_retry_reason").asText())
                        .filter(found -> !found.isEmpty()),
                charge::show);
        assertThat(failed.path("reason").asText()).isEqualTo("stolen_card");
        assertThat(reason).isEqualTo("hard_decline");
        var dead = eventually(
                "a disabled method",
                () -> customer.methods().stream()
                        .filter(method -> method.json().path("disabled").asBoolean())
                        .findFirst(),
                customer::methods);
        assertThat(dead.json().path("disabled_code").asText()).isEqualTo("stolen_card");
        assertThat(dead.isDefault()).isFalse();
        assertThat(invoice.charge()
                        .with(dead)
                        .send(Sandbox.word(), "now")
                        .expect(409)
                        .code())
                .isEqualTo("PAYMENT_METHOD_DISABLED");

        customer.addCard(TestCard.SUCCEEDS);

        invoice.untilOutstanding(usd(0));
        assertThat(captures(invoice.charges())).hasSize(1);
    }

    /** The sandbox's clock is everybody's, and moves forwards only. */
    private static void pass(Instant moment) {
        var left = Duration.between(Sandbox.operator().now(), moment).plusSeconds(60);
        if (!left.isNegative()) {
            Sandbox.operator().advance(Duration.ofSeconds(left.toSeconds()));
        }
    }

    private static Instant cutOff(LocalDate day) {
        return day.atTime(Sandbox.CUT_OFF_HOUR, 0).atZone(Sandbox.ZONE).toInstant();
    }

    private static JsonNode nextTry(Charge charge) {
        return eventually(
                "a next try of " + charge.id(),
                () -> Optional.of(charge.show().path("next_try")).filter(JsonNode::isObject),
                charge::show);
    }

    private static Instant at(JsonNode nextTry) {
        return Instant.parse(nextTry.path("at").asText());
    }

    private static List<String> captures(List<JsonNode> charges) {
        return charges.stream()
                .map(charge -> charge.path("id").asText())
                .flatMap(id -> Sandbox.processor().captures(id).stream().map(capture -> id))
                .toList();
    }

    /** How much of the budget of so many days is used. */
    private int budget(int days) {
        for (var budget : customer.methods().get(0).json().path("retry_budgets")) {
            if (budget.path("days").asInt() == days) {
                return budget.path("used").asInt();
            }
        }
        throw new Unexpected("a budget of " + days + " days", customer.methods().toString());
    }
}
