package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeOutcomeUnknown;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentPending;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Share;
import java.time.Instant;

/** What the processor's answer to a submission means for one invoice, in the language of charges. */
record Answers(ChargeSubmitted asked, Share share, Money fee, Origin origin, Outcome outcome, Instant at) {

    /** The money is in: in full, or in part if the invoice keeps something open. */
    ChargeEvent captured() {
        if (share.remaining().isZero()) {
            return new PaymentCaptured(
                    asked.chargeId(),
                    asked.partnerId(),
                    asked.customerId(),
                    share.invoiceId(),
                    share.amount(),
                    asked.method(),
                    outcome.processorReference(),
                    at,
                    fee);
        }
        return new PartialPaymentCaptured(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                share.invoiceId(),
                share.amount(),
                share.remaining(),
                asked.method(),
                outcome.processorReference(),
                at,
                fee);
    }

    /** The money is in although the processor had said no. */
    ChargeEvent late() {
        return new LatePaymentFound(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                share.invoiceId(),
                share.amount(),
                asked.method(),
                outcome.processorReference(),
                at);
    }

    /** A bank has it in hand. */
    ChargeEvent pending() {
        return new PaymentPending(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                share.invoiceId(),
                share.amount(),
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
                share.invoiceId(),
                share.amount(),
                asked.method(),
                code(),
                at,
                asked.paymentMethodId(),
                origin);
    }

    /** A bank gave back what it had in hand. */
    ChargeEvent returned() {
        return new PaymentReturned(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                share.invoiceId(),
                share.amount(),
                asked.method(),
                code(),
                at,
                asked.paymentMethodId(),
                origin);
    }

    /** A bank took back what had settled. */
    ChargeEvent returnedLate() {
        return new SettledPaymentReturned(
                asked.chargeId(),
                asked.partnerId(),
                asked.customerId(),
                share.invoiceId(),
                share.amount(),
                asked.method(),
                code(),
                at,
                asked.paymentMethodId());
    }

    /** Neither paid nor failed. */
    ChargeEvent unknown() {
        return new ChargeOutcomeUnknown(
                asked.chargeId(), asked.partnerId(), asked.customerId(), share.invoiceId(), share.amount(), at);
    }

    private String code() {
        return outcome.code() == null ? "unspecified" : outcome.code();
    }
}
