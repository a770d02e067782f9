package io.autocharge.runtime.http;

/** What was answered first under each {@code Idempotency-Key}, for all processes of a service and over their restarts. */
public interface FirstAnswers {

    /** A request that names itself: {@code scope} is on whose behalf it is made, {@code content} all that it asks for. */
    record Asked(String scope, String key, byte[] content) {}

    /** Whether a request is to be executed. */
    sealed interface Standing permits Turn, InProgress, Reused, Answered {}

    /** It is, by whoever holds this. */
    record Turn(String id, String holder) implements Standing {}

    /** Somebody is at it. */
    record InProgress() implements Standing {}

    /** The key names another request. */
    record Reused() implements Standing {}

    /** It was, with this outcome. */
    record Answered(FirstAnswer answer) implements Standing {}

    /** Finds out whether this request was made before; of all who ask at the same time one gets the turn. */
    Standing ask(Asked asked);

    /** Keeps the answer for whoever asks again. What counts is what this returns: an earlier answer, if there was one. */
    FirstAnswer keep(Turn turn, FirstAnswer answer);

    /** Ends a turn without an answer to be kept: the next who asks has it executed. */
    void release(Turn turn);
}
