package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.util.List;

/** Orders to an auto-pay rule. */
public sealed interface AutoPayRuleCommand extends Command {

    /** The rule that is ordered. */
    AutoPayRuleId autoPayRuleId();

    @Override
    default Id subject() {
        return autoPayRuleId();
    }

    /**
     * Has every invoice charged to which the rule applies, from now on and at once.
     *
     * @param excluded open invoices that the partner saw in the preview and does not want charged by this rule
     * @param enrolledBy the customer, if it has enrolled itself; else absent
     */
    record CreateAutoPayRule(
            AutoPayRuleId autoPayRuleId,
            PartnerId partnerId,
            String name,
            AutoPayScope scope,
            AutoPayConditions conditions,
            @MayBeAbsent List<InvoiceId> excluded,
            @MayBeAbsent CustomerId enrolledBy)
            implements AutoPayRuleCommand {}

    /** Ends a rule; what it had planned is given up. */
    record RemoveAutoPayRule(AutoPayRuleId autoPayRuleId, PartnerId partnerId) implements AutoPayRuleCommand {}
}
