package io.autocharge.e2e;

import static io.autocharge.e2e.Sandbox.inDays;
import static io.autocharge.e2e.Sandbox.usd;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsoleConsumerTest {

    @Test
    void a_plain_console_consumer_shows_the_events_with_their_cloudevents_headers() {
        var partner = Sandbox.partner();
        var customer = Sandbox.customerWithCard(partner);
        var invoice = customer.invoice("Firewall", usd(900_00)).due(inDays(14)).chargeLater();
        var charge = invoice.charge(usd(300_00)).now();
        var kafka = Sandbox.addresses().kafka();

        try (var invoices = new ConsoleConsumer(kafka, "invoice.events");
                var payments = new ConsoleConsumer(kafka, "payment.events")) {
            isCloudEvent(invoices.await("invoice.InvoiceCreated", invoice.id()), partner.id(), invoice.id());
            isCloudEvent(payments.await("payment.ChargeScheduled", charge.id()), partner.id(), charge.id());
            var captured = payments.await("payment.PartialPaymentCaptured", charge.id());
            isCloudEvent(captured, partner.id(), charge.id());
            assertThat(captured).contains("\"remaining\":{\"amount\":60000,\"currency\":\"USD\"}");
        }
    }

    private static void isCloudEvent(String line, String partner, String subject) {
        assertThat(ConsoleConsumer.header(line, "ce_specversion")).contains("1.0");
        assertThat(ConsoleConsumer.header(line, "ce_id")).isPresent();
        assertThat(ConsoleConsumer.header(line, "ce_source")).isPresent();
        assertThat(ConsoleConsumer.header(line, "ce_time")).isPresent();
        assertThat(ConsoleConsumer.header(line, "ce_sequence")).isPresent();
        assertThat(ConsoleConsumer.header(line, "ce_position")).isPresent();
        assertThat(ConsoleConsumer.header(line, "ce_subject")).contains(subject);
        assertThat(ConsoleConsumer.header(line, "ce_partnerid")).contains(partner);
        assertThat(line).doesNotContain("io.autocharge");
    }
}
