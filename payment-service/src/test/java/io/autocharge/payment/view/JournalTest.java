package io.autocharge.payment.view;

import static io.autocharge.payment.ledger.Shop.CHARGE;
import static io.autocharge.payment.ledger.Shop.INVOICE;
import static io.autocharge.payment.ledger.Shop.NOW;
import static io.autocharge.payment.ledger.Shop.PARTNER;
import static io.autocharge.payment.ledger.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.payment.ledger.Account;
import io.autocharge.payment.ledger.Shop;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JournalTest {

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Journal journal = new Journal(new Collections(mongo.database()));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void the_books_say_the_same_after_a_redelivery_and_after_a_rebuild() {
        pay();
        var once = journal.balances(PARTNER);
        assertThat(once).hasSize(1);
        assertThat(once.get(0).balances().of(Account.PARTNER_PAYABLE)).isEqualTo(-40);
        assertThat(once.get(0).balances().of(Account.RECEIVABLE)).isEqualTo(60);
        assertThat(once.get(0).balances().sum()).isZero();
        assertThat(once.get(0).entries()).isEqualTo(3);

        pay(); // delivered again
        assertThat(journal.balances(PARTNER)).isEqualTo(once);

        journal.reset();
        assertThat(journal.balances(PARTNER)).isEmpty();
        pay();
        assertThat(journal.balances(PARTNER)).isEqualTo(once);
    }

    @Test
    void an_entry_that_was_set_aside_and_comes_late_is_not_lost() {
        pay();
        var inOrder = journal.balances(PARTNER);
        journal.reset();
        journal.on(Shop.created(INVOICE, usd(100)), NOW, new Position(1));
        applied();
        captured(); // parked, and taken up later
        assertThat(journal.balances(PARTNER)).isEqualTo(inOrder);
        captured();
        assertThat(journal.balances(PARTNER)).isEqualTo(inOrder);
    }

    @Test
    void entries_are_listed_newest_first_by_currency_and_for_nobody_else() {
        pay();
        journal.on(Shop.created(InvoiceId.derived("euros"), Money.of(7, "EUR")), NOW.plusSeconds(9), new Position(9));
        var all = journal.list(PARTNER, null, PageRequest.first(3));
        assertThat(all.hasNextPage()).isTrue();
        assertThat(all.data())
                .extracting(JournalEntry::event)
                .containsExactly("invoice.InvoiceCreated", "invoice.PaymentApplied", "payment.PaymentCaptured");
        assertThat(journal.list(PARTNER, null, PageRequest.of(3, all.endCursor(), null))
                        .data())
                .hasSize(1);
        assertThat(journal.list(PARTNER, "EUR", PageRequest.first(3)).data()).hasSize(1);
        assertThat(journal.list(PartnerId.derived("stranger"), null, PageRequest.first(3))
                        .data())
                .isEmpty();
        assertThat(journal.balances(PARTNER))
                .extracting(JournalBalances::currency)
                .containsExactly("EUR", "USD");
        assertThat(journal.posted(9)).isPresent();
        assertThat(journal.posted(8)).isEmpty();
    }

    private void pay() {
        journal.on(Shop.created(INVOICE, usd(100)), NOW, new Position(1));
        captured();
        applied();
    }

    private void captured() {
        journal.on(Shop.captured(INVOICE, CHARGE, usd(40), usd(2)), NOW.plusSeconds(1), new Position(5));
    }

    private void applied() {
        journal.on(
                Shop.applied(INVOICE, CHARGE, usd(40), Sums.of(usd(100)).afterPayment(usd(40))),
                NOW.plusSeconds(2),
                new Position(6));
    }
}
