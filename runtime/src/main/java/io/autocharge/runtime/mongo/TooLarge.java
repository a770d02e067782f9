package io.autocharge.runtime.mongo;

/** A unit of work is larger than what a document can hold; nothing of it was stored. */
public final class TooLarge extends RuntimeException {

    TooLarge(String sentence) {
        super(sentence);
    }
}
