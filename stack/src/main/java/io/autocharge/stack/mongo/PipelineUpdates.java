package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryParameters;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.backend.aggregation.Expression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.exception.FailedToParseException;
import de.bwaldvogel.mongo.oplog.NoopOplog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Updates written as a pipeline. The server's core knows only operators and replacements, so each document's new content is computed
 * here, while no other command runs in the database, and handed over as a replacement.
 */
final class PipelineUpdates {

    private static final Set<String> STAGES =
            Set.of("$set", "$addFields", "$unset", "$project", "$replaceRoot", "$replaceWith");

    private PipelineUpdates() {}

    /** The statement itself, or the replacements that do what its pipeline says. */
    static List<Document> plain(Document statement, String collectionName, EmbeddedDatabase database) {
        if (!(statement.get("u") instanceof List<?> pipeline)) {
            return List.of(statement);
        }
        var collection = database.collection(collectionName);
        var selector = (Document) statement.get("q");
        var most = Boolean.TRUE.equals(statement.get("multi")) ? 0 : 1;
        var plain = new ArrayList<Document>();
        for (var document : matching(collection, selector, null, most)) {
            plain.add(new Document("q", new Document("_id", document.get("_id")))
                    .append("u", run(pipeline, document, database)));
        }
        if (plain.isEmpty() && Boolean.TRUE.equals(statement.get("upsert"))) {
            var created = create(pipeline, selector, database);
            plain.add(new Document("q", new Document("_id", created.get("_id")))
                    .append("u", created)
                    .append("upsert", true));
        }
        return plain.isEmpty() ? List.of(new Document(statement).append("u", new Document())) : plain;
    }

    /** The same for a command that changes one document and answers with it. */
    static void replaceIn(
            Document command,
            String selectorName,
            String updateName,
            EmbeddedCollection collection,
            EmbeddedDatabase database) {
        if (!(command.get(updateName) instanceof List<?> pipeline)) {
            return;
        }
        var selector = (Document) command.getOrDefault(selectorName, new Document());
        var found = matching(collection, selector, (Document) command.get("sort"), 1);
        var replacement = new Document();
        if (!found.isEmpty()) {
            replacement = run(pipeline, found.get(0), database);
            command.put(selectorName, new Document("_id", found.get(0).get("_id")));
            command.remove("sort");
        } else if (Boolean.TRUE.equals(command.get("upsert"))) {
            replacement = create(pipeline, selector, database);
            command.put(selectorName, new Document("_id", replacement.get("_id")));
        }
        command.put(updateName, replacement);
    }

    private static List<Document> matching(EmbeddedCollection collection, Document selector, Document sort, int most) {
        if (collection == null) {
            return List.of();
        }
        var query = new Document("$query", selector).append("$orderby", sort);
        return collection.handleQuery(new QueryParameters(query, 0, most)).collectDocuments();
    }

    private static Document create(List<?> pipeline, Document selector, EmbeddedDatabase database) {
        var created = new Document();
        takeEqualities(selector, created);
        created = run(pipeline, created, database);
        created.putIfAbsent("_id", new ObjectId());
        return created;
    }

    private static void takeEqualities(Document selector, Document into) {
        for (Map.Entry<String, Object> condition : selector.entrySet()) {
            if (condition.getKey().equals("$and") && condition.getValue() instanceof List<?> all) {
                all.forEach(each -> takeEqualities((Document) each, into));
            } else if (!condition.getKey().startsWith("$")) {
                var demand =
                        Demands.of(condition.getKey(), new Document(condition.getKey(), condition.getValue()), false);
                if (demand.isExact() && demand.points().size() == 1) {
                    into.put(condition.getKey(), demand.points().get(0));
                }
            }
        }
    }

    private static Document run(List<?> pipeline, Document document, EmbeddedDatabase database) {
        var id = document.get("_id");
        var result = document.cloneDeeply();
        for (var each : pipeline) {
            var stage = (Document) each;
            var name = stage.keySet().iterator().next();
            if (!STAGES.contains(name)) {
                throw new FailedToParseException(name + " is not allowed to be used within an update");
            }
            if (name.equals("$set") || name.equals("$addFields")) {
                var before =
                        result.cloneDeeply(); // every field is computed from the document as it came into the stage
                setFields(result, "", (Document) stage.get(name), before);
            } else {
                result = otherStage(name, stage, result, database);
            }
        }
        if (id != null) {
            result.putIfAbsent("_id", id);
        }
        return result.cloneDeeply();
    }

    private static void setFields(Document target, String prefix, Document fields, Document before) {
        for (var field : fields.entrySet()) {
            var path = prefix + field.getKey();
            if (field.getValue() instanceof Document inner
                    && !inner.isEmpty()
                    && inner.keySet().stream().noneMatch(key -> key.startsWith("$"))) {
                setFields(target, path + ".", inner, before);
                continue;
            }
            var value = Expression.evaluateDocument(field.getValue(), before);
            if (value instanceof Missing) {
                Utils.removeSubdocumentValue(target, path);
            } else {
                Utils.changeSubdocumentValue(target, path, value);
            }
        }
    }

    private static Document otherStage(String name, Document stage, Document document, EmbeddedDatabase database) {
        var known = name.equals("$replaceWith")
                ? new Document("$replaceRoot", new Document("newRoot", stage.get(name)))
                : stage;
        return Aggregation.fromPipeline(List.of(known), null, database, null, NoopOplog.get())
                .runStages(Stream.of(document))
                .get(0);
    }
}
