package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts the server's time where a command asks for it: one instant, in whole milliseconds, for the whole command. */
final class ServerTime {

    private ServerTime() {}

    static void fillIn(Document command) {
        var now = UnitOfWork.current().now;
        for (var part : List.of("filter", "query", "update", "pipeline")) {
            command.computeIfPresent(part, (name, value) -> filled(value, isPipeline(name, value), now));
        }
        for (var statements : List.of("updates", "deletes")) {
            if (command.get(statements) instanceof List<?> all) {
                for (var each : all) {
                    var statement = (Document) each;
                    statement.computeIfPresent("q", (name, value) -> filled(value, false, now));
                    statement.computeIfPresent("u", (name, value) -> filled(value, isPipeline(name, value), now));
                }
            }
        }
    }

    private static boolean isPipeline(String part, Object value) {
        return value instanceof List && !part.equals("query");
    }

    /** Only an expression asks for the time; elsewhere the same characters are just text. */
    private static Object filled(Object value, boolean expression, Instant now) {
        if (expression && "$$NOW".equals(value)) {
            return now;
        }
        if (value instanceof List<?> list) {
            var filled = new ArrayList<Object>(list.size());
            list.forEach(each -> filled.add(filled(each, expression, now)));
            return filled;
        }
        if (value instanceof Document document) {
            document.replaceAll((name, each) -> filled(
                    each,
                    name.equals("$expr") || expression && !name.equals("$match") && !name.equals("$literal"),
                    now));
            currentDate(document, now);
        }
        return value;
    }

    private static void currentDate(Document update, Instant now) {
        if (!(update.get("$currentDate") instanceof Document fields)) {
            return;
        }
        var dates = new Document();
        fields.entrySet().removeIf(field -> {
            var isDate = Boolean.TRUE.equals(field.getValue())
                    || Map.of("$type", "date").equals(field.getValue());
            if (isDate) {
                dates.put(field.getKey(), now);
            }
            return isDate;
        });
        if (fields.isEmpty()) {
            update.remove("$currentDate");
        }
        if (!dates.isEmpty()) {
            ((Document) update.computeIfAbsent("$set", any -> new Document())).putAll(dates);
        }
    }
}
