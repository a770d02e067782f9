package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeCommand.RecordOutcome;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.payment.adapter.ProcessorDouble;
import io.autocharge.payment.adapter.ProcessorDouble.Fault;
import io.autocharge.payment.domain.Methods;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker.Verdict;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SubmitToProcessorTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final PaymentMethodId CARD = PaymentMethodId.derived("card");
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);

    private final ProcessorDouble remote = new ProcessorDouble();
    private final PaymentProcessor processor = remote.processor(Duration.ofHours(24));
    private final List<Command> sent = new ArrayList<>();
    private final SubmitToProcessor worker = worker(sent::add, NOW);

    SubmitToProcessorTest() throws IOException {}

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void an_answer_is_recorded_and_ends_the_work() {
        assertThat(work(1)).isEqualTo(new Verdict.Done());
        assertThat(sent).containsExactly(outcome(Status.CAPTURED, "ch_0", null));
    }

    @Test
    void a_decline_ends_the_work() {
        remote.decide("declined", "insufficient_funds");
        assertThat(work(1)).isEqualTo(new Verdict.Done());
        assertThat(sent).containsExactly(outcome(Status.DECLINED, "ch_0", "insufficient_funds"));
    }

    @Test
    void no_answer_is_recorded_as_unknown_and_asked_again_under_the_same_id() {
        remote.fail(Fault.DROP_BEFORE);
        assertThat(work(1)).isEqualTo(new Verdict.Again(Duration.ofSeconds(1)));
        assertThat(work(2)).isEqualTo(new Verdict.Done());
        assertThat(sent).containsExactly(outcome(Status.UNKNOWN, null, null), outcome(Status.CAPTURED, "ch_0", null));
        assertThat(remote.orders(CHARGE)).isEqualTo(2);
    }

    @Test
    void money_that_moved_unheard_is_found_and_not_asked_for_again() {
        for (var fault : List.of(Fault.DROP_AFTER, Fault.ERROR_AFTER, Fault.GARBAGE_AFTER, Fault.NEVER_ANSWERED)) {
            var charge = ChargeId.derived(fault.name());
            remote.fail(fault);
            assertThat(worker.work(charge.value(), submission(charge), 1)).isInstanceOf(Verdict.Again.class);
            assertThat(worker.work(charge.value(), submission(charge), 2)).isEqualTo(new Verdict.Done());
            assertThat(remote.orders(charge)).isEqualTo(1);
        }
    }

    @Test
    void a_look_up_that_lags_behind_costs_no_second_payment() {
        remote.fail(Fault.DROP_AFTER);
        work(1);
        remote.blind(true);
        assertThat(work(2)).isEqualTo(new Verdict.Done());
        assertThat(sent).last().isEqualTo(outcome(Status.CAPTURED, "ch_0", null));
    }

    @Test
    void a_process_that_died_after_the_answer_leaves_it_to_be_found() {
        var dying = worker(
                command -> {
                    throw new IllegalStateException("killed");
                },
                NOW);
        assertThatThrownBy(() -> dying.work(CHARGE.value(), submission(CHARGE), 1))
                .hasMessage("killed");
        assertThat(work(2)).isEqualTo(new Verdict.Done());
        assertThat(sent).containsExactly(outcome(Status.CAPTURED, "ch_0", null));
        assertThat(remote.orders(CHARGE)).isEqualTo(1);
    }

    @Test
    void pauses_grow_to_a_minute_while_nothing_is_heard() {
        remote.close();
        var pauses = new ArrayList<Duration>();
        for (int attempt = 1; attempt <= 8; attempt++) {
            pauses.add(((Verdict.Again) work(attempt)).pause());
        }
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(sent).containsOnly(outcome(Status.UNKNOWN, null, null));
    }

    @Test
    void a_bank_payment_is_asked_after_until_it_settles() {
        remote.decide("pending", null);
        assertThat(work(1)).isEqualTo(new Verdict.Again(Duration.ofSeconds(1)));
        assertThat(work(20)).isEqualTo(new Verdict.Again(Duration.ofHours(1)));
        remote.becomes(CHARGE, "settled", null);
        assertThat(work(21)).isEqualTo(new Verdict.Done());
        assertThat(sent).last().isEqualTo(outcome(Status.CAPTURED, "ch_0", null));
        assertThat(remote.orders(CHARGE)).isEqualTo(1);
    }

    @Test
    void a_bank_payment_is_asked_after_until_it_is_returned() {
        remote.decide("pending", null);
        work(1);
        remote.becomes(CHARGE, "returned", "R01");
        assertThat(work(2)).isEqualTo(new Verdict.Done());
        assertThat(sent).last().isEqualTo(outcome(Status.RETURNED, "ch_0", "R01"));
    }

    @Test
    void nothing_is_asked_for_under_a_key_that_the_processor_has_forgotten() {
        remote.fail(Fault.DROP_BEFORE);
        work(1);
        var tomorrow = worker(sent::add, NOW.plus(Duration.ofHours(24)));
        assertThat(tomorrow.work(CHARGE.value(), submission(CHARGE), 2)).isInstanceOf(Verdict.Again.class);
        assertThat(sent).last().isEqualTo(outcome(Status.UNKNOWN, null, null));
        assertThat(tomorrow.work(CHARGE.value(), submission(CHARGE), 10)).isEqualTo(new Verdict.Done());
        assertThat(sent).last().isEqualTo(outcome(Status.DECLINED, null, SubmitToProcessor.NEVER_RECEIVED));
        assertThat(remote.orders(CHARGE)).isEqualTo(1);
    }

    @Test
    void who_slept_through_the_life_of_the_key_asks_what_happened_before_it_charges() {
        work(2);
        var woken = worker(sent::add, NOW.plus(Duration.ofHours(24)));
        assertThat(woken.work(CHARGE.value(), submission(CHARGE), 1)).isEqualTo(new Verdict.Done());
        assertThat(remote.orders(CHARGE)).isEqualTo(1);
        assertThat(sent).containsOnly(outcome(Status.CAPTURED, "ch_0", null));
    }

    @Test
    void after_any_faults_and_crashes_what_is_recorded_is_what_the_processor_did() {
        var random = new Random(7);
        for (int i = 0; i < 150; i++) {
            var charge = ChargeId.derived("round", String.valueOf(i));
            var last = new ArrayList<Outcome>();
            remote.decide(random.nextInt(4) == 0 ? "declined" : "succeeded", null);
            Verdict verdict = null;
            for (int attempt = 1; attempt <= 30 && !(verdict instanceof Verdict.Done); attempt++) {
                if (random.nextBoolean()) {
                    remote.fail(Fault.values()[random.nextInt(Fault.values().length - 1)]);
                }
                remote.blind(random.nextInt(3) == 0);
                var crash = random.nextInt(3) == 0;
                var some = worker(
                        command -> {
                            if (crash) {
                                throw new IllegalStateException("killed");
                            }
                            last.add(((RecordOutcome) command).outcome());
                        },
                        NOW);
                verdict = attempt(some, charge, attempt);
            }
            assertThat(verdict).isEqualTo(new Verdict.Done());
            assertThat(last.get(last.size() - 1).status())
                    .isEqualTo(remote.took(charge) ? Status.CAPTURED : Status.DECLINED);
        }
    }

    private static Verdict attempt(SubmitToProcessor worker, ChargeId charge, int attempt) {
        try {
            return worker.work(charge.value(), submission(charge), attempt);
        } catch (IllegalStateException killed) {
            return null;
        }
    }

    private Verdict work(int attempt) {
        return worker.work(CHARGE.value(), submission(CHARGE), attempt);
    }

    private SubmitToProcessor worker(Commands commands, Instant now) {
        return new SubmitToProcessor(
                commands, new OneCard(), Processors.only(processor), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Submission submission(ChargeId charge) {
        return new Submission(charge, PARTNER, CUSTOMER, CARD, Money.of(40_00, "USD"), NOW);
    }

    private static RecordOutcome outcome(Status status, String reference, String code) {
        return new RecordOutcome(CHARGE, PARTNER, new Outcome(status, reference, code));
    }

    private static final class OneCard implements Methods {

        @Override
        public Optional<Stored> byDefault(PartnerId partner, CustomerId customer) {
            return find(partner, customer, CARD);
        }

        @Override
        public Optional<Stored> find(PartnerId partner, CustomerId customer, PaymentMethodId method) {
            return Optional.of(new Stored(CARD, VISA, "tok_visa", true, false));
        }
    }
}
