package io.autocharge.payment.domain;

/** Why auto-pay plans no charge for an invoice, or gives one up, in words that a bookkeeper understands. */
public enum AutoPayReason {
    NO_RULE_APPLIES("No auto-pay rule applies to this invoice."),
    EXCLUDED("The partner excluded this invoice from the rule that would apply."),
    INVOICE_PAID("Nothing is outstanding any more."),
    INVOICE_ARCHIVED("The invoice is archived."),
    PAYMENT_IN_FLIGHT(
            "Another payment of this invoice is under way; what it leaves open is looked at when it has ended."),
    ANOTHER_CHARGE_PLANNED("Another charge of this invoice is planned already, and auto-pay plans none beside it."),
    NO_METHOD_ON_FILE("The customer has no payment method on file that could be charged."),
    AUTOMATIC_CHARGES_PAUSED("Automatic charges of this customer are paused until the partner resumes them."),
    CUSTOMER_OBJECTED("The customer canceled the charge; rules that were in force then do not plan it again."),
    CANCELED_BY_PARTNER("The partner canceled the charge; rules that were in force then do not plan it again."),
    CHARGE_FAILED("The charge failed; whether it is tried again is for the schedule of retries, not for the rule."),
    MONEY_WENT_BACK("A payment of this invoice went back; rules that were in force then leave it to the partner."),
    RULE_REMOVED("The rule that had planned the charge was removed."),
    RULE_NO_LONGER_APPLIES("The rule that had planned the charge does not apply any more."),
    ANOTHER_DATE("The invoice is charged on another date now, by the rule that applies first.");

    private final String sentence;

    AutoPayReason(String sentence) {
        this.sentence = sentence;
    }

    /** One sentence that people read. */
    public String sentence() {
        return sentence;
    }

    /** What it comes to for the invoice: a rule that is gone or has ceased to apply is one rule less that applies. */
    AutoPayReason result() {
        return this == RULE_REMOVED || this == RULE_NO_LONGER_APPLIES ? NO_RULE_APPLIES : this;
    }
}
