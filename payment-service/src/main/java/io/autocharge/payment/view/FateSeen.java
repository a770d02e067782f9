package io.autocharge.payment.view;

import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.BalanceRequested;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeferred;
import io.autocharge.contracts.payment.ChargeEvent.ChargeRefused;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.PartialPaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentCaptured;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.payment.domain.Fate;
import io.autocharge.payment.domain.Fate.Stage;

/** What the events of a charge say to auto-pay. */
final class FateSeen {

    private FateSeen() {}

    /** What has become of a charge after {@code event}; what is of no account to auto-pay leaves it as it is. */
    static Fate after(Fate before, ChargeEvent event) {
        if (event instanceof ChargeScheduled || event instanceof ChargeDeferred) {
            return Fate.at(Stage.PLANNED);
        }
        if (event instanceof BalanceRequested) {
            return Fate.at(Stage.MOVING);
        }
        if (event instanceof ChargeCanceled canceled) {
            var reason = canceled.reason() == null ? Cancellation.REQUESTED : canceled.reason();
            return new Fate(Stage.CANCELED, reason, null);
        }
        if (event instanceof ChargeRefused refused) {
            return new Fate(Stage.REFUSED, null, refused.reason());
        }
        if (event instanceof ChargeDeclined declined) {
            return new Fate(Stage.FAILED, null, declined.code());
        }
        if (event instanceof PaymentReturned returned) {
            return new Fate(Stage.FAILED, null, returned.code());
        }
        return event instanceof PaymentCaptured || event instanceof PartialPaymentCaptured
                ? Fate.at(Stage.CAPTURED)
                : before;
    }
}
