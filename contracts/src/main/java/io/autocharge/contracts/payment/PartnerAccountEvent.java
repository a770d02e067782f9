package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** The life of a partner's account, as published on {@code payment.events}. */
public sealed interface PartnerAccountEvent extends Event {

    /** The account that it happened to. */
    PartnerAccountId partnerAccountId();

    @Override
    default Id subject() {
        return partnerAccountId();
    }

    /** Nothing is charged automatically for the partner until this is cleared up. */
    record AutomaticChargingFrozen(
            PartnerAccountId partnerAccountId, PartnerId partnerId, String invariant, String finding, Instant frozenAt)
            implements PartnerAccountEvent {}

    /** Charges are made automatically for the partner again. */
    record AutomaticChargingUnfrozen(
            PartnerAccountId partnerAccountId, PartnerId partnerId, String note, Instant unfrozenAt)
            implements PartnerAccountEvent {}
}
