package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Brings a client's command into the form that the server's core understands, and its answer into the form of a real server. */
final class Commands {

    private static final int FIRST_BATCH = 101;

    private final EmbeddedDatabase database;
    private final Channel channel;
    private final DatabaseResolver databases;
    private final Oplog oplog;

    Commands(EmbeddedDatabase database, Channel channel, DatabaseResolver databases, Oplog oplog) {
        this.database = database;
        this.channel = channel;
        this.databases = databases;
        this.oplog = oplog;
    }

    Document handle(String command, Document query) {
        Unsupported.refuse(query);
        ServerTime.fillIn(query);
        switch (command.toLowerCase(Locale.ROOT)) {
            case "find" -> query.putIfAbsent("batchSize", FIRST_BATCH);
            case "aggregate" -> narrow(command, query);
            case "insert" -> {
                return insert(command, query);
            }
            case "update" -> {
                return update(command, query);
            }
            case "findandmodify" -> {
                var collection = database.collection(query.get(command).toString());
                PipelineUpdates.replaceIn(query, "query", "update", collection, database);
            }
            case "dropindexes" -> {
                return dropIndexes(command, query);
            }
            case "explain" -> {
                return explain((Document) query.get(command));
            }
            default -> {
                // as it is
            }
        }
        return plainly(command, query);
    }

    private Document plainly(String command, Document query) {
        return database.handlePlainly(channel, command, query, databases, oplog);
    }

    private void narrow(String command, Document query) {
        if (query.get("pipeline") instanceof List<?> stages
                && !stages.isEmpty()
                && stages.get(0) instanceof Document first
                && first.get("$match") instanceof Document match) {
            UnitOfWork.current().narrow(query.get(command).toString(), match);
        }
        if (query.get("cursor") instanceof Document cursor) {
            cursor.clear(); // the whole answer goes into the first batch
        }
    }

    /** The core counts documents that it refused. */
    private Document insert(String command, Document query) {
        var answer = plainly(command, query);
        if (answer.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
            var ordered = !Boolean.FALSE.equals(query.get("ordered"));
            var sent = ((Number) answer.get("n")).intValue();
            answer.put(
                    "n",
                    ordered ? ((Number) ((Document) errors.get(0)).get("index")).intValue() : sent - errors.size());
        }
        return answer;
    }

    /** One statement after another; an ordered command stops at the first that fails. */
    private Document update(String command, Document query) {
        var ordered = !Boolean.FALSE.equals(query.get("ordered"));
        var collection = query.get(command).toString();
        var statements = (List<?>) query.get("updates");
        var total = new UpdateTotal();
        for (var i = 0; i < statements.size() && !(ordered && total.failed()); i++) {
            for (var plain : PipelineUpdates.plain((Document) statements.get(i), collection, database)) {
                total.add(i, plainly(command, new Document(command, collection).append("updates", List.of(plain))));
            }
        }
        return total.answer();
    }

    /** The core forgets same-named indexes of other collections, unless it is told by key. */
    private Document dropIndexes(String command, Document query) {
        var wanted = query.get("index");
        if (!(wanted instanceof String)) {
            return plainly(command, query);
        }
        var collection = query.get(command).toString();
        var dropped = database.indexesOf(collection).stream()
                .filter(index ->
                        wanted.equals("*") ? !"_id_".equals(index.get("name")) : wanted.equals(index.get("name")))
                .toList();
        if (dropped.isEmpty() && !wanted.equals("*")) {
            return plainly(command, query);
        }
        for (var index : dropped) {
            plainly(command, new Document(command, collection).append("index", index.get("key")));
        }
        return new Document("ok", 1.0);
    }

    private Document explain(Document explained) {
        Unsupported.refuse(explained);
        ServerTime.fillIn(explained);
        var command = explained.keySet().iterator().next();
        var find = new Document("find", explained.get(command))
                .append("filter", explained.getOrDefault("filter", explained.getOrDefault("query", new Document())))
                .append("sort", explained.get("sort"))
                .append("skip", explained.getOrDefault("skip", 0))
                .append("limit", command.equals("findAndModify") ? 1 : explained.getOrDefault("limit", 0))
                .append("batchSize", Integer.MAX_VALUE);
        var answer = plainly("find", find);
        var returned = ((List<?>) ((Document) answer.get("cursor")).get("firstBatch")).size();
        var unit = UnitOfWork.current();
        var plan = unit.lastPlan();
        var stage = plan == null || plan.isScan()
                ? new Document("stage", "COLLSCAN")
                : new Document("stage", "FETCH")
                        .append(
                                "inputStage",
                                new Document("stage", "IXSCAN")
                                        .append("indexName", plan.index().getName()));
        return new Document("queryPlanner", new Document("winningPlan", stage))
                .append(
                        "executionStats",
                        new Document("executionSuccess", true)
                                .append("nReturned", returned)
                                .append("totalDocsExamined", (int) unit.examined()))
                .append("ok", 1.0);
    }

    /** The sum of the answers to several statements. */
    private static final class UpdateTotal {

        private final List<Document> upserted = new ArrayList<>();
        private final List<Document> errors = new ArrayList<>();
        private int matched;
        private int modified;

        void add(int statement, Document answer) {
            matched += ((Number) answer.get("n")).intValue();
            modified += ((Number) answer.get("nModified")).intValue();
            collect(statement, answer.get("upserted"), upserted);
            collect(statement, answer.get("writeErrors"), errors);
        }

        private static void collect(int statement, Object from, List<Document> into) {
            if (from instanceof Iterable<?> all) {
                all.forEach(each -> into.add(((Document) each).append("index", statement)));
            }
        }

        boolean failed() {
            return !errors.isEmpty();
        }

        Document answer() {
            var answer = new Document("n", matched).append("nModified", modified);
            if (!upserted.isEmpty()) {
                answer.put("upserted", upserted);
            }
            if (!errors.isEmpty()) {
                answer.put("writeErrors", errors);
            }
            return answer.append("ok", 1.0);
        }
    }
}
