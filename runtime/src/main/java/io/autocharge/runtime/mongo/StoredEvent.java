package io.autocharge.runtime.mongo;

/** A fact with its place in the one order of this store: positions count from 1 and leave nothing out. */
public record StoredEvent(long position, EventRecord event) {}
