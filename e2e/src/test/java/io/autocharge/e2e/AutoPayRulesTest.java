package io.autocharge.e2e;

import static io.autocharge.e2e.Eventually.eventually;
import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Auto-pay rules, as partners and customers use them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AutoPayRulesTest {

    private final Partner partner = Sandbox.partner();
    private final Customer customer = Sandbox.customer(partner);

    @Test
    void a_rule_is_previewed_takes_effect_at_once_and_charges_each_invoice_on_its_date_once_but_not_the_excluded_one() {
        customer.addCard(TestCard.SUCCEEDS);
        var wanted =
                customer.invoice("Managed backup", usd(240_00)).due(inDays(2)).chargeLater();
        var unwanted = customer.invoice("Firewall", usd(90_00)).due(inDays(2)).chargeLater();
        var rule = Wire.object().put("name", "On the due date");
        rule.putObject("conditions").put("days_past_due", 0);
        var preview = previewed("/auto-pay-rules/preview", rule, 2);
        assertThat(preview.path("data").get(0).path("charge_on").asText())
                .isEqualTo(wanted.dueOn().toString());

        rule.putArray("excluded").add(unwanted.id());
        partner.api().post("/auto-pay-rules", rule).expect(201);
        var planned = onlyCharge(wanted);
        assertThat(planned.path("origin").asText()).isEqualTo("auto_pay");
        assertThat(planned.path("charge_on").asText()).isEqualTo(wanted.dueOn().toString());

        pass(cutOff(wanted.dueOn()));
        wanted.untilOutstanding(usd(0));
        pass(cutOff(wanted.dueOn().plusDays(3)));

        assertThat(captures(wanted)).containsExactly(planned.path("id").asText());
        assertThat(unwanted.charges()).isEmpty();
        assertThat(explained(wanted, "INVOICE_PAID").findValuesAsText("outcome"))
                .contains("planned");
        assertThat(explained(unwanted, "EXCLUDED").findValuesAsText("sentence"))
                .anyMatch(sentence -> sentence.contains("excluded this invoice"));
    }

    @Test
    void a_customer_enrols_itself_for_its_open_invoices_on_their_due_date_after_it_has_seen_them() {
        customer.addCard(TestCard.SUCCEEDS);
        var invoice = customer.invoice("Helpdesk", usd(60_00)).due(inDays(1)).chargeLater();
        var path = "/customers/" + customer.id() + "/auto-pay";
        previewed(path + "/preview", Wire.object(), 1);
        partner.api().post(path, Wire.object()).expect(201);
        assertThat(onlyCharge(invoice).path("charge_on").asText())
                .isEqualTo(invoice.dueOn().toString());
        pass(cutOff(invoice.dueOn()));
        invoice.untilOutstanding(usd(0));
        assertThat(captures(invoice)).hasSize(1);
        partner.api().delete(path).expect(204);
        assertThat(partner.api().get(path).expect(200).json().path("enrolled").asBoolean())
                .isFalse();
    }

    private JsonNode previewed(String path, ObjectNode body, int count) {
        return eventually(
                "a preview of " + count,
                () -> Optional.of(partner.api().post(path, body).expect(200).json())
                        .filter(found -> found.path("total_count").asInt() == count),
                () -> partner.api().post(path, body).expect(200).json());
    }

    private static JsonNode onlyCharge(Invoice invoice) {
        return eventually(
                "a charge of " + invoice.number(),
                () -> Optional.of(invoice.charges())
                        .filter(found -> found.size() == 1)
                        .map(found -> found.get(0)),
                invoice::charges);
    }

    /** The decisions once the newest of them has this reason. */
    private JsonNode explained(Invoice invoice, String reason) {
        var path = "/invoices/" + invoice.id() + "/explain";
        return eventually(
                "an explanation with " + reason,
                () -> Optional.of(partner.api().get(path).expect(200).json().path("decisions"))
                        .filter(decisions ->
                                reason.equals(decisions.path(0).path("reason").asText())),
                () -> partner.api().get(path).expect(200).json());
    }

    private static List<String> captures(Invoice invoice) {
        return invoice.charges().stream()
                .map(charge -> charge.path("id").asText())
                .flatMap(id -> Sandbox.processor().captures(id).stream().map(capture -> id))
                .toList();
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
}
