package io.autocharge.payment.domain;

import static io.autocharge.payment.domain.Known.CARD;
import static io.autocharge.payment.domain.Known.CHARGE;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.TODAY;
import static io.autocharge.payment.domain.Known.VISA;
import static io.autocharge.payment.domain.Known.usd;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeCommand;
import io.autocharge.contracts.payment.ChargeCommand.RecordDisputeNews;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome;
import io.autocharge.contracts.payment.ChargeCommand.RefundCharge;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.DisputeStage;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.contracts.payment.Share;
import io.autocharge.runtime.Given;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** A charge of 40 dollars that was submitted, and all that was told of it since: each order adds what follows from it. */
public final class Told {

    static final InvoiceId OTHER = InvoiceId.derived("other");

    public final List<ChargeEvent> facts = new ArrayList<>();
    final Known known = new Known();
    private final org.axonframework.test.aggregate.FixtureConfiguration<Charge> charge =
            Given.aggregate(Charge.class, NOW, known);

    private Told(List<Share> shares) {
        facts.add(new ChargeScheduled(
                CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), null, TODAY, NOW, Origin.PARTNER, NOW, null, null));
        facts.add(new BalanceRequested(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), CARD, VISA, null, null, null));
        facts.add(new ChargeSubmitted(CHARGE, PARTNER, CUSTOMER, INVOICE, usd(40), usd(0), CARD, VISA, NOW, shares));
    }

    public static Told submitted() {
        return new Told(null);
    }

    /** 30 dollars for one invoice and 10 for another, captured. */
    static Told capturedForTwo() {
        var told = new Told(List.of(new Share(INVOICE, usd(30), usd(0)), new Share(OTHER, usd(10), usd(5))));
        told.does(says(Outcome.Status.CAPTURED));
        return told;
    }

    public static Told captured() {
        var told = submitted();
        told.does(says(Outcome.Status.CAPTURED));
        return told;
    }

    static Told late() {
        var told = submitted();
        told.does(says(Outcome.Status.DECLINED));
        told.does(says(Outcome.Status.CAPTURED));
        return told;
    }

    /** What follows from the order; nothing if it is refused. */
    public List<ChargeEvent> does(ChargeCommand command) {
        var news = new Collected();
        charge.given(List.copyOf(facts)).when(command).expectEventsMatching(news);
        facts.addAll(news.facts);
        return news.facts;
    }

    /** The order is refused for this reason. */
    void refuses(ChargeCommand command, String reason) {
        charge.given(List.copyOf(facts))
                .when(command)
                .expectException(new Refusal(reason))
                .expectNoEvents();
    }

    static RecordOutcome says(Outcome.Status status) {
        var captured = status == Outcome.Status.CAPTURED;
        return new RecordOutcome(
                CHARGE, PARTNER, new Outcome(status, captured ? "ch_1" : null, captured ? null : "R10"));
    }

    static RefundId refund(Object name) {
        return RefundId.derived(name.toString());
    }

    static RefundCharge refund(Object name, Money amount) {
        return new RefundCharge(CHARGE, PARTNER, refund(name), null, amount, null, null);
    }

    static RecordRefundOutcome refunded(Object name, RefundOutcome.Status status) {
        var failed = status == RefundOutcome.Status.FAILED;
        return new RecordRefundOutcome(
                CHARGE,
                PARTNER,
                refund(name),
                new RefundOutcome(status, failed ? null : "re_1", failed ? "expired_or_canceled_card" : null));
    }

    static RecordDisputeNews dispute(Object name, DisputeStage stage, Money amount) {
        return new RecordDisputeNews(CHARGE, PARTNER, DisputeId.derived(name.toString()), stage, amount, "fraudulent");
    }

    private static final class Collected extends TypeSafeMatcher<List<? super EventMessage<?>>> {

        private final List<ChargeEvent> facts = new ArrayList<>();

        @Override
        protected boolean matchesSafely(List<? super EventMessage<?>> events) {
            events.forEach(event -> facts.add((ChargeEvent) ((EventMessage<?>) event).getPayload()));
            return true;
        }

        @Override
        public void describeTo(Description description) {
            description.appendText("any facts");
        }
    }

    private static final class Refusal extends TypeSafeMatcher<Throwable> {

        private final String reason;

        Refusal(String reason) {
            this.reason = reason;
        }

        @Override
        protected boolean matchesSafely(Throwable thrown) {
            return thrown instanceof io.autocharge.contracts.Refused refused
                    && refused.reason().name().equals(reason);
        }

        @Override
        public void describeTo(Description description) {
            description.appendText(reason);
        }
    }
}
