package io.autocharge.stack.mongo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** A file of records, each with its length and checksum, growing by zeroed chunks so that a sync need not touch the file's length. */
final class JournalFile implements Closeable {

    private static final byte[] TITLE = "ACJRNL01".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 8;
    private static final int CHUNK = 8 << 20;

    private final FileChannel channel;
    private long end;
    private long allocated;

    private JournalFile(FileChannel channel, long end, long allocated) {
        this.channel = channel;
        this.end = end;
        this.allocated = allocated;
    }

    static JournalFile create(Path path) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var file = new JournalFile(channel, 0, 0);
        file.write(new ByteBuffer[] {ByteBuffer.wrap(TITLE)}, TITLE.length);
        file.sync();
        return file;
    }

    static JournalFile reopen(Path path, long end) throws IOException {
        var channel = FileChannel.open(path, StandardOpenOption.WRITE);
        channel.truncate(end);
        channel.force(true);
        return new JournalFile(channel, end, end);
    }

    /** A record ready for the file; the checksum is taken here, on the caller's time. */
    static ByteBuf record(ByteBuf payload) {
        var checksum = new CRC32C();
        checksum.update(payload.nioBuffer());
        var head = Unpooled.buffer(HEAD, HEAD);
        head.writeInt(payload.readableBytes());
        head.writeInt((int) checksum.getValue());
        return Unpooled.wrappedBuffer(head, payload);
    }

    void append(List<ByteBuf> records) throws IOException {
        var bytes = records.stream().mapToLong(ByteBuf::readableBytes).sum();
        write(Unpooled.wrappedBuffer(records.toArray(ByteBuf[]::new)).nioBuffers(), bytes);
    }

    void sync() throws IOException {
        channel.force(false);
    }

    long length() {
        return end;
    }

    private void write(ByteBuffer[] buffers, long bytes) throws IOException {
        if (end + bytes > allocated) {
            allocate(end + bytes + CHUNK);
        }
        channel.position(end);
        var left = bytes;
        while (left > 0) {
            left -= channel.write(buffers);
        }
        end += bytes;
    }

    private void allocate(long until) throws IOException {
        var zeros = ByteBuffer.allocateDirect(1 << 20);
        for (var at = allocated; at < until; at += zeros.capacity()) {
            zeros.clear();
            while (zeros.hasRemaining()) {
                channel.write(zeros, at + zeros.position());
            }
            allocated = at + zeros.capacity();
        }
    }

    @Override
    public void close() throws IOException {
        channel.truncate(end);
        channel.force(true);
        channel.close();
    }

    /** Reads record after record and answers where the last whole one ends. */
    static long read(Path path, Consumer<ByteBuf> records) throws IOException {
        var size = Files.size(path);
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 20))) {
            var title = in.readNBytes(TITLE.length);
            if (!Arrays.equals(title, TITLE)) {
                if (title.length < TITLE.length || isZero(title)) {
                    return 0; // killed while the file was made
                }
                throw new IOException(path + " is not a journal of this server.");
            }
            long end = TITLE.length;
            while (end + HEAD <= size) {
                var length = in.readInt();
                var checksum = in.readInt();
                if (length <= 0 || length > size - end - HEAD) {
                    break;
                }
                var payload = in.readNBytes(length);
                var actual = new CRC32C();
                actual.update(payload);
                if ((int) actual.getValue() != checksum) {
                    break;
                }
                records.accept(Unpooled.wrappedBuffer(payload));
                end += HEAD + length;
            }
            return end;
        } catch (EOFException e) {
            throw new IOException(path + " became shorter while it was read.", e);
        }
    }

    /** Whether nothing but the zeros of an unused chunk follows. */
    static boolean onlyZerosAfter(Path path, long end) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(path), 1 << 20)) {
            in.skipNBytes(Math.min(end, Files.size(path)));
            for (var next = in.read(); next >= 0; next = in.read()) {
                if (next != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static boolean isZero(byte[] bytes) {
        for (var b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
