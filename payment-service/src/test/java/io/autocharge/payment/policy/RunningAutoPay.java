package io.autocharge.payment.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.autocharge.contracts.Command;
import io.autocharge.payment.domain.AutoPay;
import io.autocharge.payment.domain.AutoPayFacts;
import io.autocharge.runtime.axon.Parameters;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.json.JacksonSerializer;

/** The aggregate AutoPay on an event store in memory. */
final class RunningAutoPay implements AutoCloseable {

    private final Configuration axon;

    /** Tells {@code hear} each event that is decided. */
    RunningAutoPay(AutoPayFacts facts, Clock clock, Consumer<io.autocharge.contracts.Event> hear) {
        var serializer =
                JacksonSerializer.builder().objectMapper(new ObjectMapper()).build();
        axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> serializer)
                .configureEventSerializer(c -> serializer)
                .configureMessageSerializer(c -> serializer)
                .configureEventStore(c -> EmbeddedEventStore.builder()
                        .storageEngine(new InMemoryEventStorageEngine())
                        .build())
                .registerComponent(
                        ParameterResolverFactory.class, c -> Parameters.with(type -> bean(type, facts, clock)))
                .configureAggregate(AggregateConfigurer.defaultConfiguration(AutoPay.class)
                        .configureCommandTargetResolver(c -> message -> new VersionedAggregateIdentifier(
                                (Object) ((Command) message.getPayload()).subject(), null)))
                .buildConfiguration();
        axon.eventBus()
                .subscribe(events ->
                        events.forEach(event -> hear.accept((io.autocharge.contracts.Event) event.getPayload())));
        axon.start();
    }

    void send(Command command) {
        var problem = new AtomicReference<Throwable>();
        axon.commandBus().dispatch(GenericCommandMessage.asCommandMessage(command), (message, result) -> {
            if (result.isExceptional()) {
                problem.set(result.exceptionResult());
            }
        });
        if (problem.get() != null) {
            throw new IllegalStateException(problem.get());
        }
    }

    @Override
    public void close() {
        axon.shutdown();
    }

    private static Optional<?> bean(Class<?> type, AutoPayFacts facts, Clock clock) {
        if (type == AutoPayFacts.class) {
            return Optional.of(facts);
        }
        return type == Clock.class ? Optional.of(clock) : Optional.empty();
    }
}
