package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.MongoServerException;
import io.netty.channel.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out commands. In one database either several commands read or one writes, so a command is seen whole or not at all; its
 * changes go to the journal as one record.
 */
final class EmbeddedBackend extends AbstractMongoBackend {

    /** The answer to a command, and how far the journal must be on disk before it may be sent. */
    record Answer(Document document, long mustBeDurable) {}

    private static final Logger log = LoggerFactory.getLogger(EmbeddedBackend.class);

    private static final int ASKED_FOR_ALL = 0;
    private static final Lock ALWAYS_FREE = new ReentrantReadWriteLock().readLock();

    private final Storage storage;
    private final ReadWriteLock snapshots = new ReentrantReadWriteLock();
    private final Map<String, ReadWriteLock> databaseLocks = new ConcurrentHashMap<>();
    private final AtomicBoolean compacting = new AtomicBoolean();
    private final ExecutorService compactor = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "mongo-snapshot");
        thread.setDaemon(true);
        return thread;
    });

    private EmbeddedBackend(Storage storage) {
        this.storage = storage;
    }

    static EmbeddedBackend restore(Path folder, Storage.Compaction compaction) {
        var backend = new EmbeddedBackend(Storage.restore(folder, compaction));
        try {
            backend.openDatabases();
            backend.compactIfOvergrown();
            return backend;
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    private void openDatabases() {
        var unit = UnitOfWork.begin();
        try {
            storage.databases().forEach(this::resolveDatabase);
            unit.journal(storage.journal());
        } finally {
            UnitOfWork.end();
        }
    }

    Journal journal() {
        return storage.journal();
    }

    Answer execute(Channel channel, String databaseName, Document query) {
        var command = query.keySet().iterator().next();
        var name = command.toLowerCase(Locale.ROOT);
        if (name.equals("hello")) {
            return new Answer(hello(channel, databaseName), 0);
        }
        snapshots.readLock().lock();
        try {
            var lock = lock(databaseName, name, query);
            lock.lock();
            try {
                return inUnit(channel, databaseName, command, query);
            } finally {
                lock.unlock();
            }
        } finally {
            snapshots.readLock().unlock();
            compactIfOvergrown();
        }
    }

    private Answer inUnit(Channel channel, String databaseName, String command, Document query) {
        var name = command.toLowerCase(Locale.ROOT);
        var unit = UnitOfWork.begin();
        try {
            Document answer;
            try {
                CommandKind.refuseUnknown(command, name, query);
                refuseIfBroken(name);
                answer = handleCommand(channel, databaseName, command, query);
            } catch (MongoServerException e) {
                log.debug("{} is refused.", command, e);
                answer = refusal(e);
            } catch (RuntimeException e) {
                log.error("{} failed.", command, e);
                answer = refusal(new MongoServerException("The server failed: " + e, e));
            } finally {
                unit.journal(storage.journal()); // what has been changed is kept, whatever became of the command
            }
            return new Answer(answer, unit.mustBeDurable());
        } catch (IllegalStateException e) {
            return new Answer(refusal(new MongoServerException(e.getMessage())), 0);
        } finally {
            UnitOfWork.end();
        }
    }

    private void refuseIfBroken(String name) {
        if (journal().isBroken() && !CommandKind.isAboutTheServer(name)) {
            throw new MongoServerError(
                    91,
                    "ShutdownInProgress",
                    "The disk refused an earlier change. What is kept is shown again after a restart.");
        }
    }

    private Lock lock(String databaseName, String name, Document query) {
        if (CommandKind.isAboutTheServer(name)) {
            return ALWAYS_FREE;
        }
        var database =
                name.equals("renamecollection") ? CommandKind.databaseOf(query.get("renameCollection")) : databaseName;
        var lock = databaseLocks.computeIfAbsent(database, any -> new ReentrantReadWriteLock());
        return CommandKind.isWrite(name, query) ? lock.writeLock() : lock.readLock();
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        if (command.equalsIgnoreCase("listDatabases")) {
            var databases = listDatabaseNames().stream()
                    .sorted()
                    .map(name ->
                            new Document("name", name).append("sizeOnDisk", 0L).append("empty", false))
                    .toList();
            return new Document("databases", databases).append("totalSize", 0L).append("ok", 1.0);
        }
        if (command.equalsIgnoreCase("endSessions") || command.equalsIgnoreCase("getLastError")) {
            return new Document("ok", 1.0);
        }
        return super.handleCommand(channel, databaseName, command, query);
    }

    private Document hello(Channel channel, String databaseName) {
        var answer = super.handleCommand(channel, databaseName, "isMaster", new Document("isMaster", 1));
        answer.remove("ismaster");
        return answer.append("isWritablePrimary", true);
    }

    @Override
    protected Document handleGetMore(String databaseName, String command, Document query) {
        query.putIfAbsent("batchSize", ASKED_FOR_ALL);
        return super.handleGetMore(databaseName, command, query);
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new EmbeddedDatabase(name, getCursorRegistry(), storage);
    }

    private void compactIfOvergrown() {
        if (!storage.isOvergrown() || !compacting.compareAndSet(false, true)) {
            return;
        }
        compactor.execute(() -> {
            try {
                Runnable snapshot;
                snapshots.writeLock().lock();
                try {
                    snapshot = storage.beginSnapshot();
                } finally {
                    snapshots.writeLock().unlock();
                }
                snapshot.run();
            } catch (RuntimeException e) {
                log.error("The journal could not be compacted.", e);
            } finally {
                compacting.set(false);
            }
        });
    }

    static Document refusal(MongoServerException e) {
        var answer = new Document("ok", 0.0).append("errmsg", e.getMessageWithoutErrorCode());
        if (e instanceof MongoServerError error) {
            answer.append("code", error.getCode()).putIfNotNull("codeName", error.getCodeName());
        }
        return answer;
    }

    /** Lets a snapshot finish, then closes the journal. */
    @Override
    public void close() {
        compactor.shutdown();
        try {
            if (!compactor.awaitTermination(1, TimeUnit.MINUTES)) {
                log.warn("A snapshot was still being written; the journals before it are kept.");
            }
            storage.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        super.close();
    }
}
