package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;

/** Orders to a partner's account. */
public sealed interface PartnerAccountCommand extends Command {

    /** The account that is ordered. */
    PartnerAccountId partnerAccountId();

    @Override
    default Id subject() {
        return partnerAccountId();
    }

    /** Stops automatic charging for the partner: the books do not agree. {@code invariant} is its name, e.g. {@code I8}. */
    record FreezeAutomaticCharging(
            PartnerAccountId partnerAccountId, PartnerId partnerId, String invariant, String finding)
            implements PartnerAccountCommand {}

    /** Takes automatic charging up again, after the finding was cleared up. {@code note} says how. */
    record UnfreezeAutomaticCharging(PartnerAccountId partnerAccountId, PartnerId partnerId, String note)
            implements PartnerAccountCommand {}
}
