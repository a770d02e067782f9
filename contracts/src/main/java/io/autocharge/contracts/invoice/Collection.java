package io.autocharge.contracts.invoice;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.PaymentMethodId;
import java.util.Locale;

/**
 * How an invoice is to be collected when it is created.
 *
 * @param way one of three
 * @param when the time, if the method on file is charged
 * @param amount how much to charge; absent means all
 * @param paymentMethodId what to charge; absent means the customer's default
 */
public record Collection(
        Way way,
        @MayBeAbsent ChargeTime when,
        @MayBeAbsent Money amount,
        @MayBeAbsent PaymentMethodId paymentMethodId) {

    /** The three ways of the dialog <em>Create invoice</em>. */
    public enum Way {
        CHARGE_LATER,
        EMAIL_PAYMENT_LINK,
        CHARGE_METHOD_ON_FILE;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Collection {
        if (way == null) {
            throw new IllegalArgumentException("A collection needs its way.");
        }
        if ((way == Way.CHARGE_METHOD_ON_FILE) != (when != null)) {
            throw new IllegalArgumentException("'when' goes with charge_method_on_file, and only with it.");
        }
        if (way != Way.CHARGE_METHOD_ON_FILE && (amount != null || paymentMethodId != null)) {
            throw new IllegalArgumentException("'amount' and 'payment_method_id' go with charge_method_on_file only.");
        }
    }

    /** Only create the invoice. */
    public static Collection later() {
        return new Collection(Way.CHARGE_LATER, null, null, null);
    }

    /** Mail the customer a link to pay. */
    public static Collection byLink() {
        return new Collection(Way.EMAIL_PAYMENT_LINK, null, null, null);
    }

    /** Charge the default method, all of it. */
    public static Collection charge(ChargeTime when) {
        return new Collection(Way.CHARGE_METHOD_ON_FILE, when, null, null);
    }
}
