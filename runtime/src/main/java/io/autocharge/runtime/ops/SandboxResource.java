package io.autocharge.runtime.ops;

import io.autocharge.runtime.http.Problem;
import io.autocharge.runtime.mongo.SandboxClock;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What time it is for a partner in the sandbox, which may let it pass to see what will happen. */
@Path("/sandbox/clock")
public class SandboxResource {

    /** Until when time is to pass. The same instant asked for again changes nothing. */
    record Passing(Instant until) {}

    private final SandboxClock sandbox;
    private final Clock clock;

    public SandboxResource(SandboxClock sandbox, Clock clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    @GET
    public ClockResource.Time show() {
        return new ClockResource.Time(clock.instant(), sandbox.ahead());
    }

    @POST
    public ClockResource.Time pass(Passing passing) {
        if (passing == null || passing.until() == null) {
            throw Problem.malformed("A body such as {\"until\": \"2026-12-24T09:00:00Z\"} is expected.");
        }
        var left = Duration.between(clock.instant(), passing.until());
        ClockResource.advance(sandbox, left.isNegative() ? Duration.ZERO : left);
        return show();
    }
}
