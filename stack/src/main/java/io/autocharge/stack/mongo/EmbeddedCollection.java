package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A collection in memory, in the order in which its documents came; each change goes into the command's unit of work. */
final class EmbeddedCollection extends AbstractMongoCollection<Slot> {

    private record Read(Slot slot, Document document) {}

    private final TreeMap<Long, Slot> slots;
    private final Storage storage;
    private String namespace;
    private long nextNumber;

    EmbeddedCollection(
            MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors, Storage storage) {
        super(database, name, options, cursors);
        this.storage = storage;
        this.namespace = getFullName();
        this.slots = storage.open(this);
        this.nextNumber = slots.isEmpty() ? 0 : slots.lastKey() + 1;
    }

    String namespace() {
        return namespace;
    }

    Stream<Slot> slots() {
        return slots.values().stream();
    }

    boolean matches(Document document, Document query) {
        return documentMatchesQuery(document, query);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        var unit = UnitOfWork.current();
        var most = unit.takeAtMost();
        var natural = orderBy != null && orderBy.containsKey("$natural");
        var plan = natural ? Plan.SCAN : Planner.choose(getIndexes(), query, orderBy);
        unit.planned(plan);
        var candidates = plan.isScan()
                ? (isNaturalDescending(orderBy) ? slots.descendingMap() : slots).values().stream()
                : plan.slots();
        var found = candidates
                .peek(slot -> unit.examined(plan))
                .map(slot -> new Read(slot, slot.document()))
                .filter(read -> documentMatchesQuery(read.document(), query))
                .peek(read -> unit.saw(read.slot()))
                .map(Read::document);
        return matchDocumentsFromStream(
                new Document(),
                found,
                skip,
                limit > 0 ? limit : most,
                batchSize,
                plan.sorted() ? null : deriveComparator(orderBy),
                fields);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        return handleQueryAsStream(UnitOfWork.current().takeNarrowing(getCollectionName()));
    }

    @Override
    public Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean multi, boolean upsert, Oplog oplog) {
        if (!multi) {
            UnitOfWork.current().atMost(1);
        }
        return super.updateDocuments(selector, update, filters, multi, upsert, oplog);
    }

    @Override
    protected Slot addDocumentInternal(Document document) {
        var slot = new Slot(nextNumber, null);
        slot.bson = UnitOfWork.current().put(namespace, slot, document);
        nextNumber++;
        slots.put(slot.number, slot);
        storage.grew(slot.size());
        return slot;
    }

    @Override
    protected void handleUpdate(Slot slot, Document oldDocument, Document newDocument) {
        byte[] bson;
        try {
            bson = UnitOfWork.current().put(namespace, slot, newDocument);
        } catch (RuntimeException e) { // too large: the indexes go back to what is stored
            getIndexes().forEach(index -> index.updateInPlace(newDocument, oldDocument, slot, this));
            throw e;
        }
        storage.grew(bson.length - slot.size());
        slot.bson = bson;
    }

    @Override
    public void removeDocument(Document document) {
        var slot = slotOf(document);
        if (slot != null) {
            var stored = slot.document();
            getIndexes().forEach(index -> ((OrderedIndex) index).remove(slot, stored));
            removeDocument(slot);
        }
    }

    @Override
    protected void removeDocument(Slot slot) {
        UnitOfWork.current().remove(namespace, slot);
        slots.remove(slot.number);
        storage.grew(-slot.size());
    }

    Slot slotOf(Document document) {
        return getIndexes().stream()
                .filter(index -> index.getKeys().size() == 1
                        && index.getKeys().get(0).getKey().equals("_id"))
                .map(index -> index.getPosition(document))
                .findFirst()
                .orElseGet(() -> findDocumentPosition(document));
    }

    @Override
    protected Slot findDocumentPosition(Document document) {
        return slots.values().stream()
                .filter(slot -> slot.document().equals(document))
                .findFirst()
                .orElse(null);
    }

    @Override
    protected Stream<DocumentWithPosition<Slot>> streamAllDocumentsWithPosition() {
        return slots.values().stream().map(slot -> new DocumentWithPosition<>(slot.document(), slot));
    }

    @Override
    public void renameTo(MongoDatabase newDatabase, String newName) {
        UnitOfWork.current().drop(namespace);
        storage.forget(this);
        super.renameTo(newDatabase, newName);
        namespace = getFullName();
        storage.remember(this);
        slots.values().forEach(slot -> UnitOfWork.current().put(namespace, slot));
    }

    @Override
    public void drop() {
        super.drop();
        UnitOfWork.current().drop(namespace);
        storage.forget(this);
        slots.values().forEach(slot -> storage.grew(-slot.size()));
        slots.clear();
    }

    @Override
    protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
        if (batchSize <= 0) {
            return new QueryResult(matched);
        }
        var cursor = new OpenCursor(cursorRegistry.generateCursorId(), matched);
        var first = new ArrayList<>(cursor.takeDocuments(batchSize));
        if (cursor.isEmpty()) {
            return new QueryResult(first);
        }
        storage.opened(cursor, cursorRegistry);
        return new QueryResult(first, cursor);
    }

    @Override
    protected Cursor createCursor(List<Document> remaining) {
        throw new UnsupportedOperationException("Cursors are opened with the first batch.");
    }

    @Override
    protected Document getDocument(Slot slot) {
        return slot.document();
    }

    @Override
    public int count() {
        return slots.size();
    }

    @Override
    protected boolean tracksDataSize() {
        return false; // the storage does
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        throw new UnsupportedOperationException("The storage keeps the size.");
    }

    @Override
    protected int getDataSize() {
        return (int) Math.min(
                Integer.MAX_VALUE, slots.values().stream().mapToLong(Slot::size).sum());
    }
}
