package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.Cancellation;
import java.util.Set;

/**
 * What has become of a charge that auto-pay had planned, or of another charge of the invoice.
 *
 * @param canceledFor why it was canceled, if it was
 * @param reason why it was refused or failed, if it did
 */
public record Fate(Stage stage, Cancellation canceledFor, String reason) {

    /** How far it has come. */
    public enum Stage {
        /** Nothing was heard of it yet. */
        UNHEARD,
        PLANNED,
        /** It has asked for its reservation, or the processor has it in hand. */
        MOVING,
        CAPTURED,
        CANCELED,
        REFUSED,
        FAILED
    }

    /** What auto-pay sees for itself when it looks at the invoice the next time. */
    private static final Set<String> SEEN_ANYWAY = Set.of(
            "ALREADY_PAID", "INVOICE_ARCHIVED", "NO_METHOD_ON_FILE", "PAYMENT_METHOD_DISABLED", "CHARGE_DATE_IN_PAST");

    /** A charge that has come so far, of its own. */
    public static Fate at(Stage stage) {
        return new Fate(stage, null, null);
    }

    /** Whether it is still to be made. */
    public boolean isToCome() {
        return stage == Stage.UNHEARD || stage == Stage.PLANNED;
    }

    /** Whether a person gave it up, and so does not want it made by the same rule. */
    boolean isUnwanted() {
        return stage == Stage.CANCELED
                && (canceledFor == Cancellation.CUSTOMER_OBJECTED || canceledFor == Cancellation.REQUESTED);
    }

    /** Whether it came to nothing, so that to plan the same again would come to nothing again. */
    boolean isFailure() {
        return stage == Stage.FAILED || stage == Stage.REFUSED && !SEEN_ANYWAY.contains(reason);
    }
}
