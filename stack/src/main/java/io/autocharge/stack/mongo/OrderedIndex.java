package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Entries in order, as a B-tree would hold them: for one field or several, unique or not, with an entry for each element of an array. */
final class OrderedIndex extends Index<Slot> {

    private final boolean unique;
    private final boolean sparse;
    private final Document partialFilter;
    private final Predicate<Document> covers;
    private final boolean[] descending;
    private final KeyReader reader;
    private final TreeMap<Key, Slot> entries;

    OrderedIndex(Document description, List<IndexKey> keys, Predicate<Document> covers) {
        super((String) description.get("name"), keys, isTrue(description.get("sparse")));
        this.unique = isTrue(description.get("unique")) || keys().equals(List.of("_id"));
        this.sparse = isTrue(description.get("sparse"));
        this.partialFilter = (Document) description.get("partialFilterExpression");
        this.covers = partialFilter == null ? any -> true : covers;
        this.reader = new KeyReader(keys());
        this.descending = new boolean[keys.size()];
        for (var i = 0; i < descending.length; i++) {
            descending[i] = !keys.get(i).isAscending();
        }
        this.entries = new TreeMap<>((a, b) -> a.compareTo(b, descending));
    }

    private static boolean isTrue(Object value) {
        return value instanceof Boolean yes ? yes : value instanceof Number number && number.doubleValue() != 0;
    }

    List<String> fields() {
        return keys();
    }

    boolean isDescending(int field) {
        return descending[field];
    }

    boolean isMultikey(int field) {
        return reader.isMultikey(field);
    }

    boolean leavesOutWithoutFields() {
        return sparse;
    }

    /** The condition that a document fulfils to be in here, or null if all are. */
    Document partialFilter() {
        return partialFilter;
    }

    /** What lies between two edges, in the index's order or against it. */
    Stream<Slot> between(Key from, Key to, boolean backwards) {
        if (from.compareTo(to, descending) > 0) {
            return Stream.of();
        }
        var range = entries.subMap(from, true, to, true);
        var found = (backwards ? range.descendingMap() : range).values().iterator();
        // never by the size of the range: it would be counted entry by entry
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(found, Spliterator.ORDERED), false);
    }

    private List<Object[]> entriesOf(Document document) {
        return covers.test(document) ? reader.read(document, sparse) : List.of();
    }

    private Key keyOf(Object[] values, Slot slot) {
        return Key.entry(values, unique ? 0 : slot.number);
    }

    void add(Slot slot, Document document) {
        for (var values : entriesOf(document)) {
            entries.put(keyOf(values, slot), slot);
        }
    }

    void remove(Slot slot, Document document) {
        for (var values : entriesOf(document)) {
            entries.remove(keyOf(values, slot), slot);
        }
    }

    private void refuseDuplicates(Document document, Slot own, MongoCollection<Slot> collection) {
        for (var values : entriesOf(
                document)) { // also where nothing is unique: parallel arrays are refused before anything changes
            var other = unique ? entries.get(Key.entry(values, 0)) : null;
            if (other != null && other != own) {
                UnitOfWork.current().saw(other);
                throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(Arrays.asList(values)));
            }
        }
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Slot> collection) {
        refuseDuplicates(document, null, collection);
    }

    @Override
    public void add(Document document, Slot slot, MongoCollection<Slot> collection) {
        refuseDuplicates(document, slot, collection);
        add(slot, document);
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Slot> collection) {
        refuseDuplicates(newDocument, getSlot(oldDocument, collection), collection);
    }

    private static Slot getSlot(Document document, MongoCollection<Slot> collection) {
        return ((EmbeddedCollection) collection).slotOf(document);
    }

    @Override
    public void updateInPlace(Document oldDocument, Document newDocument, Slot slot, MongoCollection<Slot> collection) {
        remove(slot, oldDocument);
        add(slot, newDocument);
    }

    /** Only the index on _id knows a document's place; the others are asked by range. */
    @Override
    public Slot getPosition(Document document) {
        return keys().equals(List.of("_id")) ? entries.get(Key.entry(new Object[] {document.get("_id")}, 0)) : null;
    }

    @Override
    public Slot remove(Document document) {
        throw new UnsupportedOperationException("Entries are removed by place.");
    }

    @Override
    public boolean canHandle(Document query) {
        return false; // the planner decides
    }

    @Override
    public Iterable<Slot> getPositions(Document query) {
        throw new UnsupportedOperationException("The planner reads ranges.");
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void drop() {
        entries.clear();
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return other instanceof OrderedIndex index
                && unique == index.unique
                && sparse == index.sparse
                && keys().equals(index.keys())
                && Arrays.equals(descending, index.descending)
                && Objects.equals(partialFilter, index.partialFilter);
    }

    @Override
    public Document toIndexDescription() {
        var description = super.toIndexDescription();
        description.putIfNotNull("partialFilterExpression", partialFilter);
        return description;
    }
}
