package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The collections of all databases and the journal and snapshot that keep them. */
final class Storage implements Closeable {

    /** When a snapshot pays: the journal has so many bytes, and so many times those of the data. */
    record Compaction(long leastBytes, int timesTheData) {}

    private record Kept(String namespace, long number, byte[] bson) {}

    private static final Logger log = LoggerFactory.getLogger(Storage.class);
    private static final long CURSOR_IDLE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int RECORD_BYTES = 1 << 20;

    private final DataFolder folder;
    private final Journal journal;
    private final Contents restored;
    private final Compaction compaction;
    private final AtomicLong liveBytes = new AtomicLong();
    private final Map<String, EmbeddedCollection> collections = new ConcurrentHashMap<>();
    private final Map<Long, OpenCursor> cursors = new ConcurrentHashMap<>();

    private Storage(DataFolder folder, Journal journal, Contents restored, Compaction compaction) {
        this.folder = folder;
        this.journal = journal;
        this.restored = restored;
        this.compaction = compaction;
        liveBytes.set(restored.bytes());
    }

    static Storage restore(Path path, Compaction compaction) {
        var folder = DataFolder.take(path);
        try {
            var contents = new Contents();
            return new Storage(folder, folder.restore(contents), contents, compaction);
        } catch (IOException | RuntimeException e) {
            try {
                folder.close();
            } catch (IOException alsoThis) {
                e.addSuppressed(alsoThis);
            }
            throw new IllegalStateException("The database in " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    Journal journal() {
        return journal;
    }

    List<String> databases() {
        return restored.databases();
    }

    TreeMap<Long, Slot> open(EmbeddedCollection collection) {
        remember(collection);
        return restored.take(collection.namespace());
    }

    void remember(EmbeddedCollection collection) {
        collections.put(collection.namespace(), collection);
    }

    void forget(EmbeddedCollection collection) {
        collections.remove(collection.namespace());
    }

    void grew(long bytes) {
        liveBytes.addAndGet(bytes);
    }

    /** Cursors that nobody asked for ten minutes are closed, as a real server does. */
    void opened(OpenCursor cursor, CursorRegistry registry) {
        cursors.values().removeIf(open -> {
            var over = open.isEmpty() || open.idleNanos() > CURSOR_IDLE_NANOS;
            if (over) {
                registry.remove(open);
            }
            return over;
        });
        cursors.put(cursor.getId(), cursor);
        registry.add(cursor);
    }

    /** Whether the journal has grown so far beyond the data that a snapshot pays. */
    boolean isOvergrown() {
        return journal.bytes() > Math.max(compaction.leastBytes(), compaction.timesTheData() * liveBytes.get());
    }

    /** Begins a snapshot while no command runs; the answer finishes it while commands run again. */
    Runnable beginSnapshot() {
        var kept = new ArrayList<Kept>();
        collections.forEach((namespace, collection) ->
                collection.slots().forEach(slot -> kept.add(new Kept(namespace, slot.number, slot.bson))));
        var switched = journal.continueIn(folder.nextJournal());
        return () -> {
            try {
                switched.join();
                folder.replaceBySnapshot(() -> records(kept.iterator()));
            } catch (IOException | RuntimeException e) {
                log.error("No snapshot could be written; the journals before it are kept.", e);
            }
        };
    }

    private static Iterator<ByteBuf> records(Iterator<Kept> kept) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return kept.hasNext();
            }

            @Override
            public ByteBuf next() {
                var record = Unpooled.buffer(RECORD_BYTES);
                do {
                    var next = kept.next();
                    Change.put(record, next.namespace(), new Slot(next.number(), next.bson()));
                } while (kept.hasNext() && record.readableBytes() < RECORD_BYTES);
                return record;
            }
        };
    }

    @Override
    public void close() throws IOException {
        journal.close();
        folder.close();
    }
}
