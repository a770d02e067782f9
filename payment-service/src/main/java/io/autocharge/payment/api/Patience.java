package io.autocharge.payment.api;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** For how long a caller wants to wait for what comes of its order: {@code Prefer: wait=5} (RFC 7240), 10 s at the most. */
record Patience(OptionalInt seconds) {

    private static final Pattern WAIT =
            Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*(\"?)([0-9]{1,6})\\1\\s*(?=[,;]|$)", Pattern.CASE_INSENSITIVE);
    private static final int MOST_SECONDS = 10;

    /** What the header says; what it says otherwise is for others. */
    static Patience of(String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return new Patience(
                wait.find()
                        ? OptionalInt.of(Math.min(MOST_SECONDS, Integer.parseInt(wait.group(2))))
                        : OptionalInt.empty());
    }

    boolean isNone() {
        return seconds.orElse(0) == 0;
    }

    Duration time() {
        return Duration.ofSeconds(seconds.orElse(0));
    }

    /** Tells the caller how long it was waited for at the most, if it had asked for that. */
    Response.ResponseBuilder told(Response.ResponseBuilder answer) {
        seconds.ifPresent(most -> answer.header("Preference-Applied", "wait=" + most));
        return answer;
    }
}
