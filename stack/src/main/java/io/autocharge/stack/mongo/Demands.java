package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import io.autocharge.stack.mongo.BsonOrder.Edge;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Reads from a query what it demands of a field. The answer may be wider than the query, never narrower: each document found is
 * still matched against the whole query.
 */
final class Demands {

    /** A pattern is matched by texts alone. */
    private static final Demand TEXTS = Demand.from("", true);

    private final String field;
    private final BinaryOperator<Demand> both;

    private Demands(String field, boolean multikey) {
        this.field = field;
        this.both = multikey ? Demand::narrower : Demand::and;
    }

    static Demand of(String field, Document query, boolean multikey) {
        return new Demands(field, multikey).inQuery(query);
    }

    private Demand inQuery(Document query) {
        var demand = Demand.ANYTHING;
        for (var entry : query.entrySet()) {
            demand = both.apply(demand, inCondition(entry));
        }
        return demand;
    }

    private Demand inCondition(Map.Entry<String, Object> condition) {
        if (condition.getKey().equals(field)) {
            return ofValue(condition.getValue());
        }
        if (condition.getKey().equals("$and") && condition.getValue() instanceof List<?> all) {
            return all.stream().map(this::inPart).reduce(Demand.ANYTHING, both);
        }
        if (condition.getKey().equals("$or") && condition.getValue() instanceof List<?> some) {
            return some.stream().map(this::inPart).reduce(Demand::or).orElse(Demand.ANYTHING);
        }
        if (condition.getKey().equals("$expr")) {
            return ofExpression(condition.getValue());
        }
        return Demand.ANYTHING;
    }

    private Demand inPart(Object part) {
        return part instanceof Document query ? inQuery(query) : Demand.ANYTHING;
    }

    private Demand ofValue(Object value) {
        if (BsonRegularExpression.isRegularExpression(value)) {
            return TEXTS;
        }
        if (value instanceof Document document && document.keySet().stream().anyMatch(key -> key.startsWith("$"))) {
            var demand = Demand.ANYTHING;
            for (var operator : document.entrySet()) {
                demand = both.apply(demand, ofOperator(operator.getKey(), operator.getValue()));
            }
            return demand;
        }
        return isPlain(value) ? Demand.oneOf(Collections.singletonList(value)) : Demand.ANYTHING;
    }

    private static Demand ofOperator(String operator, Object value) {
        if (operator.equals("$in") && value instanceof Collection<?> values) {
            return values.stream().allMatch(Demands::isPlain) ? Demand.oneOf(values) : Demand.ANYTHING;
        }
        if (!isPlain(value)) {
            return Demand.ANYTHING;
        }
        if (operator.equals("$eq")) {
            return Demand.oneOf(Collections.singletonList(value));
        }
        if (value == null || value instanceof MinKey || value instanceof MaxKey) {
            return Demand.ANYTHING;
        }
        return ofComparison(operator, value);
    }

    private static Demand ofComparison(String operator, Object value) {
        if (operator.equals("$gt") || operator.equals("$gte")) {
            return Demand.from(value, operator.equals("$gte"));
        }
        if (operator.equals("$lt") || operator.equals("$lte")) {
            return Demand.to(value, operator.equals("$lte"));
        }
        return Demand.ANYTHING;
    }

    /** An expression compares across kinds: what has no date at all is before every date. */
    private Demand ofExpression(Object expression) {
        if (!(expression instanceof Document document) || document.size() != 1) {
            return Demand.ANYTHING;
        }
        var operator = document.keySet().iterator().next();
        if (!(document.get(operator) instanceof List<?> operands)) {
            return Demand.ANYTHING;
        }
        if (operator.equals("$and")) {
            return operands.stream().map(this::ofExpression).reduce(Demand.ANYTHING, both);
        }
        if (operands.size() != 2
                || !("$" + field).equals(operands.get(0))
                || !(operands.get(1) instanceof Number || operands.get(1) instanceof Instant)) {
            return Demand.ANYTHING;
        }
        var demand = ofComparison(operator, operands.get(1));
        if (demand.isAnything()) {
            return demand;
        }
        return operator.startsWith("$l")
                ? new Demand(null, Edge.FIRST, true, demand.high(), demand.highIncluded())
                : new Demand(null, demand.low(), demand.lowIncluded(), Edge.LAST, true);
    }

    /** A value that an index finds by itself: arrays and patterns are matched in other ways too. */
    private static boolean isPlain(Object value) {
        return !(value instanceof Collection) && !BsonRegularExpression.isRegularExpression(value);
    }
}
