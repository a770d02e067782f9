package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;

/** One database, whose catalogue of collections and indexes is kept like every other collection. */
final class EmbeddedDatabase extends AbstractMongoDatabase<Slot> {

    private final Storage storage;
    private Document newIndex;

    EmbeddedDatabase(String name, CursorRegistry cursors, Storage storage) {
        super(name, cursors);
        this.storage = storage;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        return new Commands(this, channel, databases, oplog).handle(command, query);
    }

    Document handlePlainly(Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        return super.handleCommand(channel, command, query, databases, oplog);
    }

    EmbeddedCollection collection(String name) {
        return (EmbeddedCollection) resolveCollection(name, false);
    }

    List<Document> indexesOf(String collection) {
        var catalogue = collection("system.indexes");
        return catalogue == null
                ? List.of()
                : catalogue
                        .handleQueryAsStream(new Document("ns", getFullCollectionNamespace(collection)))
                        .toList();
    }

    @Override
    protected EmbeddedCollection openOrCreateCollection(String name, CollectionOptions options) {
        return new EmbeddedCollection(this, name, options, cursorRegistry, storage);
    }

    @Override
    protected void addIndex(Document description) {
        var outer = newIndex; // the first index of a new collection is made on the way to another one
        newIndex = description;
        try {
            super.addIndex(description);
        } finally {
            newIndex = outer;
        }
    }

    @Override
    protected Index<Slot> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return index(collectionName, indexName, keys);
    }

    @Override
    protected Index<Slot> openOrCreateSecondaryIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        return index(collectionName, indexName, keys);
    }

    private Index<Slot> index(String collectionName, String indexName, List<IndexKey> keys) {
        var description = newIndex != null
                ? newIndex
                : indexesOf(collectionName).stream()
                        .filter(index -> indexName.equals(index.get("name")))
                        .findFirst()
                        .orElseThrow();
        var filter = (Document) description.get("partialFilterExpression");
        return new OrderedIndex(
                description, keys, document -> collection(collectionName).matches(document, filter));
    }

    @Override
    protected long getStorageSize() {
        return storage.journal().bytes();
    }

    @Override
    protected long getFileSize() {
        return storage.journal().bytes();
    }
}
