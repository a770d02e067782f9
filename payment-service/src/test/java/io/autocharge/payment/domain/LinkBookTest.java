package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.LinkRefusal.LINK_BUSY;
import static io.autocharge.contracts.payment.LinkRefusal.LINK_CLOSED;
import static io.autocharge.contracts.payment.LinkRefusal.LINK_LOCKED;
import static io.autocharge.contracts.payment.LinkRefusal.LINK_UNKNOWN;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkClosure;
import io.autocharge.contracts.payment.LinkCommand.ClosePaymentLinks;
import io.autocharge.contracts.payment.LinkCommand.IssuePaymentLink;
import io.autocharge.contracts.payment.LinkCommand.RecordLinkTry;
import io.autocharge.contracts.payment.LinkCommand.TryPaymentLink;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkIssued;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTried;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTryEnded;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksClosed;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksLocked;
import io.autocharge.contracts.payment.LinkTryEnding;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.runtime.Given;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LinkBookTest {

    private static final LinkBookId BOOK = LinkBookId.of(INVOICE);
    private static final PaymentLinkId LINK = PaymentLinkId.derived("link");
    private static final PaymentLinkId OTHER = PaymentLinkId.derived("other");
    private static final String HASH = "0".repeat(64);

    private final FixtureConfiguration<LinkBook> book = Given.aggregate(LinkBook.class, NOW);

    @Test
    void a_link_is_made_once_while_it_is_good_for_a_day() {
        book.givenNoPriorActivity().when(issue(LINK, false)).expectEvents(issued(LINK, 7));
        book.given(issued(LINK, 7)).when(issue(OTHER, true)).expectNoEvents();
        book.given(issued(LINK, 1)).when(issue(OTHER, false)).expectEvents(issued(OTHER, 7));
    }

    @Test
    void a_link_that_the_partner_took_back_is_replaced_when_the_partner_asks_and_not_by_itself() {
        book.given(issued(LINK, 7), closed(LinkClosure.REVOKED))
                .when(issue(OTHER, false))
                .expectNoEvents();
        book.given(issued(LINK, 7), closed(LinkClosure.REVOKED))
                .when(issue(OTHER, true))
                .expectEvents(issued(OTHER, 7));
    }

    @Test
    void an_invoice_that_is_open_again_gets_another_link_and_the_old_one_stays_dead() {
        book.given(issued(LINK, 7), closed(LinkClosure.SETTLED))
                .when(issue(OTHER, false))
                .expectEvents(issued(OTHER, 7));
        refused(
                book.given(issued(LINK, 7), closed(LinkClosure.SETTLED), issued(OTHER, 7))
                        .when(attempt(LINK, "a")),
                LINK_CLOSED);
    }

    @Test
    void a_try_is_granted_while_the_link_lives_and_asked_again_gets_the_same_answer() {
        book.given(issued(LINK, 7)).when(attempt(LINK, "a")).expectEvents(tried("a"));
        book.given(issued(LINK, 7), tried("a")).when(attempt(LINK, "a")).expectNoEvents();
        refused(book.given(issued(LINK, 0)).when(attempt(LINK, "a")), LINK_CLOSED);
        refused(book.given(issued(LINK, 7)).when(attempt(OTHER, "a")), LINK_CLOSED);
        refused(book.given(issued(LINK, 7), closed(LinkClosure.ARCHIVED)).when(attempt(LINK, "a")), LINK_CLOSED);
    }

    @Test
    void no_more_than_five_tries_are_under_way_or_declined() {
        refused(book.given(after(5, null)).when(attempt(LINK, "more")), LINK_BUSY);
        book.given(after(5, LinkTryEnding.PAID)).when(attempt(LINK, "more")).expectEvents(tried("more"));
        book.given(after(5, LinkTryEnding.NOT_MADE)).when(attempt(LINK, "more")).expectEvents(tried("more"));
    }

    @Test
    void the_fifth_decline_locks_the_links_until_the_partner_takes_them_back() {
        var four = after(4, LinkTryEnding.DECLINED);
        four.add(tried("fifth"));
        book.given(four)
                .when(new RecordLinkTry(BOOK, PARTNER, charge("fifth"), LinkTryEnding.DECLINED))
                .expectEvents(ended("fifth", LinkTryEnding.DECLINED), locked());
        var five = after(5, LinkTryEnding.DECLINED);
        five.add(locked());
        refused(book.given(five).when(attempt(LINK, "more")), LINK_LOCKED);
        book.given(five).when(issue(OTHER, true)).expectNoEvents();
        book.given(five).when(close(PARTNER)).expectEvents(closed(LinkClosure.REVOKED));
        five.add(closed(LinkClosure.REVOKED));
        five.add(issued(OTHER, 7));
        book.given(five).when(attempt(OTHER, "more")).expectSuccessfulHandlerExecution();
    }

    @Test
    void a_charge_that_was_not_made_may_be_tried_again_and_counts_then() {
        book.given(issued(LINK, 7), tried("a"), ended("a", LinkTryEnding.NOT_MADE))
                .when(attempt(LINK, "a"))
                .expectEvents(tried("a"));
    }

    @Test
    void what_ends_twice_or_was_never_tried_is_counted_once_or_not_at_all() {
        book.given(issued(LINK, 7), tried("a"), ended("a", LinkTryEnding.DECLINED))
                .when(new RecordLinkTry(BOOK, PARTNER, charge("a"), LinkTryEnding.DECLINED))
                .expectNoEvents();
        book.given(issued(LINK, 7))
                .when(new RecordLinkTry(BOOK, PARTNER, charge("a"), LinkTryEnding.DECLINED))
                .expectNoEvents();
    }

    @Test
    void another_partner_has_no_such_link() {
        refused(book.given(issued(LINK, 7)).when(close(STRANGER)), LINK_UNKNOWN);
        refused(book.given(issued(LINK, 7)).when(new TryPaymentLink(BOOK, STRANGER, LINK, charge("a"))), LINK_UNKNOWN);
    }

    private static List<Event> after(int tries, LinkTryEnding ending) {
        var events = new ArrayList<Event>(List.of(issued(LINK, 7)));
        for (int i = 0; i < tries; i++) {
            events.add(tried("try-" + i));
            if (ending != null) {
                events.add(ended("try-" + i, ending));
            }
        }
        return events;
    }

    private static IssuePaymentLink issue(PaymentLinkId link, boolean requested) {
        return new IssuePaymentLink(BOOK, PARTNER, INVOICE, link, HASH, inDays(7), requested);
    }

    private static TryPaymentLink attempt(PaymentLinkId link, String name) {
        return new TryPaymentLink(BOOK, PARTNER, link, charge(name));
    }

    private static ClosePaymentLinks close(PartnerId partner) {
        return new ClosePaymentLinks(BOOK, partner, INVOICE, LinkClosure.REVOKED);
    }

    private static PaymentLinkIssued issued(PaymentLinkId link, int days) {
        return new PaymentLinkIssued(BOOK, PARTNER, INVOICE, link, HASH, inDays(days), NOW);
    }

    private static PaymentLinkTried tried(String name) {
        return new PaymentLinkTried(BOOK, PARTNER, INVOICE, LINK, charge(name), NOW);
    }

    private static PaymentLinkTryEnded ended(String name, LinkTryEnding ending) {
        return new PaymentLinkTryEnded(BOOK, PARTNER, INVOICE, charge(name), ending, NOW);
    }

    private static PaymentLinksLocked locked() {
        return new PaymentLinksLocked(BOOK, PARTNER, INVOICE, 5, NOW);
    }

    private static PaymentLinksClosed closed(LinkClosure reason) {
        return new PaymentLinksClosed(BOOK, PARTNER, INVOICE, reason, NOW);
    }

    private static ChargeId charge(String name) {
        return ChargeId.derived(name);
    }

    private static Instant inDays(int days) {
        return NOW.plus(Duration.ofDays(days));
    }

    private static void refused(ResultValidator<LinkBook> result, Refusal reason) {
        result.expectException(
                Matchers.matches((Object thrown) -> thrown instanceof Refused refused && refused.reason() == reason));
    }
}
