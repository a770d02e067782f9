package io.autocharge.invoice.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceWrittenOff;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentApplied;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.PaperNames;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InvoicesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-04-01");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final PartnerId STRANGER = PartnerId.derived("stranger");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Invoices invoices = new Invoices(new Collections(mongo.database()));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_partly_paid_invoice_shows_what_is_left() {
        tell(1, created(INVOICE), scheduled(), reserved(), applied(4_000, 6_000));

        var shown = invoices.find(PARTNER, INVOICE).orElseThrow();
        assertThat(shown.balance().sums().captured()).isEqualTo(usd(4_000));
        assertThat(shown.balance().outstanding()).isEqualTo(usd(6_000));
        assertThat(shown.balance().inFlight()).isEqualTo(usd(0));
        assertThat(shown.status(DUE)).isEqualTo("partially_paid");
        assertThat(shown.status(DUE.plusDays(1))).isEqualTo("overdue");
    }

    @Test
    void an_invoice_is_found_by_the_beginning_of_any_word_of_number_and_customer() {
        tell(1, created(INVOICE));
        var shown = invoices.find(PARTNER, INVOICE).orElseThrow();
        var name = shown.customerName();

        for (var typed : List.of(
                shown.number(),
                shown.number().toLowerCase(),
                name.substring(0, 3).toUpperCase(),
                name)) {
            assertThat(found(typed, null)).as(typed).containsExactly(INVOICE);
        }
        assertThat(found("nobody", null)).isEmpty();
        assertThat(found(".*", null)).hasSize(1); // marks are no words: nothing was asked for
        assertThat(found(name, DUE)).isEmpty();
        assertThat(found(name, DUE.plusDays(1))).containsExactly(INVOICE);
    }

    private List<InvoiceId> found(String typed, LocalDate dueBefore) {
        var wanted = new Invoices.Wanted(null, InvoiceView.State.OPEN, dueBefore, null, typed);
        return invoices.list(PARTNER, wanted, PageRequest.first(10)).data().stream()
                .map(InvoiceView::id)
                .toList();
    }

    @Test
    void events_that_come_twice_change_nothing_and_a_rebuild_gives_the_same() {
        tell(1, created(INVOICE), scheduled(), reserved(), applied(4_000, 6_000));
        var shown = invoices.find(PARTNER, INVOICE);

        tell(1, created(INVOICE), scheduled(), reserved(), applied(4_000, 6_000));
        assertThat(invoices.find(PARTNER, INVOICE)).isEqualTo(shown);

        invoices.reset();
        assertThat(invoices.find(PARTNER, INVOICE)).isEmpty();
        tell(1, created(INVOICE), scheduled(), reserved(), applied(4_000, 6_000));
        assertThat(invoices.find(PARTNER, INVOICE)).isEqualTo(shown);
    }

    @Test
    void another_partner_sees_nothing_of_it() {
        tell(1, created(INVOICE));

        assertThat(invoices.find(STRANGER, INVOICE)).isEmpty();
        assertThat(invoices.list(STRANGER, new Invoices.Wanted(null, null, null, null, null), PageRequest.first(10))
                        .data())
                .isEmpty();
    }

    @Test
    void a_list_shows_what_is_open_paid_or_archived() {
        var paid = InvoiceId.derived("paid");
        var archived = InvoiceId.derived("archived");
        tell(1, created(INVOICE), created(paid), created(archived));
        tell(4, applied(paid, 10_000, 0), new InvoiceArchived(archived, PARTNER, CUSTOMER, NOW));

        assertThat(listed(null)).containsExactlyInAnyOrder(INVOICE, paid, archived);
        assertThat(listed(InvoiceView.State.OPEN)).containsExactly(INVOICE);
        assertThat(listed(InvoiceView.State.PAID)).containsExactly(paid);
        assertThat(listed(InvoiceView.State.ARCHIVED)).containsExactly(archived);
    }

    @Test
    void a_paid_invoice_is_open_again_when_money_is_given_or_taken_back() {
        var paid = Sums.of(usd(10_000)).afterPayment(usd(10_000));
        tell(1, created(INVOICE), applied(10_000, 0));
        assertThat(status(DUE)).isEqualTo("paid");

        tell(3, refunded(3_000, paid.afterRefund(usd(3_000))));
        assertThat(status(DUE)).isEqualTo("partially_paid");
        assertThat(status(DUE.plusDays(1))).isEqualTo("overdue");
        assertThat(listed(InvoiceView.State.OPEN)).containsExactly(INVOICE);

        tell(4, refunded(7_000, paid.afterRefund(usd(10_000))));
        assertThat(status(DUE)).isEqualTo("open");

        var writtenOff = paid.afterRefund(usd(10_000)).afterWriteOff(usd(10_000));
        tell(5, new BalanceWrittenOff(INVOICE, PARTNER, CUSTOMER, usd(10_000), writtenOff, "bankrupt", NOW));
        assertThat(status(DUE)).isEqualTo("paid");
        assertThat(listed(InvoiceView.State.PAID)).containsExactly(INVOICE);
    }

    @Test
    void an_archived_invoice_stays_archived_whatever_facts_it_takes() {
        tell(1, created(INVOICE), new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW), applied(10_000, 0));

        assertThat(status(DUE)).isEqualTo("archived");
    }

    private String status(LocalDate today) {
        return invoices.find(PARTNER, INVOICE).orElseThrow().status(today);
    }

    private static PaymentRefunded refunded(long cents, Sums after) {
        return new PaymentRefunded(
                INVOICE,
                PARTNER,
                CUSTOMER,
                new PaperNames("Northwind IT", "Acme Bakery", "INV-1"),
                CHARGE,
                RefundId.derived(after.toString()),
                usd(cents),
                after,
                VISA,
                NOW);
    }

    private List<InvoiceId> listed(InvoiceView.State state) {
        return invoices
                .list(PARTNER, new Invoices.Wanted(CUSTOMER, state, null, null, null), PageRequest.first(10))
                .data()
                .stream()
                .map(InvoiceView::id)
                .toList();
    }

    private void tell(long position, Event... events) {
        for (var event : events) {
            var token = new GlobalSequenceTrackingToken(position++);
            if (event instanceof ChargeEvent charge) {
                invoices.on(charge, token);
            } else {
                invoices.on((InvoiceEvent) event, token);
            }
        }
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }

    private static InvoiceCreated created(InvoiceId id) {
        return new InvoiceCreated(
                id,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Acme Bakery",
                "INV-1",
                null,
                List.of(new LineItem("Managed laptops", 1, usd(10_000))),
                null,
                usd(10_000),
                DUE,
                Collection.later(),
                NOW);
    }

    private static ChargeScheduled scheduled() {
        return new ChargeScheduled(
                CHARGE, PARTNER, CUSTOMER, INVOICE, usd(4_000), null, DUE, NOW, Origin.PARTNER, NOW, null, null);
    }

    private static BalanceReserved reserved() {
        return new BalanceReserved(INVOICE, PARTNER, CHARGE, usd(4_000), usd(6_000), NOW, null);
    }

    private static PaymentApplied applied(long cents, long outstanding) {
        return applied(INVOICE, cents, outstanding);
    }

    private static PaymentApplied applied(InvoiceId invoice, long cents, long outstanding) {
        return new PaymentApplied(
                invoice,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Acme Bakery",
                "INV-1",
                CHARGE,
                usd(cents),
                usd(10_000),
                usd(cents),
                usd(outstanding),
                VISA,
                NOW,
                null);
    }
}
