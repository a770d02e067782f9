package io.autocharge.payment.adapter;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundOutcome;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorRecord;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What the sandbox processor says, and what it means here. */
final class SandboxRecords {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,60}");

    private SandboxRecords() {}

    record Charged(
            String id,
            String reference,
            String status,
            String declineCode,
            String returnCode,
            long amount,
            String currency,
            Long fee,
            Long amountRefunded,
            Long amountDisputed,
            Instant createdAt) {

        /** What it means for this charge; about any other it says nothing. */
        Outcome about(ChargeId charge) {
            if (status == null || !charge.value().equals(reference)) {
                return Outcome.unknown();
            }
            return switch (status) {
                case "succeeded", "settled" -> new Outcome(Status.CAPTURED, id, null, money(fee, currency));
                case "pending" -> new Outcome(Status.PENDING, id, null);
                case "declined" -> new Outcome(Status.DECLINED, id, reason(declineCode));
                case "returned" -> new Outcome(Status.RETURNED, id, reason(returnCode));
                default -> Outcome.unknown();
            };
        }

        ProcessorRecord record() {
            var state =
                    switch (String.valueOf(status)) {
                        case "succeeded", "settled" -> ProcessorRecord.State.CAPTURED;
                        case "pending" -> ProcessorRecord.State.PENDING;
                        case "declined" -> ProcessorRecord.State.DECLINED;
                        case "returned" -> ProcessorRecord.State.RETURNED;
                        default -> throw unreadable("a charge that is " + status);
                    };
            return new ProcessorRecord(
                    reference,
                    id,
                    money(amount, currency),
                    state,
                    money(orNothing(amountRefunded), currency),
                    money(orNothing(amountDisputed), currency),
                    money(fee, currency),
                    createdAt);
        }
    }

    record Charges(List<Charged> data, String endCursor, Boolean hasNextPage) {}

    record Refunded(String id, String reference, String status, String failureCode) {

        /** What it means for this refund; about any other it says nothing. */
        RefundOutcome about(RefundId refund) {
            if (status == null || !refund.value().equals(reference)) {
                return RefundOutcome.unknown();
            }
            return switch (status) {
                case "succeeded" -> new RefundOutcome(RefundOutcome.Status.SUCCEEDED, id, null);
                case "pending" -> new RefundOutcome(RefundOutcome.Status.PENDING, id, null);
                case "failed" -> new RefundOutcome(RefundOutcome.Status.FAILED, id, reason(failureCode));
                default -> RefundOutcome.unknown();
            };
        }
    }

    record Refunds(List<Refunded> data) {}

    record Change(
            String id,
            String type,
            String charge,
            String reference,
            String part,
            long amount,
            String currency,
            String code,
            Long fee,
            Instant createdAt) {

        ProcessorNews news() {
            var kind =
                    switch (String.valueOf(type)) {
                        case "charge.pending" -> ProcessorNews.Kind.PENDING;
                        case "charge.succeeded" -> ProcessorNews.Kind.CAPTURED;
                        case "charge.declined" -> ProcessorNews.Kind.DECLINED;
                        case "charge.returned" -> ProcessorNews.Kind.RETURNED;
                        case "refund.succeeded" -> ProcessorNews.Kind.REFUNDED;
                        case "refund.failed" -> ProcessorNews.Kind.REFUND_FAILED;
                        case "dispute.opened" -> ProcessorNews.Kind.DISPUTE_OPENED;
                        case "dispute.won" -> ProcessorNews.Kind.DISPUTE_WON;
                        case "dispute.lost" -> ProcessorNews.Kind.DISPUTE_LOST;
                        default -> throw unreadable("news of the type " + type);
                    };
            return new ProcessorNews(
                    id,
                    kind,
                    reference,
                    charge,
                    part,
                    money(amount, currency),
                    code == null ? null : reason(code),
                    money(fee, currency),
                    createdAt);
        }
    }

    record Changes(List<Change> data, String endCursor, Boolean hasNextPage) {}

    record Problem(String code) {}

    record Description(
            String kind,
            String brand,
            String bankName,
            String last4,
            Integer expMonth,
            Integer expYear,
            String accountType) {

        Method method() {
            if (!List.of("card", "bank_account").contains(String.valueOf(kind))) {
                throw new IllegalArgumentException("A token stands for a card or a bank account.");
            }
            return new Method(
                    kind.equals("card") ? Method.Kind.CARD : Method.Kind.BANK_ACCOUNT,
                    brand,
                    bankName,
                    last4,
                    expMonth,
                    expYear,
                    accountType);
        }
    }

    /** A reason as it may be repeated; one that looks like anything else is none. */
    static String reason(String said) {
        return said != null && CODE.matcher(said).matches() ? said : "unspecified";
    }

    static Unreachable unreadable(String what) {
        return new Unreachable("The processor tells of " + what + ", which nobody here understands.", null);
    }

    private static Long orNothing(Long minor) {
        return minor == null ? 0L : minor;
    }

    private static Money money(Long minor, String currency) {
        return minor == null || currency == null ? null : Money.of(minor, currency);
    }
}
