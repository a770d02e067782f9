package io.autocharge.stack.mongo;

import io.autocharge.stack.mongo.BsonOrder.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a query demands of one field, as far as an index can use it: some exact values, or a stretch of the order. */
record Demand(List<Object> points, Object low, boolean lowIncluded, Object high, boolean highIncluded) {

    static final Demand ANYTHING = new Demand(null, Edge.FIRST, true, Edge.LAST, true);

    static Demand oneOf(Iterable<?> values) {
        var distinct = new TreeSet<>(BsonOrder::compare);
        values.forEach(distinct::add);
        return new Demand(new ArrayList<>(distinct), null, true, null, true);
    }

    static Demand from(Object low, boolean included) {
        return new Demand(null, low, included, new Edge(BsonOrder.kind(low), true), true);
    }

    static Demand to(Object high, boolean included) {
        return new Demand(null, new Edge(BsonOrder.kind(high), false), true, high, included);
    }

    boolean isAnything() {
        return points == null && low == Edge.FIRST && high == Edge.LAST;
    }

    boolean isExact() {
        return points != null;
    }

    /** Whether a document without the field, or with null in it, could still be meant. */
    boolean allowsMissing() {
        return isExact() ? points.stream().anyMatch(value -> value == null) : admits(null);
    }

    /** Both must hold. */
    Demand and(Demand other) {
        if (isExact()) {
            return oneOf(points.stream().filter(other::admits).toList());
        }
        if (other.isExact()) {
            return other.and(this);
        }
        var byLow = BsonOrder.compare(low, other.low);
        var byHigh = BsonOrder.compare(high, other.high);
        return new Demand(
                null,
                byLow >= 0 ? low : other.low,
                byLow == 0 ? lowIncluded && other.lowIncluded : byLow > 0 ? lowIncluded : other.lowIncluded,
                byHigh <= 0 ? high : other.high,
                byHigh == 0 ? highIncluded && other.highIncluded : byHigh < 0 ? highIncluded : other.highIncluded);
    }

    /** One of both must hold: the stretch that covers both. */
    Demand or(Demand other) {
        if (isExact() && other.isExact()) {
            var both = new ArrayList<>(points);
            both.addAll(other.points);
            return oneOf(both);
        }
        var a = stretch();
        var b = other.stretch();
        var byLow = BsonOrder.compare(a.low, b.low);
        var byHigh = BsonOrder.compare(a.high, b.high);
        return new Demand(
                null,
                byLow <= 0 ? a.low : b.low,
                byLow == 0 ? a.lowIncluded || b.lowIncluded : byLow < 0 ? a.lowIncluded : b.lowIncluded,
                byHigh >= 0 ? a.high : b.high,
                byHigh == 0 ? a.highIncluded || b.highIncluded : byHigh > 0 ? a.highIncluded : b.highIncluded);
    }

    /** Where the field may be an array, two demands can be met by two elements: only one of them narrows the search. */
    Demand narrower(Demand other) {
        if (isAnything() || (other.isExact() && !isExact())) {
            return other;
        }
        return this;
    }

    private Demand stretch() {
        if (!isExact()) {
            return this;
        }
        return points.isEmpty()
                ? new Demand(null, Edge.LAST, false, Edge.FIRST, false)
                : new Demand(null, points.get(0), true, points.get(points.size() - 1), true);
    }

    private boolean admits(Object value) {
        if (isExact()) {
            return points.stream().anyMatch(point -> BsonOrder.compare(point, value) == 0);
        }
        var byLow = BsonOrder.compare(low, value);
        var byHigh = BsonOrder.compare(value, high);
        return (byLow < 0 || byLow == 0 && lowIncluded) && (byHigh < 0 || byHigh == 0 && highIncluded);
    }
}
