package io.autocharge.stack.processor;

import io.autocharge.stack.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the processor has seen and done, in order, one JSON line each. Nothing is answered before its line is on disk;
 * requests that arrive together share one fsync.
 */
final class Journal implements AutoCloseable {

    private static final int MOST_PENDING = 8 * 1024 * 1024;
    private static final int LINES_PER_MARK = 1_000;

    private final Path file;
    private final FileChannel channel;
    private final Thread writer;
    private final List<Long> marks = new ArrayList<>(); // the offset of each 1,000th line, to page without a scan

    private ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private long size;
    private long appended;
    private long durable;
    private IOException broken;
    private boolean closed;

    Journal(Path file, Consumer<Entry> restored) throws IOException {
        this.file = file;
        Files.createDirectories(file.toAbsolutePath().getParent());
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        restore(restored);
        writer = new Thread(this::write, "journal");
        writer.setDaemon(true);
        writer.start();
    }

    /** Appends; the answer is the number to wait for. */
    synchronized long append(Entry... entries) {
        while (pending.size() > MOST_PENDING && broken == null) {
            pause();
        }
        for (var entry : entries) {
            var line = Json.bytes(entry.numbered(++appended));
            mark(appended, size);
            pending.write(line, 0, line.length);
            pending.write('\n');
            size += line.length + 1;
        }
        notifyAll();
        return appended;
    }

    /** Returns when everything up to that line survives a crash. */
    synchronized void await(long n) {
        while (durable < n) {
            if (broken != null) {
                throw new UncheckedIOException(broken);
            }
            pause();
        }
    }

    synchronized long appended() {
        return appended;
    }

    /** The lines after a number, oldest first. */
    List<Entry> after(long n, int limit) {
        await(appended());
        var found = new ArrayList<Entry>();
        try (var reader = new RandomAccessFile(file.toFile(), "r");
                var lines = new LineReader(reader, offsetOf(n))) {
            for (var line = lines.next(); line != null && found.size() < limit; line = lines.next()) {
                var entry = Json.read(line, Entry.class);
                if (entry.n() > n) {
                    found.add(entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            writer.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        channel.close();
    }

    private void restore(Consumer<Entry> restored) throws IOException {
        try (var reader = new RandomAccessFile(file.toFile(), "r");
                var lines = new LineReader(reader, 0)) {
            for (var line = lines.next(); line != null; line = lines.next()) {
                var entry = Json.read(line, Entry.class);
                if (entry.n() != appended + 1) {
                    throw new IOException("%s: line %d says it is line %d.".formatted(file, appended + 1, entry.n()));
                }
                appended++;
                mark(appended, size);
                size = lines.offset();
                restored.accept(entry);
            }
        }
        durable = appended;
        channel.truncate(size); // half a line is a request that was never answered
        channel.position(size);
    }

    private void write() {
        try {
            for (var batch = next(); batch.upTo() > 0; batch = next()) {
                var bytes = ByteBuffer.wrap(batch.bytes());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(false);
                synchronized (this) {
                    durable = batch.upTo();
                    notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (this) {
                broken = e;
                notifyAll();
            }
            System.err.println("The journal cannot be written: " + e.getMessage());
            Runtime.getRuntime().halt(1); // memory is ahead of the disk from here on: only a restart is right again
        }
    }

    private record Batch(byte[] bytes, long upTo) {}

    private synchronized Batch next() {
        while (pending.size() == 0 && !closed) {
            pause();
        }
        if (pending.size() == 0) {
            return new Batch(new byte[0], 0);
        }
        var batch = new Batch(pending.toByteArray(), appended);
        pending = new ByteArrayOutputStream();
        notifyAll();
        return batch;
    }

    private void mark(long n, long offset) {
        if (n % LINES_PER_MARK == 1) {
            marks.add(offset);
        }
    }

    private synchronized long offsetOf(long n) {
        return marks.isEmpty() ? 0 : marks.get((int) Math.min(n / LINES_PER_MARK, marks.size() - 1));
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the journal was written", e);
        }
    }
}
