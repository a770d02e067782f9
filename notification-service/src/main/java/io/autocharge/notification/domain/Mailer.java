package io.autocharge.notification.domain;

import io.autocharge.contracts.notification.MessageId;
import java.util.List;

/** Carries letters out of the house. */
public interface Mailer {

    /**
     * Hands a letter to the mail server. Each attempt for a message carries the same Message-ID, so that a second copy,
     * sent after a crash, is known as one.
     *
     * @throws RuntimeException if the mail server cannot be asked or says "not now": it may be tried again
     */
    Answer send(MessageId id, List<String> to, Letter letter);

    /** What the mail server said, for good. */
    sealed interface Answer {

        /** It has taken the letter for these addresses, at least one. */
        record Taken(List<String> to) implements Answer {}

        /** It will never take it. */
        record TurnedAway(String reason) implements Answer {}
    }
}
