package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is left of a query's answer. It is the answer as of the query's time, handed out in batches that fit a message. */
final class OpenCursor extends AbstractCursor {

    private static final int MOST_DOCUMENTS = 10_000;
    private static final long MOST_BYTES = 12L << 20;

    private final List<Document> documents;
    private int next;
    private volatile long lastUsed = System.nanoTime();

    OpenCursor(long id, List<Document> documents) {
        super(id);
        this.documents = documents;
    }

    long idleNanos() {
        return System.nanoTime() - lastUsed;
    }

    @Override
    public synchronized boolean isEmpty() {
        return next >= documents.size();
    }

    @Override
    public synchronized List<Document> takeDocuments(int number) {
        lastUsed = System.nanoTime();
        var most = number <= 0 ? MOST_DOCUMENTS : Math.min(number, MOST_DOCUMENTS);
        var batch = new ArrayList<Document>();
        var bytes = 0L;
        while (!isEmpty() && batch.size() < most && bytes < MOST_BYTES) {
            var document = documents.get(next++);
            bytes += roughSize(document);
            batch.add(document);
        }
        return batch;
    }

    private static long roughSize(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> 8 + entry.getKey().toString().length() + roughSize(entry.getValue()))
                    .sum();
        } else if (value instanceof Collection<?> values) {
            return values.stream().mapToLong(each -> 8 + roughSize(each)).sum();
        } else if (value instanceof String text) {
            return text.length();
        } else if (value instanceof BinData data) {
            return data.getData().length;
        }
        return 16;
    }
}
