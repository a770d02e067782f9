package io.autocharge.stack.mongo;

/**
 * An entry's place in an index: one value for each indexed field. An edge is a place before or after all entries that begin with its
 * values.
 */
record Key(Object[] values, int edge, long tie) {

    static Key entry(Object[] values, long tie) {
        return new Key(values, 0, tie);
    }

    static Key before(Object[] prefix) {
        return new Key(prefix, -1, 0);
    }

    static Key after(Object[] prefix) {
        return new Key(prefix, 1, 0);
    }

    int compareTo(Key other, boolean[] descending) {
        var shared = Math.min(values.length, other.values.length);
        for (var i = 0; i < shared; i++) {
            var order = BsonOrder.compare(values[i], other.values[i]);
            if (order != 0) {
                return descending[i] ? -order : order;
            }
        }
        if (edge != 0 || other.edge != 0) {
            if (edge != 0 && other.edge != 0) {
                return values.length != other.values.length
                        ? (values.length < other.values.length ? edge : -other.edge)
                        : Integer.compare(edge, other.edge);
            }
            return edge != 0 ? edge : -other.edge;
        }
        return Long.compare(tie, other.tie);
    }
}
