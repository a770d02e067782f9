package io.autocharge.runtime.ops;

import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.mongo.SandboxClock;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.format.DateTimeParseException;

/** What time it is for the business; in the sandbox it can be let pass. */
@Path("/ops/clock")
public class ClockResource {

    /** The time, and how far it is ahead of the world's. */
    record Time(Instant now, Duration ahead) {}

    /** How much time to let pass: {@code P30D}, or {@code PT6H}. */
    record Passing(String advance) {}

    private final SandboxClock sandbox;
    private final Clock clock;

    public ClockResource(SandboxClock sandbox, Clock clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @GET
    public Time show() {
        return new Time(clock.instant(), sandbox.ahead());
    }

    @POST
    public Time advance(Passing passing) {
        if (passing == null || passing.advance() == null) {
            throw Problem.malformed("A body such as {\"advance\": \"P30D\"} is expected.");
        }
        advance(sandbox, duration(passing.advance()));
        return show();
    }

    static void advance(SandboxClock sandbox, Duration by) {
        try {
            sandbox.advance(by);
        } catch (IllegalStateException e) {
            throw Problem.of(409, "not_a_sandbox", "The clock can be moved in the sandbox only.");
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                    422, "time_out_of_range", "The clock can be moved ahead by 0 to 3660 days, and never back.");
        }
    }

    /** Days and weeks have a length here as in UTC; months and years have none. */
    private static Duration duration(String text) {
        try {
            if (text.contains("T")) {
                return Duration.parse(text);
            }
            var period = Period.parse(text);
            if (period.toTotalMonths() == 0) {
                return Duration.ofDays(period.getDays());
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw Problem.malformed("'advance' is a time such as P30D (thirty days) or PT6H (six hours).");
    }
}
