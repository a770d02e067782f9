package io.autocharge.stack.processor;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;

/** Reads whole lines and knows where they end; a last line without its end is not a line. */
final class LineReader implements AutoCloseable {

    private final InputStream in;
    private long offset;

    LineReader(RandomAccessFile file, long offset) throws IOException {
        file.seek(offset);
        this.offset = offset;
        in = new BufferedInputStream(Channels.newInputStream(file.getChannel()), 64 * 1024);
    }

    /** The next line, or null at the end. */
    byte[] next() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                offset += line.size() + 1;
                return line.toByteArray();
            }
            line.write(b);
        }
        return null;
    }

    /** Where the last whole line ended. */
    long offset() {
        return offset;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
