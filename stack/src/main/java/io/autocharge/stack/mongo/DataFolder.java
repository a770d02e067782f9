package io.autocharge.stack.mongo;

import io.netty.buffer.ByteBuf;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that holds the database: at most one snapshot {@code N.snapshot}, and the journals {@code N.journal} and later, which
 * hold every change since. It belongs to one process at a time.
 */
final class DataFolder implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;
    private long generation;

    private DataFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Takes the folder for this process, or says why it cannot. */
    static DataFolder take(Path folder) {
        FileChannel lockFile = null;
        try {
            Files.createDirectories(folder);
            lockFile = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = lockFile.tryLock();
            if (lock != null) {
                return new DataFolder(folder, lockFile, lock);
            }
        } catch (OverlappingFileLockException e) {
            log.debug("The folder is taken by this very process.", e);
        } catch (IOException e) {
            throw new IllegalStateException("The data folder " + folder + " cannot be written: " + e, e);
        }
        closeQuietly(lockFile);
        throw new IllegalStateException("The data folder " + folder + " is in use by another server.");
    }

    /** Reads everything back and opens the journal for what comes next. A torn end, never acknowledged, is cut off and kept aside. */
    Journal restore(Contents contents) throws IOException {
        clearTemporaryFiles();
        var snapshots = generations(".snapshot");
        generation = snapshots.isEmpty() ? 1 : snapshots.last();
        if (!snapshots.isEmpty()) {
            readSnapshot(contents);
        }
        var journals = generations(".journal").tailSet(generation);
        if (journals.isEmpty()) {
            var journal = JournalFile.create(path(generation, ".journal"));
            syncFolder(folder);
            return new Journal(journal);
        }
        for (var each : journals.headSet(journals.last())) {
            var path = path(each, ".journal");
            var end = JournalFile.read(path, record -> Change.replay(record, contents));
            if (end != Files.size(path) && !JournalFile.onlyZerosAfter(path, end)) {
                throw new IOException(path + " is damaged after byte " + end + ", and it is not the last journal.");
            }
        }
        generation = journals.last();
        return reopen(path(generation, ".journal"), contents);
    }

    private Journal reopen(Path path, Contents contents) throws IOException {
        var end = JournalFile.read(path, record -> Change.replay(record, contents));
        if (end == 0) {
            Files.delete(path);
            var journal = JournalFile.create(path);
            syncFolder(folder);
            return new Journal(journal);
        }
        if (!JournalFile.onlyZerosAfter(path, end)) {
            var aside = path.resolveSibling(path.getFileName() + ".torn");
            log.warn("{} ends in a torn record at byte {}; the end is cut off and kept in {}.", path, end, aside);
            keepAside(path, end, aside);
        }
        return new Journal(JournalFile.reopen(path, end));
    }

    private void readSnapshot(Contents contents) throws IOException {
        var path = path(generation, ".snapshot");
        var end = JournalFile.read(path, record -> Change.replay(record, contents));
        if (end != Files.size(path)) {
            throw new IOException(path + " is damaged after byte " + end + ".");
        }
    }

    /** The journal to continue in, so that a snapshot can take the place of the ones before it. */
    Path nextJournal() {
        generation++;
        return path(generation, ".journal");
    }

    /** Puts a snapshot in the place of everything before the current journal. A kill at any moment leaves the old state or the new. */
    void replaceBySnapshot(Iterable<ByteBuf> records) throws IOException {
        var temporary = path(generation, ".snapshot.tmp");
        Files.deleteIfExists(temporary);
        try (var file = JournalFile.create(temporary)) {
            for (var record : records) {
                file.append(List.of(JournalFile.record(record)));
            }
        }
        Files.move(temporary, path(generation, ".snapshot"), StandardCopyOption.ATOMIC_MOVE);
        syncFolder(folder);
        for (var ending : List.of(".snapshot", ".journal")) {
            for (var old : generations(ending).headSet(generation)) {
                Files.delete(path(old, ending));
            }
        }
    }

    static void syncFolder(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void clearTemporaryFiles() throws IOException {
        for (var path : list()) {
            if (path.toString().endsWith(".tmp")) {
                Files.delete(path);
            }
        }
    }

    private TreeSet<Long> generations(String ending) throws IOException {
        var found = new TreeSet<Long>();
        for (var path : list()) {
            var name = path.getFileName().toString();
            if (name.matches("\\d{8}" + ending.replace(".", "\\."))) {
                found.add(Long.parseLong(name.substring(0, 8)));
            }
        }
        return found;
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Path path(long number, String ending) {
        return folder.resolve("%08d%s".formatted(number, ending));
    }

    private static void keepAside(Path path, long from, Path aside) throws IOException {
        try (var in = FileChannel.open(path, StandardOpenOption.READ);
                var out = FileChannel.open(
                        aside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            in.position(from);
            out.transferFrom(in, 0, in.size() - from);
            out.force(true);
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            log.debug("The lock file could not be closed.", e);
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockFile.close();
    }
}
