package io.autocharge.runtime;

/** The to-do lists of a service. The same name gives the same list. */
public interface Worklists {

    /** The list {@code name}, whose items hold {@code record}s. */
    <T> Worklist<T> of(Class<T> record, String name);
}
