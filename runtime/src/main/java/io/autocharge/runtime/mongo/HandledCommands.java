package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.in;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;

/**
 * What became of every command that came over Kafka, for ever: a command id is handled once, however often and however
 * late its record comes again.
 */
@Singleton
public class HandledCommands {

    private final MongoCollection<Document> handled;

    public HandledCommands(MongoDatabase database) {
        this.handled = database.getCollection("handled_commands");
    }

    /**
     * A command and its outcome.
     *
     * @param name issuer and command id
     * @param payloadSha256 tells whether a record that comes again is the same
     * @param code why it was refused; absent if it was accepted
     */
    public record Handled(
            String name,
            String type,
            String subject,
            String payloadSha256,
            String code,
            String sentence,
            Instant handledAt) {}

    /** Those of {@code names} that were handled before. */
    public Map<String, Handled> find(Collection<String> names) {
        var found = new HashMap<String, Handled>();
        handled.find(in("_id", names)).map(HandledCommands::handled).forEach(one -> found.put(one.name(), one));
        return found;
    }

    /** Notes an outcome; the first one noted stays. */
    public void note(Handled one) {
        try {
            handled.insertOne(new Document("_id", one.name())
                    .append("type", one.type())
                    .append("subject", one.subject())
                    .append("payload_sha256", one.payloadSha256())
                    .append("code", one.code())
                    .append("sentence", one.sentence())
                    .append("handled_at", Date.from(one.handledAt())));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    private static Handled handled(Document document) {
        return new Handled(
                document.getString("_id"),
                document.getString("type"),
                document.getString("subject"),
                document.getString("payload_sha256"),
                document.getString("code"),
                document.getString("sentence"),
                document.getDate("handled_at").toInstant());
    }
}
