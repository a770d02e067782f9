package io.autocharge.invoice.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import io.autocharge.contracts.PartnerId;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;

/** Numbers for invoices whose partner gives none. One may be skipped; none is given twice. */
@Singleton
public class InvoiceNumbers {

    private record Last(PartnerId id, long number) {}

    private final MongoCollection<Last> last;

    InvoiceNumbers(Collections collections) {
        last = collections.of(Last.class, "invoice_numbers");
    }

    /** The next one of this partner, such as {@code INV-0042}. */
    public String next(PartnerId partner) {
        var now = last.findOneAndUpdate(
                eq("_id", partner.value()),
                Updates.inc("number", 1L),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return String.format("INV-%04d", now.number());
    }
}
