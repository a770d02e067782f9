package io.autocharge.runtime.axon;

import io.autocharge.runtime.mongo.EventLog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

/** One reader's place in the log. It is told when there is more, and throws at a gap. */
final class EventStream implements BlockingStream<TrackedEventMessage<?>> {

    private static final int BATCH = 256;

    private final EventLog log;
    private final EventCodec codec;
    private final Deque<TrackedEventMessage<?>> buffer = new ArrayDeque<>();
    private final Semaphore news = new Semaphore(0);
    private final Runnable unsubscribe;
    private volatile Runnable callback = () -> {};
    private long next;

    EventStream(EventLog log, EventCodec codec, long next) {
        this.log = log;
        this.codec = codec;
        this.next = next;
        this.unsubscribe = log.onAppend(this::told);
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
        fill();
        return Optional.ofNullable(buffer.peek());
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        if (peek().isPresent()) {
            return true;
        }
        if (timeout <= 0) {
            return false;
        }
        news.drainPermits();
        return peek().isPresent() || (news.tryAcquire(timeout, unit) && peek().isPresent());
    }

    @Override
    public boolean hasNextAvailable() {
        return peek().isPresent();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (true) {
            synchronized (this) {
                fill();
                if (!buffer.isEmpty()) {
                    return buffer.poll();
                }
            }
            news.acquire();
        }
    }

    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        this.callback = callback;
        return true;
    }

    @Override
    public void close() {
        unsubscribe.run();
    }

    private void told() {
        news.release();
        callback.run();
    }

    private synchronized void fill() {
        if (buffer.isEmpty()) {
            var events = log.readFrom(next, BATCH);
            events.forEach(stored -> buffer.add(codec.tracked(stored)));
            next += events.size();
        }
    }
}
