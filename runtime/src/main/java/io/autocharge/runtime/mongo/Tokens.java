package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.bson.Document;
import org.bson.conversions.Bson;

/** How far each policy and view has read, and which process reads for it: claims end by the server's clock. */
public final class Tokens implements TokenStore {

    /** Long enough for a pause of a loaded machine, short enough to take over from a dead one. */
    public static final Duration CLAIM = Duration.ofSeconds(20);

    private final MongoCollection<Document> tokens;
    private final ServerTime serverTime;
    private final String node;

    Tokens(MongoDatabase database, String node) {
        this.tokens = database.getCollection("tokens");
        this.serverTime = new ServerTime(database);
        this.node = node;
    }

    @Override
    public void initializeTokenSegments(String processor, int count, TrackingToken start) {
        for (int segment = 0; segment < count; segment++) {
            initializeSegment(start, processor, segment);
        }
    }

    @Override
    public void initializeTokenSegments(String processor, int count) {
        initializeTokenSegments(processor, count, null);
    }

    @Override
    public void initializeSegment(TrackingToken token, String processor, int segment) {
        try {
            tokens.insertOne(new Document("_id", id(processor, segment))
                    .append("processor", processor)
                    .append("segment", segment)
                    .append("token", TokenDocuments.write(token)));
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    @Override
    public boolean requiresExplicitSegmentInitialization() {
        return true;
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        must(tokens.updateOne(
                                mine(processor, segment),
                                combine(set("token", TokenDocuments.write(token)), set("claimed_until", claimEnd())))
                        .getMatchedCount()
                == 1);
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        var id = eq("_id", id(processor, segment));
        var found = take(and(id, claimable()));
        if (found == null) {
            found = tokens.find(id).first();
            must(found != null && found.getString("owner") != null && Node.isSurelyDead(found.getString("owner")));
            found = take(and(id, eq("owner", found.getString("owner"))));
            must(found != null);
        }
        return TokenDocuments.read(found.get("token", Document.class));
    }

    @Override
    public void extendClaim(String processor, int segment) {
        must(tokens.updateOne(mine(processor, segment), set("claimed_until", claimEnd()))
                        .getMatchedCount()
                == 1);
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        tokens.updateOne(mine(processor, segment), combine(unset("owner"), unset("claimed_until")));
    }

    @Override
    public void deleteToken(String processor, int segment) {
        must(tokens.deleteOne(mine(processor, segment)).getDeletedCount() == 1);
    }

    @Override
    public int[] fetchSegments(String processor) {
        return StreamSupport.stream(
                        tokens.find(eq("processor", processor))
                                .projection(Projections.include("segment"))
                                .spliterator(),
                        false)
                .mapToInt(found -> found.getInteger("segment"))
                .sorted()
                .toArray();
    }

    @Override
    public List<Segment> fetchAvailableSegments(String processor) {
        var found = tokens.find(eq("processor", processor)).into(new ArrayList<>());
        var all = found.stream()
                .mapToInt(token -> token.getInteger("segment"))
                .sorted()
                .toArray();
        var now = serverTime.now();
        return found.stream()
                .filter(token -> isFree(token, now))
                .map(token -> Segment.computeSegment(token.getInteger("segment"), all))
                .toList();
    }

    private boolean isFree(Document token, Instant now) {
        var owner = token.getString("owner");
        var until = token.getDate("claimed_until");
        return owner == null
                || owner.equals(node)
                || until == null
                || until.toInstant().isBefore(now)
                || Node.isSurelyDead(owner);
    }

    @Override
    public Optional<String> retrieveStorageIdentifier() {
        return Optional.of(tokens.getNamespace().getFullName());
    }

    private Document take(Bson filter) {
        return tokens.findOneAndUpdate(
                filter,
                combine(set("owner", node), set("claimed_until", claimEnd())),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    }

    private Bson claimable() {
        return or(eq("owner", node), exists("owner", false), lt("claimed_until", Date.from(serverTime.now())));
    }

    private Bson mine(String processor, int segment) {
        return and(eq("_id", id(processor, segment)), eq("owner", node));
    }

    private Date claimEnd() {
        return Date.from(serverTime.now().plus(CLAIM));
    }

    private static String id(String processor, int segment) {
        return processor + "#" + segment;
    }

    private static void must(boolean held) {
        if (!held) {
            throw new UnableToClaimTokenException("Another process reads for this segment.");
        }
    }
}
