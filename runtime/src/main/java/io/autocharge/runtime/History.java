package io.autocharge.runtime;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import java.util.stream.Stream;

/**
 * What has happened to one thing, ours or another context's, as far as it was heard here. What decides about money asks
 * here and not a view: a view that is being rebuilt has forgotten things for a while.
 */
public interface History {

    /** The facts of one kind about {@code subject}, the oldest first. */
    <T extends Event> Stream<T> of(Id subject, Class<T> kind);
}
