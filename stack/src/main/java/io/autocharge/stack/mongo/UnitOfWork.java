package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** One command on its way through the server: what it wrote, what it saw, and the one instant that it takes for now. */
final class UnitOfWork {

    private static final ThreadLocal<UnitOfWork> CURRENT = new ThreadLocal<>();

    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final List<Slot> written = new ArrayList<>();
    private ByteBuf changes;
    private long mustBeDurable;
    private int atMost;
    private String narrowedCollection;
    private Document narrowedTo;
    private Plan lastPlan;
    private long examined;

    private UnitOfWork() {}

    static UnitOfWork begin() {
        var unit = new UnitOfWork();
        CURRENT.set(unit);
        return unit;
    }

    static UnitOfWork current() {
        var unit = CURRENT.get();
        if (unit == null) {
            throw new IllegalStateException("The collections are only touched by a command.");
        }
        return unit;
    }

    static void end() {
        CURRENT.remove();
    }

    /** Writes a new version of a document and answers its bytes. */
    byte[] put(String namespace, Slot slot, Document document) {
        var bson = Change.put(changes(), namespace, slot.number, document);
        written.add(slot);
        return bson;
    }

    void put(String namespace, Slot slot) {
        Change.put(changes(), namespace, slot);
        written.add(slot);
    }

    void remove(String namespace, Slot slot) {
        Change.remove(changes(), namespace, slot.number);
    }

    void drop(String namespace) {
        Change.drop(changes(), namespace);
    }

    void saw(Slot slot) {
        mustBeDurable = Math.max(mustBeDurable, slot.journalledAt);
    }

    void examined(Plan plan) {
        lastPlan = plan;
        examined++;
    }

    void planned(Plan plan) {
        lastPlan = plan;
    }

    /** Everything that the command changed becomes one record of the journal, so it is kept whole or not at all. */
    void journal(Journal journal) {
        if (changes == null || !changes.isReadable()) {
            return;
        }
        mustBeDurable = journal.append(changes);
        written.forEach(slot -> slot.journalledAt = mustBeDurable);
    }

    long mustBeDurable() {
        return mustBeDurable;
    }

    long examined() {
        return examined;
    }

    Plan lastPlan() {
        return lastPlan;
    }

    /** The next query needs only so many documents, though the server's core does not say so. */
    void atMost(int documents) {
        atMost = documents;
    }

    int takeAtMost() {
        var taken = atMost;
        atMost = 0;
        return taken;
    }

    /** An aggregation that begins by matching need not look at every document of its collection. */
    void narrow(String collection, Document match) {
        narrowedCollection = collection;
        narrowedTo = match;
    }

    Document takeNarrowing(String collection) {
        if (!collection.equals(narrowedCollection)) {
            return new Document();
        }
        narrowedCollection = null;
        return narrowedTo;
    }

    private ByteBuf changes() {
        if (changes == null) {
            changes = Unpooled.buffer(2048);
        }
        return changes;
    }
}
