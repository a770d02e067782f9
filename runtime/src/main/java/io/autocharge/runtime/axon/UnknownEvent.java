package io.autocharge.runtime.axon;

/** A fact of a kind that this release does not know yet; it is kept and passed over. */
record UnknownEvent(String type) {}
