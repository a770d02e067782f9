package io.autocharge.contracts.payment;

/**
 * One condition of one rule, held against an invoice.
 *
 * @param condition its name, such as {@code days_past_due}
 * @param wanted what the rule asks for, as people write it
 * @param seen what was found
 * @param holds whether the condition holds
 */
public record AutoPayFinding(AutoPayRuleId ruleId, String condition, String wanted, String seen, boolean holds) {}
