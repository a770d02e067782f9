package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonDocumentReader;
import org.bson.BsonString;
import org.bson.BsonValue;
import org.bson.codecs.DecoderContext;
import org.bson.conversions.Bson;

/** Reads a list of a view page by page, newest first: by {@code created_at}, then by {@code _id}. */
public final class Pages {

    private static final String AT = "created_at";
    private static final String ID = "_id";

    private Pages() {}

    /** The page that is asked for, of the rows in {@code scope}, which names the partner first. */
    public static <T> Page<T> find(MongoCollection<T> rows, Bson scope, PageRequest request) {
        var limit = request.limit();
        var backwards = request.after() == null && request.before() != null;
        var cursor = backwards ? request.before() : request.after();
        var filter = cursor == null ? scope : and(scope, beyond(cursor, backwards));
        var found = rows.withDocumentClass(BsonDocument.class)
                .find(filter)
                .sort(backwards ? Sorts.ascending(AT, ID) : Sorts.descending(AT, ID))
                .limit(limit + 1)
                .into(new ArrayList<>());
        var more = found.size() > limit;
        var shown = new ArrayList<>(found.subList(0, Math.min(limit, found.size())));
        if (backwards) {
            Collections.reverse(shown);
        }
        var codec = rows.getCodecRegistry().get(rows.getDocumentClass());
        var data = shown.stream()
                .map(row -> codec.decode(
                        new BsonDocumentReader(row), DecoderContext.builder().build()))
                .toList();
        return new Page<>(
                data,
                shown.isEmpty() ? null : cursor(shown.get(0)),
                shown.isEmpty() ? null : cursor(shown.get(shown.size() - 1)),
                backwards || more,
                backwards ? more : cursor != null);
    }

    private static Bson beyond(String cursor, boolean backwards) {
        var parts = decode(cursor).split("\\|", 3);
        if (parts.length != 3
                || !parts[0].matches("[sd]")
                || !parts[1].matches("[!-~]{1,40}")
                || !parts[2].matches("[a-z]{1,8}_[0-9A-Z]{26}")) {
            throw unknownCursor();
        }
        BsonValue at = parts[0].equals("s") ? new BsonString(parts[1]) : date(parts[1]);
        return backwards
                ? or(gt(AT, at), and(eq(AT, at), gt(ID, parts[2])))
                : or(lt(AT, at), and(eq(AT, at), lt(ID, parts[2])));
    }

    private static BsonDateTime date(String millis) {
        try {
            return new BsonDateTime(Long.parseLong(millis));
        } catch (NumberFormatException e) {
            throw unknownCursor();
        }
    }

    private static String cursor(BsonDocument row) {
        var at = row.get(AT);
        var text = at.isString()
                ? "s|" + at.asString().getValue()
                : "d|" + at.asDateTime().getValue();
        return encode(text + "|" + row.getString(ID).getValue());
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (!encode(text).equals(cursor)) {
                throw unknownCursor(); // written otherwise than here: padded, or with bits that say nothing
            }
            return text;
        } catch (IllegalArgumentException e) {
            throw unknownCursor();
        }
    }

    private static Problem unknownCursor() {
        return Problem.malformed("The cursor is none that was given out here.");
    }
}
