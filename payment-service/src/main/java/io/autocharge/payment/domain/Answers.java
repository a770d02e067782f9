package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.Outcome;
import java.time.Instant;

/** What the processor's answer to a submission means in the language of charges. */
record Answers(ChargeSubmitted asked, Outcome outcome, Instant at) {

    /** The money is in: in full, or in part if the invoice keeps something open. */
    ChargeEvent captured() {
        if (asked.remaining().isZero()) {
            return new PaymentCaptured(
                    asked.chargeId(),
                    asked.partnerId(),
                    asked.customerId(),
                    asked.invoiceId(),
                    asked.amount(),
                    asked.method(),
                    outcome.processorReference(),
                    at,
                    null);
        }
        return new PartialPaymentCaptured(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                asked.invoiceId(),
                asked.amount(),
                asked.remaining(),
                asked.method(),
                outcome.processorReference(),
                at,
                null);
    }

    /** A bank has it in hand. */
    ChargeEvent pending() {
        return new PaymentPending(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                asked.invoiceId(),
                asked.amount(),
                asked.method(),
                outcome.processorReference(),
                at);
    }

    /** No money moved. */
    ChargeEvent declined() {
        return new ChargeDeclined(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                asked.invoiceId(),
                asked.amount(),
                asked.method(),
                code(),
                at,
                null,
                null);
    }

    /** A bank gave back what it had in hand. */
    ChargeEvent returned() {
        return new PaymentReturned(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                asked.invoiceId(),
                asked.amount(),
                asked.method(),
                code(),
                at,
                null,
                null);
    }

    /** A bank took back what had settled. */
    ChargeEvent returnedLate() {
        return new SettledPaymentReturned(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                asked.invoiceId(),
                asked.amount(),
                asked.method(),
                code(),
                at,
                null);
    }

    /** Neither paid nor failed. */
    ChargeEvent unknown() {
        return new ChargeOutcomeUnknown(
                asked.chargeId(), asked.partnerId(), asked.customerId(), asked.invoiceId(), asked.amount(), at);
    }

    private String code() {
        return outcome.code() == null ? "unspecified" : outcome.code();
    }
}
