package io.autocharge.notification.view;

import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.INVOICE;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.RECEIPT;
import static io.autocharge.notification.Samples.issued;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReceiptsTest {

    private static final PartnerId STRANGER = PartnerId.derived("stranger");

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Receipts receipts = new Receipts(new Collections(mongo.database()));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_receipt_told_twice_is_one_and_a_rebuild_gives_the_same() {
        receipts.on(issued(40_00, 60_00));
        var shown = receipts.find(PARTNER, RECEIPT.value());
        receipts.on(issued(40_00, 60_00));

        assertThat(receipts.find(PARTNER, RECEIPT.value())).isEqualTo(shown).isPresent();
        assertThat(receipts.list(PARTNER, INVOICE, CUSTOMER, PageRequest.first(10))
                        .data())
                .containsExactly(shown.orElseThrow());

        receipts.reset();
        assertThat(receipts.find(PARTNER, RECEIPT.value())).isEmpty();
        receipts.on(issued(40_00, 60_00));
        assertThat(receipts.find(PARTNER, RECEIPT.value())).isEqualTo(shown);
    }

    @Test
    void another_partner_and_another_invoice_see_nothing_of_it() {
        receipts.on(issued(40_00, 60_00));

        assertThat(receipts.find(STRANGER, RECEIPT.value())).isEmpty();
        assertThat(receipts.list(STRANGER, null, null, PageRequest.first(10)).data())
                .isEmpty();
        assertThat(receipts.list(PARTNER, InvoiceId.derived("other"), null, PageRequest.first(10))
                        .data())
                .isEmpty();
    }
}
