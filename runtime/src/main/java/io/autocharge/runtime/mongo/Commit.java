package io.autocharge.runtime.mongo;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.bson.Document;

/** How a commit lies in the database: one document, so that it is there whole or not at all. */
record Commit(String id, long first, List<EventRecord> events) {

    /** The position that follows its last one. */
    long next() {
        return first + events.size();
    }

    Document document() {
        return new Document("_id", first)
                .append("count", events.size())
                .append("commit", id)
                .append("keys", events.stream().map(EventRecord::key).toList())
                .append(
                        "aggregates",
                        events.stream().map(EventRecord::aggregate).distinct().toList())
                .append("events", events.stream().map(Commit::document).toList());
    }

    List<StoredEvent> stored() {
        var stored = new ArrayList<StoredEvent>(events.size());
        for (int i = 0; i < events.size(); i++) {
            stored.add(new StoredEvent(first + i, events.get(i)));
        }
        return stored;
    }

    static Commit of(Document document) {
        return new Commit(
                document.getString("commit"),
                document.getLong("_id"),
                document.getList("events", Document.class).stream()
                        .map(Commit::event)
                        .toList());
    }

    private static Document document(EventRecord event) {
        return new Document("id", event.id())
                .append("type", event.type())
                .append("revision", event.revision())
                .append("aggregate", event.aggregate())
                .append("sequence", event.sequence())
                .append("partner", event.partner())
                .append("at", Date.from(event.at()))
                .append("metadata", new Document(new TreeMap<>(event.metadata())))
                .append("body", event.body());
    }

    private static EventRecord event(Document document) {
        return new EventRecord(
                document.getString("id"),
                document.getString("type"),
                document.getInteger("revision"),
                document.getString("aggregate"),
                document.getLong("sequence"),
                document.getString("partner"),
                document.getDate("at").toInstant(),
                metadata(document.get("metadata", Document.class)),
                document.getString("body"));
    }

    private static Map<String, String> metadata(Document document) {
        return document.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> String.valueOf(e.getValue())));
    }
}
