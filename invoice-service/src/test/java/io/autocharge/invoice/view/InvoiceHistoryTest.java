package io.autocharge.invoice.view;

import static io.autocharge.invoice.Samples.CHARGE;
import static io.autocharge.invoice.Samples.CUSTOMER;
import static io.autocharge.invoice.Samples.DUE;
import static io.autocharge.invoice.Samples.INVOICE;
import static io.autocharge.invoice.Samples.NOW;
import static io.autocharge.invoice.Samples.OTHER;
import static io.autocharge.invoice.Samples.PARTNER;
import static io.autocharge.invoice.Samples.VISA;
import static io.autocharge.invoice.Samples.unpaid;
import static io.autocharge.invoice.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.CreditId;
import io.autocharge.contracts.invoice.CreditUseId;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordCredit;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDispute;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordDisputeWon;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordPayment;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordRefund;
import io.autocharge.contracts.invoice.InvoiceCommand.RecordReturn;
import io.autocharge.contracts.invoice.InvoiceCommand.ReserveBalance;
import io.autocharge.contracts.invoice.InvoiceCommand.WriteOffBalance;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.invoice.Sums;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.invoice.InvoicesAlone;
import io.autocharge.runtime.axon.OneProcess;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InvoiceHistoryTest {

    private static final DisputeId DISPUTE = DisputeId.derived("dispute");

    /** Time passes when the test says so. */
    private static final class Hands extends Clock {

        private Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Hands clock = new Hands();
    private final OneProcess process =
            new OneProcess(mongo.database(), "one").start(new InvoicesAlone(), clock, InvoicesAlone.ANYBODY);
    private final InvoiceHistory history =
            new InvoiceHistory(process.log(), new InvoiceCharges(new Collections(mongo.database())), process.codec());

    @AfterEach
    void close() {
        process.close();
        mongo.close();
    }

    @Test
    void the_balance_as_of_any_instant_is_told_from_the_events_of_a_mixed_history() {
        var at = new LinkedHashMap<Instant, Sums>();
        var sums = unpaid();
        happens(create());
        at.put(clock.now, sums);
        sums = after(at, sums.afterPayment(usd(6_000)), paid(6_000));
        sums = after(at, sums.afterRefund(usd(1_000)), refund(1_000));
        sums = after(at, sums.afterDispute(usd(5_000)), dispute(5_000));
        sums = after(at, sums.afterCredit(usd(2_000)), credit(2_000));
        sums = after(at, sums.afterWriteOff(usd(500)), new WriteOffBalance(INVOICE, PARTNER, usd(500), "old"));
        sums = after(at, sums.afterDisputeWon(usd(5_000)), won(5_000));
        sums = after(at, sums.afterReturn(usd(5_000)), returned(6_000));
        var last = sums;
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        happens(new ReserveBalance(INVOICE, PARTNER, OTHER, usd(7_000), null, 1));

        assertThat(history.balance(INVOICE, NOW).known()).isFalse();
        for (Map.Entry<Instant, Sums> one : at.entrySet()) {
            assertThat(history.balance(INVOICE, one.getKey()).sums()).isEqualTo(one.getValue());
            assertThat(history.balance(INVOICE, one.getKey().plusSeconds(59)).sums())
                    .isEqualTo(one.getValue());
        }
        assertThat(history.balance(INVOICE, clock.now).sums()).isEqualTo(last);
        assertThat(history.balance(INVOICE, clock.now).inFlight()).isEqualTo(usd(7_000));
        assertThat(last.outstanding()).isEqualTo(usd(7_500));
    }

    private Sums after(Map<Instant, Sums> at, Sums sums, Command command) {
        happens(command);
        at.put(clock.now, sums);
        return sums;
    }

    private void happens(Command command) {
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        process.commands().send(command);
    }

    private static CreateInvoice create() {
        var items = List.of(new LineItem("Managed laptops", 1, usd(10_000)));
        return new CreateInvoice(INVOICE, PARTNER, CUSTOMER, "INV-1", null, items, null, DUE, Collection.later());
    }

    private static RecordPayment paid(long cents) {
        return new RecordPayment(INVOICE, PARTNER, CHARGE, usd(cents), VISA, NOW);
    }

    private static RecordRefund refund(long cents) {
        return new RecordRefund(INVOICE, PARTNER, CHARGE, RefundId.derived("refund"), usd(cents), NOW);
    }

    private static RecordDispute dispute(long cents) {
        return new RecordDispute(INVOICE, PARTNER, CHARGE, DISPUTE, usd(cents), "fraud", NOW);
    }

    private static RecordDisputeWon won(long cents) {
        return new RecordDisputeWon(INVOICE, PARTNER, CHARGE, DISPUTE, usd(cents), NOW);
    }

    private static RecordReturn returned(long cents) {
        return new RecordReturn(INVOICE, PARTNER, CHARGE, usd(cents), "R10", NOW);
    }

    private static RecordCredit credit(long cents) {
        return new RecordCredit(INVOICE, PARTNER, CreditId.derived("credit"), CreditUseId.derived("use"), usd(cents));
    }
}
