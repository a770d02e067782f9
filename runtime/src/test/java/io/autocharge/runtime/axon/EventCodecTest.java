package io.autocharge.runtime.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.mongo.EventRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class EventCodecTest {

    private static final InvoiceId INVOICE = InvoiceId.derived("one");
    private static final InvoiceArchived ARCHIVED = new InvoiceArchived(
            INVOICE, PartnerId.derived("acme"), CustomerId.derived("c"), Instant.parse("2026-06-01T12:00:00Z"));

    private final EventCodec codec = new EventCodec(List.of());

    private static EventRecord record(String type, int revision, String body) {
        return new EventRecord("e", type, revision, INVOICE.value(), 0, "par_x", Instant.EPOCH, Map.of(), body);
    }

    @Test
    void what_is_stored_names_no_java_class() {
        var record = codec.write(new GenericDomainEventMessage<>("Invoice", INVOICE.value(), 3, ARCHIVED));

        assertThat(record.type()).isEqualTo("invoice.InvoiceArchived");
        assertThat(record.revision()).isEqualTo(1);
        assertThat(record.sequence()).isEqualTo(3);
        assertThat(record.body()).contains("\"invoice_id\":\"" + INVOICE + "\"").doesNotContain("io.autocharge");
        assertThat(codec.payload(record)).isEqualTo(ARCHIVED);
    }

    @Test
    void a_later_writer_may_have_said_more() {
        var body = codec.write(new GenericDomainEventMessage<>("Invoice", INVOICE.value(), 0, ARCHIVED))
                .body();

        assertThat(codec.payload(
                        record("invoice.InvoiceArchived", 1, body.replaceFirst("\\{", "{\"new_field\":{\"a\":1},"))))
                .isEqualTo(ARCHIVED);
    }

    @Test
    void a_fact_of_an_unknown_kind_is_passed_over() {
        assertThat(codec.payload(record("invoice.InvoiceSplit", 1, "{}")))
                .isEqualTo(new UnknownEvent("invoice.InvoiceSplit"));
    }

    @Test
    void a_fact_of_an_earlier_revision_is_lifted_to_the_present_one() {
        var lifting = new EventCodec(List.of(
                renaming("invoice.InvoiceArchived", 2, "when", "archived_at"),
                renaming("invoice.InvoiceArchived", 1, "at", "when")));
        var body = codec.write(new GenericDomainEventMessage<>("Invoice", INVOICE.value(), 0, ARCHIVED))
                .body()
                .replace("archived_at", "at");

        assertThat(lifting.revision("invoice.InvoiceArchived")).isEqualTo(3);
        assertThat(lifting.payload(record("invoice.InvoiceArchived", 1, body))).isEqualTo(ARCHIVED);
    }

    @Test
    void only_the_events_of_aggregates_are_stored() {
        assertThatThrownBy(() -> codec.write(new GenericEventMessage<>("anything")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Upcaster renaming(String type, int from, String before, String after) {
        return new Upcaster() {
            @Override
            public String type() {
                return type;
            }

            @Override
            public int from() {
                return from;
            }

            @Override
            public ObjectNode up(ObjectNode body) {
                body.set(after, body.remove(before));
                return body;
            }
        };
    }
}
