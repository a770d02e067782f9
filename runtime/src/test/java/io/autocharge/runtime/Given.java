package io.autocharge.runtime;

import io.autocharge.contracts.Command;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;

/** Where a test of an aggregate starts: given these events, when this command, expect those events. */
public final class Given {

    private Given() {}

    /**
     * A fixture for {@code type} in which it is {@code now}. Commands reach the aggregate that is their subject; handlers may
     * ask for the clock and for {@code ports}, by type.
     */
    public static <T> FixtureConfiguration<T> aggregate(Class<T> type, Instant now, Object... ports) {
        var fixture = new AggregateTestFixture<>(type)
                .registerCommandTargetResolver(message ->
                        new VersionedAggregateIdentifier((Object) ((Command) message.getPayload()).subject(), null))
                .registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC));
        for (var port : ports) {
            fixture.registerInjectableResource(port);
        }
        return fixture;
    }
}
