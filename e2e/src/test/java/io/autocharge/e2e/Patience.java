package io.autocharge.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks again after an answer 429, when it says. */
final class Patience {

    private static final Duration LONGEST = Duration.ofSeconds(90);

    private Patience() {}

    static Answer send(Wire wire, String method, String path, String body) {
        return until(() -> wire.send(method, path, body == null ? null : "application/json", body));
    }

    static Answer until(Supplier<Answer> question) {
        var answer = question.get();
        return answer.status() != 429
                ? answer
                : Eventually.eventually(
                        "a turn",
                        LONGEST,
                        () -> Optional.of(question.get()).filter(next -> next.status() != 429),
                        () -> "429");
    }
}
