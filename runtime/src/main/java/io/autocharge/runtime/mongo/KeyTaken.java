package io.autocharge.runtime.mongo;

/** Somebody else has meanwhile added to the same aggregate; nothing of this unit of work was stored. */
public final class KeyTaken extends RuntimeException {

    KeyTaken(String key) {
        super("Already stored: " + key, null, false, false);
    }
}
