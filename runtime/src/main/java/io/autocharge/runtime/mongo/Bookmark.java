package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** How far a reader of the store has come, held by one process at a time: by the server's clock and a fence number. */
public class Bookmark {

    private final MongoCollection<Document> bookmarks;
    private final ServerTime serverTime;
    private final String name;

    public Bookmark(MongoDatabase database, String name) {
        this.bookmarks = database.getCollection("bookmarks");
        this.serverTime = new ServerTime(database);
        this.name = name;
    }

    /** The bookmark in the hands of one process; positions up to {@code position} are dealt with. */
    public record Hold(long fence, long position, Duration lease) {}

    /** Takes the bookmark for this process, unless another one holds it that is not known to be dead. */
    public Optional<Hold> take(Duration lease) {
        begin();
        var now = serverTime.now();
        var found = bookmarks.find(eq("_id", name)).first();
        var free = found.getString("owner") == null
                || found.getDate("until").toInstant().isBefore(now)
                || Node.isSurelyDead(found.getString("owner"));
        if (!free) {
            return Optional.empty();
        }
        var taken = bookmarks.findOneAndUpdate(
                and(eq("_id", name), eq("fence", found.getLong("fence"))),
                combine(inc("fence", 1L), set("owner", Node.ID), set("until", Date.from(now.plus(lease)))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return Optional.ofNullable(taken).map(mark -> new Hold(mark.getLong("fence"), mark.getLong("position"), lease));
    }

    /** Moves the bookmark on and keeps it for another lease; empty if another process has taken it meanwhile. */
    public Optional<Hold> move(Hold hold, long position) {
        var until = Date.from(serverTime.now().plus(hold.lease()));
        var moved = bookmarks.updateOne(
                and(eq("_id", name), eq("fence", hold.fence())),
                combine(set("position", position), set("until", until)));
        return moved.getMatchedCount() == 1
                ? Optional.of(new Hold(hold.fence(), position, hold.lease()))
                : Optional.empty();
    }

    /** Gives the bookmark back at once. */
    public void release(Hold hold) {
        bookmarks.updateOne(and(eq("_id", name), eq("fence", hold.fence())), set("owner", null));
    }

    /** The position that was stored last; 0 if there is none. */
    public long position() {
        var found = bookmarks.find(eq("_id", name)).first();
        return found == null ? 0 : found.getLong("position");
    }

    private void begin() {
        if (bookmarks.find(eq("_id", name)).first() != null) {
            return;
        }
        try {
            bookmarks.insertOne(new Document("_id", name)
                    .append("position", 0L)
                    .append("fence", 0L)
                    .append("owner", null)
                    .append("until", Date.from(Instant.EPOCH)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }
}
