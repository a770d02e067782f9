package io.autocharge.runtime.axon;

import io.autocharge.contracts.Event;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.Tokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.axonframework.common.AxonConfigurationException;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.serialization.json.JacksonSerializer;

/** What must be true before a service takes its first order: else it does not start, and says why. */
final class BootAssertions {

    /** Leases and cut-off hours are counted by the server's clock and by ours; both must mean the same minute. */
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);

    private final List<String> wrong = new ArrayList<>();

    private BootAssertions() {}

    /**
     * Checks that the names in the table of contents are clear, before anything is made of it.
     *
     * @throws IllegalStateException with a sentence for each thing that is wrong
     */
    static void checkNames(ServiceModule module) {
        var boot = new BootAssertions();
        boot.names(module);
        boot.conclude(module);
    }

    /**
     * Checks what was made of the table of contents.
     *
     * @throws IllegalStateException with a sentence for each thing that is wrong
     */
    static void check(ServiceModule module, Configuration axon, EventLog log) {
        var boot = new BootAssertions();
        boot.durability(log);
        boot.serializers(axon);
        module.policies().forEach(policy -> boot.policy(policy, axon));
        module.views().forEach(view -> boot.view(view, axon));
        boot.conclude(module);
    }

    /**
     * Checks that this machine and the database's agree on what time it is.
     *
     * @throws IllegalStateException if they differ by five seconds or more
     */
    static void checkClock(ServiceModule module, Duration skew) {
        var boot = new BootAssertions();
        boot.must(
                skew.compareTo(MOST_SKEW) < 0,
                "The clocks of this machine and of the MongoDB server differ by " + skew.toSeconds() + " s; less than "
                        + MOST_SKEW.toSeconds() + " s is needed. Have both set by NTP.");
        boot.conclude(module);
    }

    private void conclude(ServiceModule module) {
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "The " + module.context().label() + " service does not start:\n - " + String.join("\n - ", wrong));
        }
    }

    private void durability(EventLog log) {
        must(
                log.isDurable(),
                "Writes must be acknowledged by a majority and journalled; the MongoDB URI says otherwise.");
        must(
                log.readsTheLatest(),
                "What was written last must be read, so readPreference must be primary; the MongoDB URI says otherwise.");
    }

    private void serializers(Configuration axon) {
        for (var serializer : List.of(axon.serializer(), axon.eventSerializer(), axon.messageSerializer())) {
            must(
                    serializer instanceof JacksonSerializer,
                    "All serializers must be JSON, not " + serializer.getClass().getSimpleName() + ".");
        }
        must(axon.eventStore() instanceof PushedEvents, "Events must be stored in the own event store.");
        must(
                axon.getComponent(TokenStore.class) instanceof Tokens,
                "Places in the stream must be kept in the database.");
    }

    private void names(ServiceModule module) {
        var names = new HashSet<String>();
        for (var readers : List.of(module.policies(), module.views())) {
            for (var reader : readers) {
                var name = Names.of(reader.getClass());
                must(names.add(name), "Two policies or views are called " + name + ", or one is listed twice.");
            }
        }
    }

    private void policy(Object policy, Configuration axon) {
        var type = Names.written(policy.getClass());
        must(type.isAnnotationPresent(Policy.class), type.getSimpleName() + " is listed as a policy without @Policy.");
        must(
                Policy.class.isAnnotationPresent(DisallowReplay.class),
                "Policies must be shielded from replays by @DisallowReplay.");
        reader(type, axon, false);
    }

    private void view(Object view, Configuration axon) {
        var type = Names.written(view.getClass());
        must(type.isAnnotationPresent(View.class), type.getSimpleName() + " is listed as a view without @View.");
        must(
                Arrays.stream(type.getDeclaredMethods()).anyMatch(m -> m.isAnnotationPresent(ResetHandler.class)),
                type.getSimpleName() + " cannot be rebuilt: it has no @ResetHandler.");
        reader(type, axon, true);
    }

    private void reader(Class<?> type, Configuration axon, boolean rebuildable) {
        var name = type.getSimpleName();
        must(
                Arrays.stream(type.getDeclaredMethods())
                        .filter(m -> m.isAnnotationPresent(EventHandler.class))
                        .allMatch(m ->
                                m.getParameterCount() > 0 && Event.class.isAssignableFrom(m.getParameterTypes()[0])),
                name + " handles something that is no event.");
        try {
            var processor = axon.eventProcessingConfiguration()
                    .eventProcessor(name, PooledStreamingEventProcessor.class)
                    .orElse(null);
            must(processor != null, name + " has no processor of its own.");
            must(
                    processor == null || processor.supportsReset() == rebuildable,
                    name + (rebuildable ? " must be rebuildable." : " must never be replayed."));
            must(
                    axon.eventProcessingConfiguration().errorHandler(name) instanceof PropagatingErrorHandler
                            && axon.eventProcessingConfiguration().listenerInvocationErrorHandler(name)
                                    instanceof PropagatingErrorHandler,
                    name + " must stop at an event that it cannot handle, never skip it.");
            must(
                    axon.eventProcessingConfiguration().deadLetterQueue(name).isPresent(),
                    name + " has nowhere to put its dead letters.");
            must(
                    axon.eventProcessingConfiguration().tokenStore(name) instanceof Tokens,
                    name + " must keep its place in the database.");
        } catch (AxonConfigurationException e) {
            wrong.add(name + ": " + e.getMessage());
        }
    }

    private void must(boolean condition, String otherwise) {
        if (!condition) {
            wrong.add(otherwise);
        }
    }
}
