package io.autocharge.customer.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.customer.domain.Secret;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.bson.conversions.Bson;

/**
 * The links by which persons may sign in at the moment: one for each person, so that a newer one takes the place of an
 * older one. A link is used up by one atomic change. No picture of events: what is lost is asked for again.
 */
@Singleton
public class OpenLinks {

    /** How long a link is good. */
    public static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private static final int MOST_TRIES = 5;

    /** What a link asks of the browser that opens it. */
    public enum Look {
        /** Nothing: it is the one that asked for the link. */
        READY,
        /** The code that the browser shows that asked for the link. */
        CODE,
        /** The link is used, replaced, locked or too old. */
        GONE
    }

    /** What became of an attempt to use a link; without a person it failed, and the link may be tried again or not. */
    public record Use(Optional<SignedIn> who, Look link) {}

    private record Row(
            String id, String token, String nonce, String code, SignedIn who, boolean open, int tries, long endsAtMs) {}

    private final MongoCollection<Row> links;
    private final Clock clock;

    public OpenLinks(Collections collections, Clock clock) {
        this.links = collections.of(Row.class, "sign_in_links");
        this.clock = clock;
        links.createIndex(Indexes.ascending("token"));
        links.createIndex(Indexes.ascending("ends_at_ms"));
    }

    /**
     * Opens a link for a person; whatever link it had before is good for nothing from now on.
     *
     * @param nonce what the asking browser keeps
     * @param code what the asking browser shows, hashed with a key: six digits are soon guessed
     */
    public void open(SignedIn who, String token, String nonce, String code) {
        var now = clock.millis();
        links.deleteMany(lte("ends_at_ms", now));
        var row = new Row(
                who.person(),
                Secret.fingerprint(token),
                Secret.fingerprint(nonce),
                code,
                who,
                true,
                0,
                now + GOOD_FOR.toMillis());
        try {
            put(row);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            put(row); // two first links at once: the later one holds
        }
    }

    /** What the link asks of a browser with this nonce. Looking changes nothing, however often it is done. */
    public Look look(String token, String nonce) {
        var row = links.find(usable(token)).first();
        if (row == null) {
            return Look.GONE;
        }
        return isAsker(row, nonce) ? Look.READY : Look.CODE;
    }

    /** Uses the link up, if the browser is the one that asked for it or knows what that one shows. */
    public Use use(String token, String nonce, String code) {
        var row = links.find(usable(token)).first();
        if (row == null) {
            return new Use(Optional.empty(), Look.GONE);
        }
        if (!isAsker(row, nonce)) {
            if (code == null) {
                return new Use(Optional.empty(), Look.CODE);
            }
            var tried = links.findOneAndUpdate(usable(token), inc("tries", 1));
            if (tried == null || !same(tried.code(), code)) {
                return new Use(Optional.empty(), look(token, nonce));
            }
        }
        var mine = links.updateOne(alive(token), set("open", false)).getModifiedCount() == 1;
        return mine ? new Use(Optional.of(row.who()), Look.READY) : new Use(Optional.empty(), Look.GONE);
    }

    private void put(Row row) {
        links.replaceOne(eq(row.id()), row, new ReplaceOptions().upsert(true));
    }

    private Bson usable(String token) {
        return and(alive(token), lt("tries", MOST_TRIES));
    }

    private Bson alive(String token) {
        return and(eq("token", Secret.fingerprint(token)), eq("open", true), gt("ends_at_ms", clock.millis()));
    }

    private static boolean isAsker(Row row, String nonce) {
        return nonce != null && same(row.nonce(), Secret.fingerprint(nonce));
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
