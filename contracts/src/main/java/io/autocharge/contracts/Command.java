package io.autocharge.contracts;

/**
 * An order to one aggregate. An intention may be refused ({@link Refused}); a fact from outside, whose name starts with
 * {@code Record}, never is.
 */
public interface Command extends Message {}
