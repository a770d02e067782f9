package io.autocharge.runtime;

/** An order rested on what its subject was; meanwhile that has become something else. Nothing was decided. */
public final class Changed extends RuntimeException {

    public Changed(String subject) {
        super(subject + " has changed meanwhile.", null, false, false);
    }
}
