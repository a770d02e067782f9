package io.autocharge.web;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers on the next beat of a clock, so that the time of an answer says nothing about what was done meanwhile. */
@Singleton
class Beat {

    private final Duration beat;

    Beat(@ConfigProperty(name = "autocharge.web.sign-in-beat", defaultValue = "PT0.5S") Duration beat) {
        this.beat = beat;
    }

    /** The answer to what began at {@code began}, of {@link System#nanoTime}. */
    Uni<Response> answer(long began, Response answer) {
        var passed = System.nanoTime() - began;
        var rest = Duration.ofNanos(beat.toNanos() - passed % beat.toNanos());
        return Uni.createFrom().item(answer).onItem().delayIt().by(rest);
    }
}
