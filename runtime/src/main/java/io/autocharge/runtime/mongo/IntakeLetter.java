package io.autocharge.runtime.mongo;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * A record from Kafka that could not be taken.
 *
 * @param id where it stood: topic, partition and offset
 * @param key the aggregate, if the record had a key
 * @param headers as they were, unless they hold what must not be kept
 * @param body as it was, unless it holds what must not be kept
 * @param reason the code of why it was not taken
 * @param detail what exactly was wrong, in a sentence
 */
public record IntakeLetter(
        String id,
        String topic,
        int partition,
        long offset,
        String key,
        List<Header> headers,
        byte[] body,
        String reason,
        String detail,
        State state,
        Instant receivedAt) {

    /** What becomes of a letter. */
    public enum State {
        /** It holds up the later records of its key until it is retried or discarded. */
        WAITING,
        /** It was refused for good and holds up nobody. */
        REJECTED,
        /** It was taken in the end. */
        TAKEN,
        /** An operator gave it up. */
        DISCARDED
    }

    /** A header of the record. */
    public record Header(String name, byte[] value) {}

    Document document() {
        return new Document("_id", id)
                .append("topic", topic)
                .append("partition", partition)
                .append("offset", offset)
                .append("key", key)
                .append("headers", headers.stream().map(IntakeLetter::document).toList())
                .append("body", body == null ? null : new Binary(body))
                .append("reason", reason)
                .append("detail", detail)
                .append("state", state.name())
                .append("received_at", Date.from(receivedAt));
    }

    static IntakeLetter of(Document document) {
        var body = document.get("body", Binary.class);
        return new IntakeLetter(
                document.getString("_id"),
                document.getString("topic"),
                document.getInteger("partition"),
                document.getLong("offset"),
                document.getString("key"),
                document.getList("headers", Document.class).stream()
                        .map(IntakeLetter::header)
                        .toList(),
                body == null ? null : body.getData(),
                document.getString("reason"),
                document.getString("detail"),
                State.valueOf(document.getString("state")),
                document.getDate("received_at").toInstant());
    }

    private static Document document(Header header) {
        return new Document("name", header.name())
                .append("value", header.value() == null ? null : new Binary(header.value()));
    }

    private static Header header(Document document) {
        var value = document.get("value", Binary.class);
        return new Header(document.getString("name"), value == null ? null : value.getData());
    }
}
