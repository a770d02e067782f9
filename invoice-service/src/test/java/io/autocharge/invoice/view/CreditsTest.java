package io.autocharge.invoice.view;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.CreditEvent;
import io.autocharge.contracts.invoice.CreditEvent.CreditGranted;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefundRequested;
import io.autocharge.contracts.invoice.CreditEvent.CreditRefunded;
import io.autocharge.contracts.invoice.CreditEvent.CreditRestored;
import io.autocharge.contracts.invoice.CreditEvent.CreditSpent;
import io.autocharge.contracts.invoice.CreditEvent.CreditTakenBack;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CreditsTest {

    private static final CreditId CREDIT = CreditId.of(CHARGE, INVOICE, null);
    private static final CreditUseId USE = CreditUseId.derived("use");
    private static final RefundId REFUND = RefundId.derived("refund");
    private static final PartnerId STRANGER = PartnerId.derived("stranger");
    private static final List<CreditEvent> LIFE = List.of(
            new CreditGranted(CREDIT, PARTNER, CUSTOMER, INVOICE, CHARGE, usd(500), NOW),
            new CreditSpent(CREDIT, PARTNER, CUSTOMER, USE, INVOICE, usd(200), usd(300), NOW),
            new CreditRestored(CREDIT, PARTNER, CUSTOMER, usd(50), usd(350), NOW, USE, null),
            new CreditRefundRequested(CREDIT, PARTNER, CUSTOMER, INVOICE, CHARGE, REFUND, usd(100), usd(250), NOW),
            new CreditRefunded(CREDIT, PARTNER, CUSTOMER, REFUND, usd(100), usd(250), NOW),
            new CreditTakenBack(CREDIT, PARTNER, CUSTOMER, CHARGE, usd(300), usd(50), usd(0), NOW));

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Credits credits = new Credits(new Collections(mongo.database()));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_credit_shows_what_is_left_of_it_and_where_the_rest_went() {
        tell(LIFE);

        var shown = credits.find(PARTNER, CREDIT).orElseThrow();
        assertThat(shown.amount()).isEqualTo(usd(500));
        assertThat(shown.remaining()).isEqualTo(usd(0));
        assertThat(shown.uses()).containsExactly(new CreditView.Use(USE, INVOICE, usd(200), usd(50), NOW));
        assertThat(shown.refunds())
                .containsExactly(new CreditView.Refund(REFUND, usd(100), CreditView.Refund.Status.SUCCEEDED, NOW));
    }

    @Test
    void what_a_bank_took_back_after_it_was_spent_is_shown_as_a_shortfall() {
        tell(LIFE);
        assertThat(credits.find(PARTNER, CREDIT).orElseThrow().shortfall()).isEqualTo(usd(50));

        var unknown = CreditId.derived("unknown");
        credits.on(
                new CreditTakenBack(unknown, PARTNER, CUSTOMER, CHARGE, usd(300), usd(300), usd(0), NOW),
                new GlobalSequenceTrackingToken(99));
        assertThat(credits.find(PARTNER, unknown).orElseThrow().shortfall()).isEqualTo(usd(300));
    }

    @Test
    void a_refund_that_failed_is_shown_as_such() {
        tell(List.of(
                LIFE.get(0),
                new CreditRefundRequested(CREDIT, PARTNER, CUSTOMER, INVOICE, CHARGE, REFUND, usd(500), usd(0), NOW),
                new CreditRestored(CREDIT, PARTNER, CUSTOMER, usd(500), usd(500), NOW, null, REFUND)));

        var shown = credits.find(PARTNER, CREDIT).orElseThrow();
        assertThat(shown.available()).isEqualTo(usd(500));
        assertThat(shown.refunds())
                .extracting(CreditView.Refund::status)
                .containsExactly(CreditView.Refund.Status.FAILED);
    }

    @Test
    void events_that_come_twice_change_nothing_and_a_rebuild_gives_the_same() {
        tell(LIFE);
        var shown = credits.find(PARTNER, CREDIT);

        tell(LIFE);
        assertThat(credits.find(PARTNER, CREDIT)).isEqualTo(shown);
        credits.reset();
        assertThat(credits.find(PARTNER, CREDIT)).isEmpty();
        tell(LIFE);
        assertThat(credits.find(PARTNER, CREDIT)).isEqualTo(shown);
    }

    @Test
    void credits_are_listed_by_customer_and_another_partner_sees_none() {
        tell(LIFE);

        assertThat(credits.list(PARTNER, CUSTOMER, PageRequest.first(10)).data())
                .hasSize(1);
        assertThat(credits.list(PARTNER, CustomerId.derived("x"), PageRequest.first(10))
                        .data())
                .isEmpty();
        assertThat(credits.list(STRANGER, null, PageRequest.first(10)).data()).isEmpty();
        assertThat(credits.find(STRANGER, CREDIT)).isEmpty();
    }

    private void tell(List<CreditEvent> events) {
        long position = 0;
        for (var event : events) {
            var token = new GlobalSequenceTrackingToken(++position);
            if (event instanceof CreditGranted e) {
                credits.on(e, token);
            } else if (event instanceof CreditSpent e) {
                credits.on(e, token);
            } else if (event instanceof CreditRestored e) {
                credits.on(e, token);
            } else if (event instanceof CreditRefundRequested e) {
                credits.on(e, token);
            } else if (event instanceof CreditRefunded e) {
                credits.on(e, token);
            } else {
                credits.on((CreditTakenBack) event, token);
            }
        }
    }
}
