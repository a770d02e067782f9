package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** Charges that moved no money, and why. */
@View
public class FailedCharges {

    /** One of them; {@code returned} if a bank gave it back, else it was declined. */
    public record FailedCharge(
            ChargeId id,
            PartnerId partnerId,
            InvoiceId invoiceId,
            Money amount,
            Method method,
            String code,
            boolean returned,
            CustomerId customerId) {}

    private final MongoCollection<FailedCharge> charges;

    FailedCharges(Collections collections) {
        charges = collections.of(FailedCharge.class, "failed_charges");
    }

    /** The charge, if it is this partner's and has failed. */
    public Optional<FailedCharge> find(PartnerId partner, String charge) {
        return Optional.ofNullable(charges.find(and(eq("_id", charge), eq("partner_id", partner.value())))
                .first());
    }

    @EventHandler
    void on(ChargeDeclined event) {
        put(new FailedCharge(
                event.chargeId(),
                event.partnerId(),
                event.invoiceId(),
                event.amount(),
                event.method(),
                event.code(),
                false,
                event.customerId()));
    }

    @EventHandler
    void on(PaymentReturned event) {
        put(new FailedCharge(
                event.chargeId(),
                event.partnerId(),
                event.invoiceId(),
                event.amount(),
                event.method(),
                event.code(),
                true,
                event.customerId()));
    }

    @ResetHandler
    void reset() {
        charges.drop();
    }

    private void put(FailedCharge charge) {
        charges.replaceOne(eq("_id", charge.id().value()), charge, new ReplaceOptions().upsert(true));
    }
}
