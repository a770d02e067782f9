package io.autocharge.ops;

/** What an operator asked for cannot be done; the message says why and what to do. */
final class Trouble extends RuntimeException {
    Trouble(String sentence) {
        super(sentence, null, false, false);
    }
}
