package io.autocharge.runtime.axon;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.NotYet;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.Mongo;
import io.autocharge.runtime.mongo.Tokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.deadletter.Decisions;
import org.axonframework.messaging.deadletter.EnqueuePolicy;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.serialization.json.JacksonSerializer;

/** Axon as this house uses it: every default that could lose an event is set, and what is needed comes from one table of contents. */
final class Wiring {

    /** An order goes to the aggregate that it is about. */
    static final CommandTargetResolver TARGET = message -> new VersionedAggregateIdentifier(
            (Object) ((Command) message.getPayload()).subject().value(), null);

    static final int POLICY_SEGMENTS = 4;
    private static final int POLICY_BATCH = 16;
    private static final int VIEW_BATCH = 128;
    private static final long CLAIM_INTERVAL = 3_000;

    private final EventLog log;
    private final EventCodec codec;
    private final HotAggregates hot;
    private final Pools pools;

    /** The threads that policies and views share. */
    record Pools(
            ScheduledExecutorService coordinators, ScheduledExecutorService policies, ScheduledExecutorService views) {}

    Wiring(EventLog log, EventCodec codec, HotAggregates hot, Pools pools) {
        this.log = log;
        this.codec = codec;
        this.hot = hot;
        this.pools = pools;
    }

    /** Everything of {@code module}, not yet started. */
    Configuration configure(ServiceModule module, Function<Class<?>, Optional<?>> beans) {
        var tokens = log.tokens();
        var serializer =
                JacksonSerializer.builder().objectMapper(Json.TOLERANT.copy()).build();
        var axon = DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(c -> serializer)
                .configureEventSerializer(c -> serializer)
                .configureMessageSerializer(c -> serializer)
                .configureEventStore(c -> PushedEvents.over(log, codec))
                .configureCorrelationDataProviders(c -> List.of(new Correlation()))
                .registerComponent(ParameterResolverFactory.class, c -> Parameters.with(beans))
                .registerComponent(TokenStore.class, c -> tokens);
        module.aggregates().forEach(type -> aggregate(axon, type));
        axon.eventProcessing(processing -> processing
                .registerTokenStore(c -> tokens)
                .registerDefaultErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.instance())
                .registerDefaultSequencingPolicy(c -> SequentialPerAggregatePolicy.instance())
                .byDefaultAssignHandlerInstancesTo(handler -> Names.of(handler.getClass()))
                .registerDefaultDeadLetterPolicy(c -> parking())
                .registerDefaultHandlerInterceptor((c, reader) -> (unit, chain) -> {
                    var started = System.nanoTime();
                    var result = chain.proceed();
                    var event = unit.getMessage();
                    if (event.getPayload() instanceof Event fact) {
                        MessageLog.fact(fact, reader, event.getMetaData(), started);
                    }
                    return result;
                }));
        module.policies().forEach(policy -> reader(axon, policy, true));
        module.views().forEach(view -> reader(axon, view, false));
        return axon.buildConfiguration();
    }

    private <A> void aggregate(Configurer axon, Class<A> type) {
        axon.configureAggregate(AggregateConfigurer.defaultConfiguration(type)
                .configureCommandTargetResolver(c -> TARGET)
                .configureCache(c -> hot));
    }

    private void reader(Configurer axon, Object handler, boolean policy) {
        var name = Names.of(handler.getClass());
        axon.eventProcessing(processing -> processing
                .registerEventHandler(c -> handler)
                .registerDeadLetterQueue(name, c -> log.letters(name, codec::tracked))
                .registerDeadLetteringEventHandlerInvokerConfiguration(
                        name,
                        (c, invoker) -> invoker.enableSequenceIdentifierCache().allowReset(!policy))
                .registerPooledStreamingEventProcessor(
                        name, c -> c.eventStore(), (c, builder) -> builder.coordinatorExecutor(pools.coordinators())
                                .workerExecutor(policy ? pools.policies() : pools.views())
                                .initialToken(source -> policy ? source.createHeadToken() : source.createTailToken())
                                .initialSegmentCount(policy ? POLICY_SEGMENTS : 1)
                                .batchSize(policy ? POLICY_BATCH : VIEW_BATCH)
                                .tokenClaimInterval(CLAIM_INTERVAL)
                                .claimExtensionThreshold(
                                        Tokens.CLAIM.dividedBy(4).toMillis())
                                .enableCoordinatorClaimExtension()));
    }

    /** What is wrong with an event parks it; a database that is away, or a view that is behind, is waited for. */
    private static EnqueuePolicy<EventMessage<?>> parking() {
        return (letter, cause) -> {
            for (var problem = cause; problem != null; problem = problem.getCause()) {
                if (Mongo.isOutage(problem) || problem instanceof Busy || problem instanceof NotYet) {
                    throw new IllegalStateException("Waiting: " + problem.getMessage(), cause);
                }
            }
            return Decisions.enqueue(cause);
        };
    }

    /** How long a stop waits for what is under way. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
}
