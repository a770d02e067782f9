package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.List;

/** Refuses what a real server would do and this one cannot, where going on would quietly do something else. */
final class Unsupported {

    private static final int NOT_SUPPORTED = 115;

    private Unsupported() {}

    static void refuse(Document command) {
        if (command.containsKey("startTransaction") || Boolean.FALSE.equals(command.get("autocommit"))) {
            throw new MongoServerError(
                    20, "IllegalOperation", "Transaction numbers are only allowed on a replica set member or mongos");
        }
        refuseCollation(command);
        for (var part : List.of("updates", "deletes", "indexes")) {
            if (command.get(part) instanceof List<?> all) {
                all.stream().map(Document.class::cast).forEach(Unsupported::refuseCollation);
            }
        }
        if (command.get("indexes") instanceof List<?> indexes) {
            indexes.forEach(index -> refuseSpecialIndex((Document) index));
        }
        if (command.get("pipeline") instanceof List<?> stages
                && stages.stream()
                        .anyMatch(
                                stage -> stage instanceof Document document && document.containsKey("$changeStream"))) {
            throw new MongoServerError(
                    40573, "Location40573", "The $changeStream stage is only supported on replica sets");
        }
    }

    private static void refuseCollation(Document part) {
        if (part.containsKey("collation")) {
            throw new MongoServerError(NOT_SUPPORTED, "CommandNotSupported", "A collation is not supported.");
        }
    }

    private static void refuseSpecialIndex(Document index) {
        for (var field : ((Document) index.get("key")).entrySet()) {
            if (!(field.getValue() instanceof Number) || field.getKey().contains("$")) {
                throw new MongoServerError(
                        67,
                        "CannotCreateIndex",
                        "Only ordered indexes are supported, not " + field.getKey() + ": " + field.getValue() + ".");
            }
        }
    }
}
