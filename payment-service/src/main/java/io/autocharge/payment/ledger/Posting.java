package io.autocharge.payment.ledger;

/**
 * One line of an entry.
 *
 * @param amount minor units: a debit is positive, a credit negative
 */
public record Posting(Account account, long amount) {}
