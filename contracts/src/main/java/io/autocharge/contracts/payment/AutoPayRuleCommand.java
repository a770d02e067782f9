package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import java.util.List;

/** Orders to the list in which an auto-pay rule stands. */
public sealed interface AutoPayRuleCommand extends Command {

    /** The rule that is ordered. */
    AutoPayRuleId autoPayRuleId();

    /** The customer whose enrolment it is; absent if it is a rule of the partner. */
    CustomerId enrolledBy();

    @Override
    default Id subject() {
        return AutoPayBookId.of(partnerId(), enrolledBy());
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
            implements AutoPayRuleCommand {

        public CreateAutoPayRule {
            if (autoPayRuleId == null || partnerId == null || scope == null || conditions == null) {
                throw new IllegalArgumentException("auto_pay_rule_id, partner_id, scope and conditions are needed.");
            }
            if (excluded != null && excluded.size() > 1_000) {
                throw new IllegalArgumentException("A rule excludes at most 1000 invoices.");
            }
        }
    }

    /** Ends a rule; what it had planned is given up. */
    record RemoveAutoPayRule(AutoPayRuleId autoPayRuleId, PartnerId partnerId, @MayBeAbsent CustomerId enrolledBy)
            implements AutoPayRuleCommand {}
}
