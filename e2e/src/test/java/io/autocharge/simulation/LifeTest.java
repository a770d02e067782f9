package io.autocharge.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Context;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Refused;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** In the simulation aggregates run without Axon's command bus. Here Axon decides the same orders on the same past. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LifeTest {

    private static final int SEEDS = 10;
    private static final int OF_EACH_ORDER = 4;

    private final Map<Class<?>, Integer> compared = new HashMap<>();

    @Test
    void an_aggregate_in_the_simulation_decides_as_it_does_in_axon() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            var world = new World(seed, SeededFault.NONE, false);
            compared.clear();
            for (var context : Context.values()) {
                var service = world.service(context);
                service.onDecision((blueprint, before, command, events, refused) -> {
                    if (compared.merge(command.getClass(), 1, Integer::sum) <= OF_EACH_ORDER) {
                        decidesTheSame(world, service, blueprint, before, command, events, refused);
                    }
                });
            }
            assertThat(Run.of(world).broken()).isNull();
            assertThat(compared).hasSizeGreaterThan(12);
        }
    }

    private static void decidesTheSame(
            World world,
            Service service,
            Blueprint blueprint,
            List<Event> before,
            Command command,
            List<Event> events,
            Refused refused) {
        Thread.interrupted(); // Axon's locks do not like a thread that is in a hurry
        try {
            var fixture = new AggregateTestFixture<>(blueprint.type())
                    .registerCommandTargetResolver(message ->
                            new VersionedAggregateIdentifier((Object) ((Command) message.getPayload()).subject(), null))
                    .registerInjectableResource(Clock.fixed(world.clock().instant(), ZoneOffset.UTC));
            blueprint.ports().stream()
                    .filter(port -> port != Clock.class)
                    .forEach(port -> fixture.registerInjectableResource(service.bean(port)));
            var answer = fixture.given(before).when(command);
            if (refused == null) {
                answer.expectSuccessfulHandlerExecution().expectEvents(events.toArray());
            } else {
                answer.expectNoEvents().expectException(Refused.class).expectExceptionMessage(refused.getMessage());
            }
        } finally {
            Thread.currentThread().interrupt();
        }
    }
}
