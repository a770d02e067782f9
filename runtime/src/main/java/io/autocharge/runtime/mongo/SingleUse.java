package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/** What may be used once: whoever comes first has it, in whatever process, and also after a restart. */
@Singleton
public class SingleUse {

    private static final long SWEEP = Duration.ofMinutes(1).toNanos();

    private final MongoCollection<Document> used;
    private final ServerTime serverTime;
    private final AtomicLong swept = new AtomicLong(System.nanoTime());

    public SingleUse(MongoDatabase database) {
        this.used = database.getCollection("used_once");
        this.serverTime = new ServerTime(database);
        used.createIndex(Indexes.ascending("forget_after"));
    }

    /**
     * Whether this is the first time that {@code name} is used for {@code purpose}. It is remembered until {@code until},
     * when it must have become worthless by itself.
     */
    public boolean first(String purpose, String name, Instant until) {
        sweep();
        try {
            used.insertOne(new Document("_id", purpose + ":" + hash(name)).append("forget_after", Date.from(until)));
            return true;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return false;
        }
    }

    /** Whether it was used before. */
    public boolean used(String purpose, String name) {
        return used.find(eq("_id", purpose + ":" + hash(name))).first() != null;
    }

    private void sweep() {
        var last = swept.get();
        var now = System.nanoTime();
        if (now - last > SWEEP && swept.compareAndSet(last, now)) {
            used.deleteMany(lt("forget_after", Date.from(serverTime.now())));
        }
    }

    /** A name is as long as a stranger makes it. */
    private static String hash(String name) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
