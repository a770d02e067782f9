package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CollectionsTest {

    private static final InvoiceId INVOICE = InvoiceId.derived("one");
    private static final PartnerId PARTNER = PartnerId.derived("acme");

    record Line(String id, String title) {}

    record InvoiceView(
            InvoiceId id,
            PartnerId partnerId,
            Money total,
            LocalDate dueOn,
            Instant createdAt,
            List<Line> lines,
            Map<String, Long> counts,
            String memo) {}

    private final EmbeddedMongo mongo = new EmbeddedMongo();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_record_comes_back_as_it_went() {
        var invoices = new Collections(mongo.database()).of(InvoiceView.class, "invoices");
        var view = new InvoiceView(
                INVOICE,
                PARTNER,
                Money.of(7_000, "USD"),
                LocalDate.parse("2026-12-31"),
                Instant.parse("2026-01-01T00:00:00.500Z"),
                List.of(new Line("l1", "Backup")),
                Map.of("Opened", 2L),
                null);

        invoices.replaceOne(eq(INVOICE), view, new ReplaceOptions().upsert(true));

        assertThat(invoices.find(eq(INVOICE)).first()).isEqualTo(view);
        assertThat(invoices.find(and(eq("partner_id", PARTNER), eq("total.currency", "USD")))
                        .first())
                .isEqualTo(view);
        assertThat(invoices.find(lt("created_at", Instant.parse("2026-01-01T00:00:01Z")))
                        .first())
                .isEqualTo(view);
        assertThat(invoices.find(lt("created_at", Instant.parse("2026-01-01T00:00:00Z")))
                        .first())
                .isNull();
        invoices.updateOne(eq(INVOICE), set("total", Money.of(1, "EUR")));
        assertThat(invoices.find().first().total()).isEqualTo(Money.of(1, "EUR"));
    }

    @Test
    void the_database_shows_what_a_partner_would_read() {
        var views = new Collections(mongo.database());
        views.of(InvoiceView.class, "invoices")
                .insertOne(new InvoiceView(
                        INVOICE,
                        PARTNER,
                        Money.of(7_000, "USD"),
                        LocalDate.parse("2026-12-31"),
                        Instant.EPOCH,
                        List.of(),
                        Map.of(),
                        null));

        assertThat(mongo.database().getCollection("invoices").find().first())
                .isEqualTo(new Document("_id", INVOICE.value())
                        .append("partner_id", PARTNER.value())
                        .append("total", new Document("amount", 7_000L).append("currency", "USD"))
                        .append("due_on", "2026-12-31")
                        .append("created_at", "1970-01-01T00:00:00.000Z")
                        .append("lines", List.of())
                        .append("counts", new Document()));
    }
}
