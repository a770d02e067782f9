package io.autocharge.contracts.customer;

/** A person of a customer: gets its e-mails and signs in for it. */
public record CustomerUser(UserId userId, String name, String email) {}
