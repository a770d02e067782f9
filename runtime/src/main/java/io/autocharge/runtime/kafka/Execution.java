package io.autocharge.runtime.kafka;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Refused;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.axon.Correlation;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Carries out one order from outside: a failure is tried again a few times, then the order has to wait. */
final class Execution {

    private static final Logger LOG = Logger.getLogger(Execution.class);
    private static final long[] PAUSES_MS = {50, 200, 500};

    private final Commands commands;

    Execution(Commands commands) {
        this.commands = commands;
    }

    /**
     * What became of an order.
     *
     * @param code why it was refused; absent if it was accepted
     * @param failure why it could not be carried out at all
     */
    record Outcome(String code, String sentence, String failure) {

        static final Outcome ACCEPTED = new Outcome(null, null, null);
    }

    /** @throws Rejected if the order contradicts itself */
    Outcome of(Command command, Envelope envelope) {
        for (int tries = 0; ; tries++) {
            try {
                return Correlation.during(Tracing.caused(envelope), () -> {
                    commands.send(command);
                    return Outcome.ACCEPTED;
                });
            } catch (Refused e) {
                return new Outcome(e.reason().name(), e.reason().sentence(), null);
            } catch (IllegalArgumentException e) {
                throw Rejection.BODY_MALFORMED.because(String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.warnf(e, "command %s to %s failed", envelope.id(), envelope.subject());
                if (tries == PAUSES_MS.length || !paused(PAUSES_MS[tries])) {
                    return new Outcome(null, null, e.toString());
                }
            }
        }
    }

    private static boolean paused(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
