package io.autocharge.simulation;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.client.result.UpdateResult;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** The documents of one view, in memory: as much of a collection of the database as views use. */
final class Shelf {

    private final String name;
    private final Map<Object, Object> rows = new LinkedHashMap<>();

    Shelf(String name) {
        this.name = name;
    }

    /** The shelf as a collection; what no view uses yet is refused by name. */
    @SuppressWarnings("unchecked")
    <T> MongoCollection<T> collection() {
        return (MongoCollection<T>) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MongoCollection.class},
                (proxy, method, arguments) ->
                        answer(proxy, method.getName(), arguments == null ? new Object[0] : arguments));
    }

    private Object answer(Object self, String method, Object[] with) {
        return switch (method) {
            case "find" -> new Found(matching(with.length == 0 ? new BsonDocument() : filter(with[0]))).iterable();
            case "countDocuments" ->
                with.length == 0
                        ? rows.size()
                        : (long) matching(filter(with[0])).size();
            case "replaceOne" ->
                replace(filter(with[0]), with[1], with.length > 2 && ((ReplaceOptions) with[2]).isUpsert());
            case "insertOne" -> insert(with[0]);
            case "updateOne" ->
                update(matching(filter(with[0])).stream().limit(1).toList(), filter(with[1]));
            case "updateMany" -> update(matching(filter(with[0])), filter(with[1]));
            case "findOneAndUpdate" -> findAndUpdate(filter(with[0]), filter(with[1]), with);
            case "deleteOne" ->
                delete(matching(filter(with[0])).stream().limit(1).toList());
            case "deleteMany" -> delete(matching(filter(with[0])));
            case "drop" -> {
                rows.clear();
                yield null;
            }
            case "createIndex" -> "index";
            case "withWriteConcern", "withReadConcern", "withReadPreference" -> self;
            case "hashCode" -> System.identityHashCode(this);
            case "toString" -> name;
            default -> throw new UnsupportedOperationException("The simulated view " + name + " cannot " + method);
        };
    }

    private static BsonDocument filter(Object bson) {
        return Question.read((Bson) bson);
    }

    private List<Object> matching(BsonDocument filter) {
        var id = filter.get("_id");
        if (id == null && filter.containsKey("$and")) {
            id = filter.getArray("$and").get(0).asDocument().get("_id");
        }
        if (id != null && id.isString()) {
            var row = rows.get(id.asString().getValue());
            return row != null && Question.matches(row, filter) ? List.of(row) : List.of();
        }
        return rows.values().stream()
                .filter(row -> Question.matches(row, filter))
                .toList();
    }

    private Object replace(BsonDocument filter, Object row, boolean upsert) {
        var was = matching(filter).stream().findFirst();
        if (was.isPresent() || upsert) {
            rows.put(key(row), row);
        }
        return UpdateResult.acknowledged(was.isPresent() ? 1 : 0, was.isPresent() ? 1L : 0L, null);
    }

    private Object insert(Object row) {
        if (rows.putIfAbsent(key(row), row) != null) {
            throw new IllegalStateException("E11000 duplicate key " + key(row) + " in " + name);
        }
        return null;
    }

    private Object findAndUpdate(BsonDocument filter, BsonDocument change, Object[] with) {
        var was = matching(filter).stream().findFirst();
        if (was.isEmpty()) {
            return null;
        }
        update(List.of(was.get()), change);
        var after = with.length > 2 && ((FindOneAndUpdateOptions) with[2]).getReturnDocument() == ReturnDocument.AFTER;
        return after ? rows.get(key(was.get())) : was.get();
    }

    private Object update(List<Object> some, BsonDocument change) {
        for (var row : some) {
            var now = row;
            for (var part : change.entrySet()) {
                if (!part.getKey().equals("$set") && !part.getKey().equals("$unset")) {
                    throw new UnsupportedOperationException("The simulated view " + name + " cannot " + part.getKey());
                }
                for (var field : part.getValue().asDocument().entrySet()) {
                    var value = part.getKey().equals("$set") ? Question.plain(field.getValue()) : null;
                    now = Fields.with(now, field.getKey(), value);
                }
            }
            rows.put(key(row), now);
        }
        return UpdateResult.acknowledged(some.size(), (long) some.size(), null);
    }

    private Object delete(List<Object> some) {
        some.forEach(row -> rows.remove(key(row)));
        return DeleteResult.acknowledged(some.size());
    }

    private static Object key(Object row) {
        return Question.plain(Fields.at(row, "_id").get(0));
    }

    /** What was found, as the driver's fluent answer. */
    private static final class Found {

        private List<Object> rows;

        Found(List<Object> rows) {
            this.rows = rows;
        }

        FindIterable<?> iterable() {
            return (FindIterable<?>) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {FindIterable.class},
                    (self, method, with) -> answer(self, method.getName(), with));
        }

        @SuppressWarnings("unchecked")
        private Object answer(Object self, String method, Object[] with) {
            switch (method) {
                case "sort" -> rows = sorted(rows, Question.read((Bson) with[0]));
                case "limit" ->
                    rows = (int) with[0] == 0
                            ? rows
                            : rows.stream().limit((int) with[0]).toList();
                case "skip" -> rows = rows.stream().skip((int) with[0]).toList();
                case "batchSize", "projection", "hint" -> {}
                default -> {
                    return end(method, with);
                }
            }
            return self;
        }

        @SuppressWarnings("unchecked")
        private Object end(String method, Object[] with) {
            return switch (method) {
                case "first" -> rows.isEmpty() ? null : rows.get(0);
                case "into" -> {
                    ((Collection<Object>) with[0]).addAll(rows);
                    yield with[0];
                }
                case "forEach" -> {
                    rows.forEach((Consumer<Object>) with[0]);
                    yield null;
                }
                case "iterator", "cursor" -> cursor(rows.iterator());
                case "spliterator" -> rows.spliterator();
                case "map" ->
                    new Found(rows.stream()
                                    .map((Function<Object, Object>) with[0])
                                    .toList())
                            .iterable();
                default -> throw new UnsupportedOperationException("A simulated answer cannot " + method);
            };
        }

        private static Object cursor(Iterator<Object> rows) {
            return Proxy.newProxyInstance(
                    Found.class.getClassLoader(),
                    new Class<?>[] {MongoCursor.class},
                    (self, method, with) -> switch (method.getName()) {
                        case "hasNext" -> rows.hasNext();
                        case "next" -> rows.next();
                        default -> null;
                    });
        }

        private static List<Object> sorted(List<Object> rows, BsonDocument by) {
            Comparator<Object> order = (one, other) -> 0;
            for (var field : by.entrySet()) {
                Comparator<Object> next = Comparator.comparing(
                        row -> Stream.of(Fields.at(row, field.getKey()))
                                .flatMap(List::stream)
                                .map(Question::plain)
                                .findFirst()
                                .orElse(null),
                        Comparator.nullsFirst(Question::order));
                order = order.thenComparing(field.getValue().asNumber().intValue() < 0 ? next.reversed() : next);
            }
            var copy = new ArrayList<>(rows);
            copy.sort(order);
            return copy;
        }
    }
}
