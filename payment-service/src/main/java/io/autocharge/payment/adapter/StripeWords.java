package io.autocharge.payment.adapter;

import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.Refund;
import com.stripe.model.StripeError;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.payment.domain.ProcessorRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Stripe's words mean in ours. Source: Stripe's API reference (PaymentIntents, errors) and its tables of decline codes
 * and network decline codes.
 */
final class StripeWords {

    private static final Pattern NACHA = Pattern.compile("R[0-9]{2}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,60}");

    /** Where Stripe does not pass on the code of the bank: the strictest one that its own word covers. */
    private static final Map<String, String> NACHA_BY_DECLINE = Map.of(
            "insufficient_funds", "R01",
            "bank_account_closed", "R02",
            "account_closed", "R02",
            "bank_account_invalid_details", "R03",
            "no_account", "R03",
            "debit_not_authorized", "R10",
            "recipient_deceased", "R15",
            "bank_account_frozen", "R16");

    private StripeWords() {}

    /** How a payment stands. What says neither yes nor no is no answer. */
    static Outcome outcome(PaymentIntent intent) {
        return switch (String.valueOf(intent.getStatus())) {
            case "succeeded" -> new Outcome(Status.CAPTURED, intent.getId(), null, fee(intent));
            case "processing" -> new Outcome(Status.PENDING, intent.getId(), null);
            case "requires_payment_method" -> refused(intent);
            case "requires_action" -> new Outcome(Status.DECLINED, intent.getId(), "authentication_required");
            case "canceled" -> new Outcome(Status.DECLINED, intent.getId(), "canceled");
            default -> Outcome.unknown();
        };
    }

    /** A bank gives a payment back after days, a card is declined at once. */
    private static Outcome refused(PaymentIntent intent) {
        var error = intent.getLastPaymentError();
        if (error == null) {
            return Outcome.unknown();
        }
        var isBank = "us_bank_account".equals(error.getPaymentMethodType());
        return new Outcome(
                isBank ? Status.RETURNED : Status.DECLINED, intent.getId(), isBank ? returnCode(error) : code(error));
    }

    /** Why a card was declined, in the words of Stripe's table of decline codes. */
    static String code(StripeError error) {
        return word(
                error == null
                        ? null
                        : first(error.getDeclineCode(), error.getCode()).orElse(null));
    }

    /** A word of Stripe's that may be shown, and nothing else that could stand in its place. */
    static String word(String said) {
        return said != null && CODE.matcher(said).matches() ? said : "unspecified";
    }

    private static String returnCode(StripeError error) {
        var network = error.getNetworkDeclineCode();
        return network != null && NACHA.matcher(network).matches() ? network : returnCode(code(error));
    }

    /** Nacha's code for Stripe's word; the word itself if it covers none. */
    static String returnCode(String word) {
        return NACHA_BY_DECLINE.getOrDefault(word, word);
    }

    /** How a refund stands. */
    static RefundOutcome outcome(Refund refund) {
        return switch (String.valueOf(refund.getStatus())) {
            case "succeeded" -> new RefundOutcome(RefundOutcome.Status.SUCCEEDED, refund.getId(), null);
            case "pending", "requires_action" -> new RefundOutcome(RefundOutcome.Status.PENDING, refund.getId(), null);
            case "failed", "canceled" ->
                new RefundOutcome(
                        RefundOutcome.Status.FAILED,
                        refund.getId(),
                        first(refund.getFailureReason(), refund.getStatus()).orElseThrow());
            default -> RefundOutcome.unknown();
        };
    }

    /** A payment as Stripe's books have it; nothing if it says neither yes nor no. */
    static Optional<ProcessorRecord> record(PaymentIntent intent) {
        var states = Map.of(
                Status.CAPTURED, ProcessorRecord.State.CAPTURED,
                Status.PENDING, ProcessorRecord.State.PENDING,
                Status.DECLINED, ProcessorRecord.State.DECLINED,
                Status.RETURNED, ProcessorRecord.State.RETURNED);
        var outcome = outcome(intent);
        var charge = intent.getLatestChargeObject();
        var amount = money(intent.getAmount(), intent.getCurrency());
        var refunded = charge == null || charge.getAmountRefunded() == null ? 0 : charge.getAmountRefunded();
        var isDisputed = charge != null && Boolean.TRUE.equals(charge.getDisputed());
        return Optional.ofNullable(states.get(outcome.status()))
                .map(state -> new ProcessorRecord(
                        reference(intent),
                        intent.getId(),
                        amount,
                        state,
                        money(refunded, intent.getCurrency()),
                        isDisputed ? amount : amount.zero(),
                        outcome.fee(),
                        Instant.ofEpochSecond(intent.getCreated())));
    }

    /** Our id of the charge; absent if the payment is none of ours. */
    static String reference(PaymentIntent intent) {
        return intent.getMetadata() == null ? null : intent.getMetadata().get(StripeProcessor.CHARGE);
    }

    /** Whether a bank account paid. */
    static boolean isBank(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        return charge != null
                && charge.getPaymentMethodDetails() != null
                && "us_bank_account".equals(charge.getPaymentMethodDetails().getType());
    }

    private static Money fee(PaymentIntent intent) {
        var charge = intent.getLatestChargeObject();
        var settled = charge == null ? null : charge.getBalanceTransactionObject();
        return settled == null || settled.getFee() == null ? null : money(settled.getFee(), settled.getCurrency());
    }

    /** A sum from Stripe's minor units. */
    static Money money(long minor, String currency) {
        return Money.of(minor, currency.toUpperCase(Locale.ROOT));
    }

    /** What a token stands for; nothing if it is neither a card nor a bank account of the United States. */
    static Optional<Method> method(PaymentMethod said) {
        if (said.getCard() != null) {
            var card = said.getCard();
            return Optional.of(new Method(
                    Method.Kind.CARD,
                    card.getBrand(),
                    null,
                    card.getLast4(),
                    card.getExpMonth().intValue(),
                    card.getExpYear().intValue(),
                    null));
        }
        var bank = said.getUsBankAccount();
        return Optional.ofNullable(bank)
                .map(account -> new Method(
                        Method.Kind.BANK_ACCOUNT,
                        null,
                        account.getBankName(),
                        account.getLast4(),
                        null,
                        null,
                        account.getAccountType()));
    }

    private static Optional<String> first(String one, String other) {
        return Optional.ofNullable(one).or(() -> Optional.ofNullable(other));
    }
}
