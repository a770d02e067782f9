package io.autocharge.contracts;

/** A fact: it happened, and stays so. */
public interface Event extends Message {}
