package io.autocharge.runtime;

/**
 * Where the event that is being handled stands in the one order of this service's store. A parameter for policies and views.
 */
public record Position(long value) {}
