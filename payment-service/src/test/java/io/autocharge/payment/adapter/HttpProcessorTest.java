package io.autocharge.payment.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.payment.adapter.ProcessorDouble.Fault;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpProcessorTest {

    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final Money AMOUNT = Money.of(40_00, "USD");

    private final ProcessorDouble remote = new ProcessorDouble();
    private final PaymentProcessor processor = remote.processor(Duration.ofHours(24));

    HttpProcessorTest() throws IOException {}

    @AfterEach
    void close() {
        remote.close();
    }

    @Test
    void a_charge_that_succeeds_is_captured() {
        assertThat(charge()).isEqualTo(new Outcome(Status.CAPTURED, "ch_0", null));
    }

    @Test
    void a_bank_payment_is_pending_then_settled_or_returned() {
        remote.decide("pending", null);
        assertThat(charge()).isEqualTo(new Outcome(Status.PENDING, "ch_0", null));
        remote.becomes(CHARGE, "returned", "R01");
        assertThat(processor.find(CHARGE)).contains(new Outcome(Status.RETURNED, "ch_0", "R01"));
        remote.becomes(CHARGE, "settled", null);
        assertThat(processor.find(CHARGE)).contains(new Outcome(Status.CAPTURED, "ch_0", null));
    }

    @Test
    void a_decline_says_why() {
        remote.decide("declined", "insufficient_funds");
        assertThat(charge()).isEqualTo(new Outcome(Status.DECLINED, "ch_0", "insufficient_funds"));
    }

    @Test
    void whatever_cannot_be_read_is_neither_paid_nor_failed() {
        for (var fault : new Fault[] {
            Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.ERROR_AFTER, Fault.GARBAGE_AFTER, Fault.NEVER_ANSWERED
        }) {
            remote.fail(fault);
            assertThat(charge()).as(fault.name()).isEqualTo(Outcome.unknown());
        }
        assertThat(charge().status()).isEqualTo(Status.CAPTURED);
    }

    @Test
    void a_status_that_nobody_knows_is_no_answer() {
        remote.decide("contemplating", null);
        assertThat(charge()).isEqualTo(Outcome.unknown());
    }

    @Test
    void what_was_never_charged_is_not_found() {
        assertThat(processor.find(CHARGE)).isEmpty();
    }

    @Test
    void a_processor_that_is_away_gives_no_answer() {
        remote.close();
        assertThat(charge()).isEqualTo(Outcome.unknown());
        assertThatThrownBy(() -> processor.find(CHARGE)).isInstanceOf(Unreachable.class);
        assertThatThrownBy(() -> processor.describe("tok_visa")).isInstanceOf(Unreachable.class);
    }

    @Test
    void a_token_stands_for_a_card_or_a_bank_account() {
        assertThat(processor.describe("tok_visa"))
                .contains(new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null));
        assertThat(processor.describe("tok_bank"))
                .contains(new Method(Method.Kind.BANK_ACCOUNT, null, "First", "6789", null, null, "checking"));
    }

    @Test
    void a_token_that_the_processor_does_not_know_stands_for_nothing() {
        assertThat(processor.describe("tok_nothing")).isEmpty();
        assertThat(processor.describe("../charges?x=")).isEmpty();
    }

    @Test
    void a_description_that_cannot_be_read_is_no_answer() {
        assertThatThrownBy(() -> processor.describe("tok_odd")).isInstanceOf(Unreachable.class);
        assertThatThrownBy(() -> processor.describe("tok_broken")).isInstanceOf(Unreachable.class);
    }

    private Outcome charge() {
        return processor.charge(CHARGE, "tok_visa", AMOUNT);
    }
}
