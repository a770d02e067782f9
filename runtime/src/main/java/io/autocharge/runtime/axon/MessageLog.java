package io.autocharge.runtime.axon;

import io.autocharge.contracts.Message;
import io.autocharge.contracts.WireType;
import org.axonframework.messaging.MetaData;
import org.jboss.logging.Logger;

/** One line for each message that was handled: what, about whom, why, how long, with what outcome. Never what it holds. */
final class MessageLog {

    private static final Logger LOG = Logger.getLogger("io.autocharge.messages");

    private MessageLog() {}

    /** An order was decided. */
    static void order(Message order, MetaData metadata, long startedNanos, String outcome) {
        LOG.infof(
                "order=%s subject=%s partner=%s correlation=%s micros=%d outcome=%s",
                WireType.of(order.getClass()),
                order.subject(),
                order.partnerId(),
                metadata.get(Correlation.CORRELATION_ID),
                (System.nanoTime() - startedNanos) / 1_000,
                outcome);
    }

    /** A policy or view took in a fact. */
    static void fact(Message fact, String reader, MetaData metadata, long startedNanos) {
        if (!LOG.isDebugEnabled()) {
            return;
        }
        LOG.debugf(
                "fact=%s subject=%s reader=%s correlation=%s micros=%d",
                WireType.of(fact.getClass()),
                fact.subject(),
                reader,
                metadata.get(Correlation.CORRELATION_ID),
                (System.nanoTime() - startedNanos) / 1_000);
    }
}
