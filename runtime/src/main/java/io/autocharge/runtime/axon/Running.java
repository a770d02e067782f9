package io.autocharge.runtime.axon;

import io.autocharge.runtime.ServiceModule;
import io.autocharge.runtime.axon.Wiring.Pools;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.Tokens;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;

/** A service at work: its aggregates take orders, its policies and views read along. */
final class Running implements AutoCloseable {

    private static final int HOT = 10_000;

    private final Configuration axon;
    private final Pools pools;
    private final AxonCommands commands;

    private Running(Configuration axon, Pools pools, AxonCommands commands) {
        this.axon = axon;
        this.pools = pools;
        this.commands = commands;
    }

    /** Starts {@code module}; when this returns, nothing that happens from now on is missed by a policy. */
    static Running start(
            ServiceModule module,
            EventLog log,
            EventCodec codec,
            AxonCommands commands,
            Clock clock,
            Function<Class<?>, Optional<?>> beans) {
        BootAssertions.checkNames(module);
        GenericEventMessage.clock = clock;
        var pools = new Pools(pool("coordinator", 2), pool("policy", 8), pool("view", 4));
        var hot = new HotAggregates(HOT);
        try {
            var axon = new Wiring(log, codec, hot, pools).configure(module, beans);
            BootAssertions.check(module, axon, log);
            placeReaders(module, log);
            // Before policies begin to read, and open until the last has stopped: else what they handle would be
            // parked.
            commands.open(axon.commandBus(), hot, log);
            axon.start();
            return new Running(axon, pools, commands);
        } catch (RuntimeException e) {
            commands.close();
            shutDown(pools);
            throw e;
        }
    }

    /** Fixes where each reader begins, before anything can happen: policies at the head, views at the tail. */
    private static void placeReaders(ServiceModule module, EventLog log) {
        var tokens = log.tokens();
        var head = new GlobalSequenceTrackingToken(log.tail());
        for (var policy : module.policies()) {
            place(tokens, Names.of(policy.getClass()), Wiring.POLICY_SEGMENTS, head);
        }
        for (var view : module.views()) {
            place(tokens, Names.of(view.getClass()), 1, new GlobalSequenceTrackingToken(0));
        }
    }

    Configuration axon() {
        return axon;
    }

    @Override
    public void close() {
        try {
            axon.shutdown();
        } finally {
            shutDown(pools);
            commands.close();
        }
    }

    private static void place(Tokens tokens, String reader, int segments, GlobalSequenceTrackingToken at) {
        if (tokens.fetchSegments(reader).length == 0) {
            tokens.initializeTokenSegments(reader, segments, at);
        }
    }

    private static void shutDown(Pools pools) {
        for (ExecutorService pool : new ExecutorService[] {pools.coordinators(), pools.policies(), pools.views()}) {
            pool.shutdown();
        }
        for (ExecutorService pool : new ExecutorService[] {pools.coordinators(), pools.policies(), pools.views()}) {
            try {
                if (!pool.awaitTermination(Wiring.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                    pool.shutdownNow();
                }
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ScheduledExecutorService pool(String name, int threads) {
        var count = new AtomicInteger();
        ThreadFactory factory = work -> {
            var thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
        var pool = new ScheduledThreadPoolExecutor(threads, factory);
        pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return pool;
    }
}
