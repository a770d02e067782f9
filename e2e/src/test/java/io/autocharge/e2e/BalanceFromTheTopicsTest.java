package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.invoice.InvoiceBalance;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BalanceFromTheTopicsTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @Test
    void whoever_reads_the_topics_knows_the_balance() {
        var customer = Sandbox.customerWithCard(Sandbox.partner());
        var invoice = customer.invoice("Firewall", usd(900_00)).due(inDays(14)).chargeLater();
        invoice.charge(usd(300_00)).now().untilCaptured();
        invoice.untilOutstanding(usd(600_00));
        var later = invoice.charge(usd(250_00)).on(inDays(3));
        later.until("scheduled");
        var kafka = Sandbox.addresses().kafka();

        try (var invoices = new ConsoleConsumer(kafka, "invoice.events");
                var payments = new ConsoleConsumer(kafka, "payment.events")) {
            invoices.await("invoice.PaymentApplied", invoice.id());
            payments.await("payment.ChargeScheduled", later.id());
            var balance = InvoiceBalance.unknown();
            for (var line : List.of(invoices, payments)) {
                for (var event : about(invoice, line)) {
                    balance = balance.after(event);
                }
            }

            assertThat(balance.outstanding()).isEqualTo(usd(600_00));
            assertThat(balance.sums().captured()).isEqualTo(usd(300_00));
            assertThat(balance.scheduled())
                    .isEqualTo(usd(250_00))
                    .isEqualTo(invoice.balance().scheduled());
        }
    }

    private static List<Event> about(Invoice invoice, ConsoleConsumer topic) {
        return topic.lines().stream()
                .filter(line -> line.contains(invoice.id()))
                .map(BalanceFromTheTopicsTest::event)
                .toList();
    }

    private static Event event(String line) {
        var type =
                ConsoleConsumer.header(line, "ce_type").flatMap(WireType::named).orElseThrow();
        try {
            return (Event) JSON.readValue(line.substring(line.indexOf("\t{") + 1), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(line, e);
        }
    }
}
