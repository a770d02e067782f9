package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefundOutcome;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome.Status;
import io.autocharge.payment.adapter.ProcessorDouble;
import io.autocharge.payment.adapter.ProcessorDouble.Fault;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Worker.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RefundAtProcessorTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final RefundId REFUND = RefundId.derived("refund");

    private final ProcessorDouble remote = new ProcessorDouble();
    private final List<Command> sent = new ArrayList<>();
    private final RefundAtProcessor worker = worker(NOW);

    RefundAtProcessorTest() throws IOException {}

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void what_the_processor_says_is_recorded_and_ends_the_work() {
        assertThat(worker.work(REFUND.value(), order("ch_1"), 1)).isEqualTo(new Verdict.Done());
        assertThat(statuses()).containsExactly(Status.SUCCEEDED);
    }

    @Test
    void a_refund_that_the_processor_refuses_has_failed() {
        assertThat(worker.work(REFUND.value(), order("ch_failing"), 1)).isEqualTo(new Verdict.Done());
        assertThat(statuses()).containsExactly(Status.FAILED);
    }

    @Test
    void no_answer_is_asked_for_again_under_the_same_id_and_money_goes_back_once() {
        remote.fail(Fault.DROP_BEFORE);
        assertThat(worker.work(REFUND.value(), order("ch_1"), 1)).isEqualTo(new Verdict.Again(Duration.ofSeconds(1)));
        remote.fail(Fault.DROP_AFTER);
        assertThat(worker.work(REFUND.value(), order("ch_1"), 2)).isInstanceOf(Verdict.Again.class);
        assertThat(worker.work(REFUND.value(), order("ch_1"), 3)).isEqualTo(new Verdict.Done());
        assertThat(statuses()).containsExactly(Status.UNKNOWN, Status.UNKNOWN, Status.SUCCEEDED);
        assertThat(remote.orders(REFUND)).isEqualTo(2);
    }

    @Test
    void a_refund_that_takes_time_is_asked_after() {
        remote.decideRefund("pending");
        assertThat(worker.work(REFUND.value(), order("ch_1"), 1)).isInstanceOf(Verdict.Again.class);
        assertThat(statuses()).containsExactly(Status.PENDING);
    }

    @Test
    void nothing_is_asked_for_under_a_key_that_the_processor_has_forgotten() {
        var late = worker(NOW.plus(Duration.ofHours(25)));
        remote.blind(true);
        for (int attempt = 2; attempt < 10; attempt++) {
            assertThat(late.work(REFUND.value(), order("ch_1"), attempt)).isInstanceOf(Verdict.Again.class);
        }
        assertThat(late.work(REFUND.value(), order("ch_1"), 10)).isEqualTo(new Verdict.Done());
        assertThat(statuses()).last().isEqualTo(Status.FAILED);
        assertThat(remote.orders(REFUND)).isZero();
    }

    private RefundAtProcessor worker(Instant now) {
        return new RefundAtProcessor(
                sent::add, Processors.only(remote.processor(Duration.ofHours(24))), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static RefundOrder order(String charge) {
        return new RefundOrder(
                REFUND, ChargeId.derived("charge"), PartnerId.derived("partner"), charge, Money.of(4000, "USD"), NOW);
    }

    private List<Status> statuses() {
        return sent.stream()
                .map(command -> ((RecordRefundOutcome) command).outcome().status())
                .toList();
    }
}
