package io.autocharge.simulation;

import com.mongodb.MongoClientSettings;
import io.autocharge.contracts.Id;
import io.autocharge.runtime.Json;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;
import org.bson.conversions.Bson;

/** A filter of the database, asked of a record in memory. */
final class Question {

    private static final CodecRegistry CODECS = CodecRegistries.fromRegistries(
            CodecRegistries.fromProviders(ours()), MongoClientSettings.getDefaultCodecRegistry());

    private Question() {}

    static BsonDocument read(Bson filter) {
        return filter.toBsonDocument(BsonDocument.class, CODECS);
    }

    static boolean matches(Object document, BsonDocument filter) {
        return filter.entrySet().stream().allMatch(entry -> holds(document, entry.getKey(), entry.getValue()));
    }

    private static boolean holds(Object document, String key, BsonValue value) {
        return switch (key) {
            case "$and" -> every(value).stream().allMatch(part -> matches(document, part));
            case "$or" -> every(value).stream().anyMatch(part -> matches(document, part));
            case "$nor" -> every(value).stream().noneMatch(part -> matches(document, part));
            default -> compare(Fields.at(document, key), value);
        };
    }

    private static List<BsonDocument> every(BsonValue parts) {
        return parts.asArray().stream().map(BsonValue::asDocument).toList();
    }

    private static boolean compare(List<Object> values, BsonValue wanted) {
        if (wanted.isDocument()
                && !wanted.asDocument().isEmpty()
                && wanted.asDocument().getFirstKey().startsWith("$")) {
            return wanted.asDocument().entrySet().stream()
                    .allMatch(entry -> operator(values, entry.getKey(), entry.getValue()));
        }
        return equal(values, wanted);
    }

    private static boolean operator(List<Object> values, String operator, BsonValue operand) {
        return switch (operator) {
            case "$eq" -> equal(values, operand);
            case "$ne" -> !equal(values, operand);
            case "$in" -> any(operand.asArray(), values);
            case "$nin" -> !any(operand.asArray(), values);
            case "$not" -> !compare(values, operand);
            case "$exists" -> operand.asBoolean().getValue() == values.stream().anyMatch(value -> value != null);
            case "$lt" -> ordered(values, operand, -1, -1);
            case "$lte" -> ordered(values, operand, -1, 0);
            case "$gt" -> ordered(values, operand, 1, 1);
            case "$gte" -> ordered(values, operand, 0, 1);
            default -> throw new UnsupportedOperationException("The simulated views do not know " + operator);
        };
    }

    private static boolean any(BsonArray wanted, List<Object> values) {
        return wanted.stream().anyMatch(one -> equal(values, one));
    }

    private static boolean equal(List<Object> values, BsonValue wanted) {
        if (wanted instanceof BsonNull) {
            return values.stream().allMatch(value -> value == null);
        }
        var plain = plain(wanted);
        return values.stream()
                .anyMatch(value -> value instanceof Collection<?> many
                        ? many.stream().anyMatch(one -> plain.equals(plain(one)))
                        : plain.equals(plain(value)));
    }

    private static boolean ordered(List<Object> values, BsonValue operand, int least, int most) {
        var wanted = plain(operand);
        return values.stream()
                .filter(value -> value != null)
                .map(Question::plain)
                .anyMatch(value -> {
                    var order = Integer.signum(order(value, wanted));
                    return order >= least && order <= most;
                });
    }

    @SuppressWarnings("unchecked")
    static int order(Object one, Object other) {
        return ((Comparable<Object>) one).compareTo(other);
    }

    /** A value as the database has it: a text, a number or a truth. */
    static Object plain(Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Id id) {
            return id.value();
        }
        if (value instanceof Number number) {
            return number.longValue(); // there are no fractions in any view
        }
        if (value instanceof BsonValue bson) {
            return plain(bson);
        }
        return Json.STRICT.valueToTree(value).asText();
    }

    /** The same for a value of a filter. */
    static Object plain(BsonValue bson) {
        return switch (bson.getBsonType()) {
            case STRING -> bson.asString().getValue();
            case BOOLEAN -> bson.asBoolean().getValue();
            case INT32, INT64 -> bson.asNumber().longValue();
            case NULL -> null;
            default -> throw new UnsupportedOperationException("The simulated views do not know " + bson.getBsonType());
        };
    }

    private static CodecProvider ours() {
        try {
            Constructor<?> constructor =
                    Class.forName("io.autocharge.runtime.mongo.JsonCodecs").getDeclaredConstructor();
            constructor.setAccessible(true);
            return (CodecProvider) constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
