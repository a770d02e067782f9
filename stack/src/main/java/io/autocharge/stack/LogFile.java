package io.autocharge.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What a part says, kept within bounds: the file of today and the one before it. */
record LogFile(Path path) {

    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final int TAIL_BYTES = 64 * 1024;

    /** Starts a new file when this one is full. The part writes on: it appends, and so at the new end. */
    void rotate() {
        try {
            if (Files.exists(path) && Files.size(path) > MOST_BYTES) {
                Files.copy(path, path.resolveSibling(path.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                FileChannel.open(path, StandardOpenOption.WRITE).truncate(0).close();
            }
        } catch (IOException e) {
            System.err.println("The log " + path + " cannot be rotated: " + e.getMessage());
        }
    }

    /** The last lines. */
    List<String> tail(int lines) {
        try (var channel = FileChannel.open(path)) {
            var from = Math.max(0, channel.size() - TAIL_BYTES);
            var bytes = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(bytes, from);
            var all = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
