package io.autocharge.stack.mongo;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of every change, on disk before the change is acknowledged. One thread writes; whatever arrives while it syncs is
 * written and synced together next time, so many writers share one sync.
 */
final class Journal implements Closeable {

    /** Called when a change is safe; the failure is null, or what kept it from the disk. */
    interface Listener {
        void settled(IOException failure);
    }

    private record Pending(ByteBuf record, long number, Path nextFile, CompletableFuture<Void> switched) {}

    private record Waiting(long number, Listener listener) {}

    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final int MOST_BYTES_PER_SYNC = 16 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Pending> pending = new ArrayDeque<>();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>((a, b) -> Long.compare(a.number(), b.number()));
    private final Thread writer = new Thread(this::write, "mongo-journal");

    private JournalFile file;
    private long appended;
    private long durable;
    private boolean closing;
    private volatile IOException failure;
    private volatile long bytes;

    Journal(JournalFile file) {
        this.file = file;
        this.bytes = file.length();
        writer.setDaemon(true);
        writer.start();
    }

    /** Queues a record and answers its number; records reach the file in the order of their numbers. */
    long append(ByteBuf payload) {
        var record = JournalFile.record(payload);
        lock.lock();
        try {
            refuseIfBroken();
            appended++;
            pending.add(new Pending(record, appended, null, null));
            work.signal();
            return appended;
        } finally {
            lock.unlock();
        }
    }

    void whenDurable(long number, Listener listener) {
        IOException broken;
        lock.lock();
        try {
            if (failure == null && number > durable) {
                waiting.add(new Waiting(number, listener));
                return;
            }
            broken = number > durable ? failure : null;
        } finally {
            lock.unlock();
        }
        listener.settled(broken);
    }

    /** Everything appended after this call goes to the next file; complete when the old file is on disk and closed. */
    CompletableFuture<Void> continueIn(Path nextFile) {
        var switched = new CompletableFuture<Void>();
        lock.lock();
        try {
            refuseIfBroken();
            pending.add(new Pending(null, appended, nextFile, switched));
            work.signal();
        } finally {
            lock.unlock();
        }
        return switched;
    }

    /** The length of the file that is being written. */
    long bytes() {
        return bytes;
    }

    /** Whether the disk refused a change: what is in memory is then more than what is kept. */
    boolean isBroken() {
        return failure != null;
    }

    private void refuseIfBroken() {
        if (failure != null || closing) {
            throw new IllegalStateException("The database takes no more changes: its journal is closed.", failure);
        }
    }

    private void write() {
        try {
            for (var batch = take(); !batch.isEmpty(); batch = take()) {
                if (batch.get(0).nextFile() != null) {
                    switchTo(batch.get(0));
                } else {
                    file.append(batch.stream().map(Pending::record).toList());
                    file.sync();
                    bytes = file.length();
                    settle(batch.get(batch.size() - 1).number(), null);
                }
            }
        } catch (IOException | RuntimeException e) {
            log.error("The journal cannot be written; no further change is accepted until a restart.", e);
            settle(Long.MAX_VALUE, e instanceof IOException io ? io : new IOException(e));
        }
    }

    private List<Pending> take() {
        var batch = new ArrayList<Pending>();
        lock.lock();
        try {
            while (pending.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            var size = 0L;
            while (!pending.isEmpty() && size < MOST_BYTES_PER_SYNC) {
                if (pending.peek().nextFile() != null) {
                    if (batch.isEmpty()) {
                        batch.add(pending.poll());
                    }
                    break;
                }
                size += pending.peek().record().readableBytes();
                batch.add(pending.poll());
            }
        } finally {
            lock.unlock();
        }
        return batch;
    }

    private void switchTo(Pending request) throws IOException {
        var next = JournalFile.create(request.nextFile());
        DataFolder.syncFolder(request.nextFile().getParent());
        file.close();
        file = next;
        bytes = file.length();
        request.switched().complete(null);
    }

    private void settle(long number, IOException broken) {
        var settled = new ArrayList<Waiting>();
        lock.lock();
        try {
            if (broken == null) {
                durable = number;
            } else {
                failure = broken;
                pending.stream().filter(p -> p.switched() != null).forEach(p -> p.switched()
                        .completeExceptionally(broken));
                pending.clear();
            }
            while (!waiting.isEmpty() && waiting.peek().number() <= number) {
                settled.add(waiting.poll());
            }
        } finally {
            lock.unlock();
        }
        settled.forEach(w -> tell(w.listener(), broken));
    }

    private static void tell(Listener listener, IOException broken) {
        try {
            listener.settled(broken);
        } catch (RuntimeException e) { // a client that is gone must not stop the journal
            log.warn("A client could not be answered.", e);
        }
    }

    /** Writes what is queued, then closes the file. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
