package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.ChargeEvent;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.contracts.payment.Share;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What has come of a submission so far, and what an answer of the processor adds to it. The answer is about the whole sum;
 * it is told once for each invoice that the sum is for.
 */
final class Outcomes {

    private final ChargeSubmitted submission;
    private final Origin origin;
    private final List<Share> shares;
    private boolean unknownBefore;
    private boolean pending;
    private boolean captured;
    private boolean late;
    private boolean takenBack;

    Outcomes(ChargeSubmitted submission, Origin origin) {
        this.submission = submission;
        this.origin = origin;
        this.shares = submission.shares() == null
                ? List.of(new Share(submission.invoiceId(), submission.amount(), submission.remaining()))
                : submission.shares();
    }

    /**
     * The news in what the processor says; none if it was said before.
     *
     * @param open whether the processor has not said yet how it ends
     */
    List<ChargeEvent> of(Outcome outcome, boolean open, Instant at) {
        return switch (outcome.status()) {
            case CAPTURED ->
                open
                        ? news(true, outcome, at, Answers::captured)
                        : news(!captured && !late, outcome, at, Answers::late); // after a no: a person decides about it
            case PENDING -> news(open && !pending, outcome, at, Answers::pending);
            case DECLINED -> news(open, outcome, at, Answers::declined);
            case RETURNED ->
                open
                        ? news(true, outcome, at, Answers::returned)
                        : news(captured && !takenBack, outcome, at, Answers::returnedLate);
            case UNKNOWN -> news(open && !pending && !unknownBefore, outcome, at, Answers::unknown);
        };
    }

    void wasUnknown() {
        unknownBefore = true;
    }

    void isPending() {
        pending = true;
    }

    void isCaptured() {
        captured = true;
    }

    void isLate() {
        late = true;
    }

    void isTakenBack() {
        takenBack = true;
    }

    private List<ChargeEvent> news(boolean isNews, Outcome outcome, Instant at, Function<Answers, ChargeEvent> word) {
        return isNews
                ? IntStream.range(0, shares.size())
                        .mapToObj(i -> word.apply(
                                new Answers(submission, shares.get(i), fee(outcome, i), origin, outcome, at)))
                        .toList()
                : List.of();
    }

    /** The fee is for the whole sum: it is told with the first part. */
    private static Money fee(Outcome outcome, int part) {
        return part == 0 ? outcome.fee() : null;
    }
}
