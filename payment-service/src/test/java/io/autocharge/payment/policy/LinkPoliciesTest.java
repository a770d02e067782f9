package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceEvent.PaymentRefunded;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkClosure;
import io.autocharge.contracts.payment.LinkCommand;
import io.autocharge.contracts.payment.LinkCommand.IssuePaymentLink;
import io.autocharge.contracts.payment.LinkCommand.RecordLinkTry;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkIssued;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTried;
import io.autocharge.contracts.payment.LinkTryEnding;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.view.PaymentLinkBooks;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.http.PaymentLinks;
import io.autocharge.runtime.http.TestKeys;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.StoredWorklists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkPoliciesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate DUE = LocalDate.parse("2026-03-10");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final LinkBookId BOOK = LinkBookId.of(INVOICE);
    private static final PaymentLinkId LINK = PaymentLinkId.derived("link");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final Money AMOUNT = Money.of(40_00, "USD");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final List<Command> sent = new ArrayList<>();
    private final FakeHistory history = new FakeHistory();
    private final PaymentLinkBooks books = new PaymentLinkBooks(
            history,
            new PaymentLinks(new Keys(TestKeys.folder().toString()), "http://127.0.0.1:8080"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void an_invoice_has_a_link_from_the_beginning_until_seven_days_after_its_due_date() {
        new IssuePaymentLinks(sent::add, books, history).when(created());
        assertThat(sent).singleElement().isInstanceOfSatisfying(IssuePaymentLink.class, order -> {
            assertThat(order.linkBookId()).isEqualTo(BOOK);
            assertThat(order.partnerId()).isEqualTo(PARTNER);
            assertThat(order.expiresAt()).isEqualTo("2026-03-18T00:00:00Z");
            assertThat(order.requested()).isFalse();
        });
    }

    @Test
    void an_invoice_that_a_refund_opens_again_gets_another_link_and_one_that_was_never_heard_of_none() {
        var policy = new IssuePaymentLinks(sent::add, books, history);
        policy.when(refunded());
        assertThat(sent).isEmpty();
        history.happened(created());
        policy.when(refunded());
        policy.when(refunded());
        assertThat(sent).hasSize(2).allSatisfy(order -> assertThat(order).isInstanceOf(IssuePaymentLink.class));
        assertThat(((IssuePaymentLink) sent.get(0)).tokenHash())
                .as("two links never have one token")
                .isNotEqualTo(((IssuePaymentLink) sent.get(1)).tokenHash());
    }

    @Test
    void the_links_of_an_invoice_that_is_settled_or_archived_are_closed() {
        var policy = new ClosePaymentLinks(sent::add);
        policy.when(new InvoicePaid(INVOICE, PARTNER, CUSTOMER, AMOUNT, NOW));
        policy.when(new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW));
        assertThat(sent)
                .containsExactly(
                        new LinkCommand.ClosePaymentLinks(BOOK, PARTNER, INVOICE, LinkClosure.SETTLED),
                        new LinkCommand.ClosePaymentLinks(BOOK, PARTNER, INVOICE, LinkClosure.ARCHIVED));
    }

    @Test
    void what_came_of_a_charge_by_link_is_recorded_and_of_any_other_charge_nothing() {
        var policy = new RecordLinkTries(sent::add, history);
        policy.when(declined());
        assertThat(sent).isEmpty();
        history.happened(new PaymentLinkTried(BOOK, PARTNER, INVOICE, LINK, CHARGE, NOW));
        policy.when(declined());
        policy.when(new PaymentCaptured(CHARGE, PARTNER, CUSTOMER, INVOICE, AMOUNT, VISA, "ch_1", NOW, null));
        policy.when(new ChargeRefused(CHARGE, PARTNER, CUSTOMER, INVOICE, "PAYMENT_IN_FLIGHT", NOW));
        assertThat(sent)
                .containsExactly(
                        new RecordLinkTry(BOOK, PARTNER, CHARGE, LinkTryEnding.DECLINED),
                        new RecordLinkTry(BOOK, PARTNER, CHARGE, LinkTryEnding.PAID),
                        new RecordLinkTry(BOOK, PARTNER, CHARGE, LinkTryEnding.NOT_MADE));
    }

    @Test
    void a_link_comes_up_once_a_day_before_it_expires() {
        try (var mongo = new EmbeddedMongo()) {
            var worklists = new StoredWorklists(mongo.database());
            var policy = new QueueExpiringLinks(worklists);
            var expires = NOW.plus(Duration.ofDays(30));
            var issued = new PaymentLinkIssued(BOOK, PARTNER, INVOICE, LINK, "0".repeat(64), expires, NOW);
            policy.when(issued);
            policy.when(issued);
            var list = worklists.of(ExpiringLink.class, ExpiringLink.WORKLIST);
            var lease = Duration.ofSeconds(90);
            var before = expires.minus(Duration.ofDays(1));
            assertThat(list.claim(before.minusMillis(1), lease, "me")).isEmpty();
            assertThat(list.claim(before, lease, "me").orElseThrow().body())
                    .isEqualTo(new ExpiringLink(PARTNER, INVOICE));
            assertThat(list.claim(before, lease, "another")).isEmpty();
        }
    }

    @Test
    void a_link_is_renewed_while_its_invoice_is_open_and_not_once_it_is_paid_archived_or_anothers() {
        var about = new ExpiringLink(PARTNER, INVOICE);
        for (var terms : List.of(
                Optional.of(terms(0, false)), Optional.of(terms(100, true)), Optional.<InvoiceTerms.Terms>empty())) {
            renewal(terms).work("link", about);
        }
        assertThat(sent).isEmpty();
        assertThat(renewal(Optional.of(terms(100, false))).work("link", about)).isInstanceOf(Verdict.Done.class);
        assertThat(sent).singleElement().isInstanceOfSatisfying(IssuePaymentLink.class, order -> assertThat(
                        order.requested())
                .isFalse());
    }

    private RenewPaymentLinks renewal(Optional<InvoiceTerms.Terms> terms) {
        return new RenewPaymentLinks(sent::add, (partner, invoice) -> terms, books);
    }

    private static InvoiceTerms.Terms terms(long cents, boolean archived) {
        return new InvoiceTerms.Terms(CUSTOMER, Money.of(cents, "USD"), archived, DUE, ZoneOffset.UTC, 9, NOW);
    }

    private static InvoiceCreated created() {
        return new InvoiceCreated(
                INVOICE,
                PARTNER,
                "Northwind IT",
                CUSTOMER,
                "Contoso",
                "INV-1",
                null,
                List.of(new LineItem("Backup", 1, AMOUNT)),
                null,
                AMOUNT,
                DUE,
                Collection.byLink(),
                NOW);
    }

    private static PaymentRefunded refunded() {
        return new PaymentRefunded(INVOICE, PARTNER, CUSTOMER, null, CHARGE, null, AMOUNT, null, VISA, NOW);
    }

    private static ChargeDeclined declined() {
        return new ChargeDeclined(CHARGE, PARTNER, CUSTOMER, INVOICE, AMOUNT, VISA, "card_declined", NOW, null, null);
    }
}
