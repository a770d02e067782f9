package io.autocharge.runtime.axon;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Refused;
import io.autocharge.runtime.Changed;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.Unavailable;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Carries orders to the aggregates of this process. An order that lost a race against another process is decided anew on what
 * has happened meanwhile; so is one that was refused, or needed nothing, on what this process remembered.
 */
@Singleton
public class AxonCommands implements Commands {

    private static final int MOST_TRIES = 12;

    private volatile Route route;

    private record Route(CommandBus bus, HotAggregates hot, EventLog log) {}

    void open(CommandBus bus, HotAggregates hot, EventLog log) {
        route = new Route(bus, hot, log);
    }

    void close() {
        route = null;
    }

    @Override
    public void send(Command command) {
        send(command, Correlation.current());
    }

    @Override
    public void sendIfUnchanged(Command command, long position) {
        var to = route;
        var subject = command.subject().value();
        if (to == null) {
            throw new Unavailable("The service is starting or stopping and takes no orders.");
        }
        var last = to.log().last(subject);
        if (last.filter(stored -> stored.position() > position).isPresent()) {
            throw new Changed(subject);
        }
        var sequence = last.map(stored -> stored.event().sequence()).orElse(-1L);
        PushedEvents.onlyAfter(subject, sequence, () -> send(command));
    }

    /** As {@link #send(Command)}; what the aggregate applies carries on the correlation in {@code metadata}. */
    public void send(Command command, Map<String, String> metadata) {
        var to = route;
        if (to == null) {
            throw new Unavailable("The service is starting or stopping and takes no orders.");
        }
        var message = message(command, metadata);
        var suspended = suspend();
        var started = System.nanoTime();
        var outcome = "failed";
        try {
            decide(to, message, command.subject().value());
            outcome = "done";
        } catch (Refused e) {
            outcome = e.reason().name();
            throw e;
        } finally {
            MessageLog.order(command, message.getMetaData(), started, outcome);
            resume(suspended);
        }
    }

    private static void decide(Route to, GenericCommandMessage<Command> message, String subject) {
        RuntimeException conflict = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var remembered = to.hot().sequence(subject);
            try {
                var appended = PushedEvents.isAppendedBy(() -> dispatch(to.bus(), message));
                if (appended || isUpToDate(to, subject, remembered)) {
                    return;
                }
            } catch (Refused e) {
                if (isUpToDate(to, subject, remembered)) {
                    throw e;
                }
            } catch (ConcurrencyException | LockAcquisitionFailedException e) {
                conflict = e;
                pause(tries);
            }
            to.hot().remove(subject);
        }
        throw new Busy(subject, conflict);
    }

    /** Whether what was decided on was all that had happened; what was just read is. */
    private static boolean isUpToDate(Route to, String subject, OptionalLong remembered) {
        return remembered.isEmpty() || !to.log().holds(subject, remembered.getAsLong() + 1);
    }

    private static void dispatch(CommandBus bus, GenericCommandMessage<Command> message) {
        var answer = new AtomicReference<CommandResultMessage<?>>();
        bus.dispatch(message, (command, result) -> answer.set(result));
        var result = answer.get();
        if (result == null) {
            throw new IllegalStateException("No answer to " + message.getCommandName());
        }
        if (result.isExceptional()) {
            var problem = result.exceptionResult();
            if (problem instanceof AggregateNotFoundException) {
                throw new Refused(NoSuchThing.NOT_FOUND);
            }
            if (problem instanceof RuntimeException e) {
                throw e;
            }
            if (problem instanceof Error e) {
                throw e;
            }
            throw new IllegalStateException(problem);
        }
    }

    private static GenericCommandMessage<Command> message(Command command, Map<String, String> metadata) {
        var data = new HashMap<String, Object>(metadata);
        CurrentUnitOfWork.ifStarted(unit -> unit.getCorrelationData().forEach(data::put));
        data.putIfAbsent(
                Correlation.CORRELATION_ID, IdentifierFactory.getInstance().generateIdentifier());
        return new GenericCommandMessage<>(
                new org.axonframework.messaging.GenericMessage<>(command, data),
                command.getClass().getName());
    }

    /** Inside a unit of work, Axon would store what is applied only when that one ends; an order is durable when it returns. */
    private static ArrayDeque<UnitOfWork<?>> suspend() {
        var suspended = new ArrayDeque<UnitOfWork<?>>();
        while (CurrentUnitOfWork.isStarted()) {
            var unit = CurrentUnitOfWork.get();
            CurrentUnitOfWork.clear(unit);
            suspended.push(unit);
        }
        return suspended;
    }

    private static void resume(ArrayDeque<UnitOfWork<?>> suspended) {
        suspended.forEach(CurrentUnitOfWork::set);
    }

    private static void pause(int tries) {
        var most = Math.min(200, 4 << tries);
        LockSupport.parkNanos(
                TimeUnit.MILLISECONDS.toNanos(ThreadLocalRandom.current().nextInt(1, most)));
    }
}
