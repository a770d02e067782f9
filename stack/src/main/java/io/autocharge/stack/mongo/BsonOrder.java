package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Decimal128;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.MaxKey;
import de.bwaldvogel.mongo.bson.MinKey;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;

/** MongoDB's order of values: first by kind, then within the kind; numbers of all kinds compare by what they are worth. */
final class BsonOrder {

    /** A place between the kinds of values: before or after all values of one kind. */
    record Edge(int kind, boolean after) {
        static final Edge FIRST = new Edge(Integer.MIN_VALUE, false);
        static final Edge LAST = new Edge(Integer.MAX_VALUE, true);
    }

    /** Stands in an index for an array without elements. */
    static final Object EMPTY_ARRAY = new Object() {
        @Override
        public String toString() {
            return "[]";
        }
    };

    private static final int NULL = 3;
    private static final int NUMBER = 4;

    private BsonOrder() {}

    static int kind(Object value) {
        if (Missing.isNullOrMissing(value)) {
            return NULL;
        } else if (value instanceof String) {
            return 5;
        } else if (value instanceof Number) {
            return NUMBER;
        } else if (value instanceof Instant) {
            return 13;
        } else if (value instanceof ObjectId) {
            return 11;
        } else if (value instanceof Boolean) {
            return 12;
        } else if (value instanceof Document) {
            return 6;
        } else if (value instanceof Collection) {
            return 7;
        } else if (value instanceof Edge edge) {
            return edge.kind();
        }
        return rareKind(value);
    }

    private static int rareKind(Object value) {
        if (value instanceof BinData) {
            return 8;
        } else if (value instanceof LegacyUUID) {
            return 9;
        } else if (value instanceof UUID) {
            return 10;
        } else if (value instanceof BsonTimestamp) {
            return 14;
        } else if (value instanceof BsonRegularExpression) {
            return 15;
        } else if (value instanceof MaxKey) {
            return 20;
        } else if (value instanceof MinKey) {
            return 1;
        } else if (value == EMPTY_ARRAY) {
            return 2;
        }
        return 16;
    }

    static int compare(Object a, Object b) {
        if (a == b) {
            return 0;
        }
        if (a instanceof String s && b instanceof String t) {
            return s.compareTo(t);
        }
        var kind = kind(a);
        var byKind = Integer.compare(kind, kind(b));
        if (byKind != 0) {
            return byKind;
        }
        if (a instanceof Edge || b instanceof Edge) {
            return compareEdges(a, b);
        }
        return kind == NULL ? 0 : compareWithin(a, b);
    }

    private static int compareEdges(Object a, Object b) {
        if (a instanceof Edge edge && b instanceof Edge other) {
            return Boolean.compare(edge.after(), other.after());
        }
        return a instanceof Edge edge ? (edge.after() ? 1 : -1) : -compareEdges(b, a);
    }

    private static int compareWithin(Object a, Object b) {
        if (a instanceof Number m && b instanceof Number n) {
            return compareNumbers(m, n);
        } else if (a instanceof Document d && b instanceof Document e) {
            return compareDocuments(d, e);
        } else if (a instanceof Collection<?> c && b instanceof Collection<?> d) {
            return compareLists(c, d);
        } else if (a instanceof Instant i && b instanceof Instant j) {
            return Long.compare(i.toEpochMilli(), j.toEpochMilli());
        } else if (a instanceof Boolean p && b instanceof Boolean q) {
            return Boolean.compare(p, q);
        } else if (a instanceof ObjectId i && b instanceof ObjectId j) {
            return i.compareTo(j);
        } else if (a instanceof BinData i && b instanceof BinData j) {
            return i.compareTo(j);
        } else if (a instanceof BsonTimestamp i && b instanceof BsonTimestamp j) {
            return i.compareTo(j);
        }
        return a.toString().compareTo(b.toString());
    }

    private static int compareNumbers(Number a, Number b) {
        if (isWhole(a) && isWhole(b)) {
            return Long.compare(a.longValue(), b.longValue());
        }
        var x = a.doubleValue() + 0.0; // -0.0 is 0.0
        var y = b.doubleValue() + 0.0;
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            return Double.isNaN(x) || Double.isNaN(y)
                    ? Boolean.compare(Double.isNaN(y), Double.isNaN(x)) // NaN is below every number
                    : Double.compare(x, y);
        }
        return a instanceof Double && b instanceof Double
                ? Double.compare(x, y)
                : decimal(a).compareTo(decimal(b));
    }

    private static boolean isWhole(Number number) {
        return number instanceof Integer || number instanceof Long;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof Decimal128 decimal) {
            return decimal.doubleValue() == 0 ? BigDecimal.ZERO : decimal.toBigDecimal();
        }
        return isWhole(number) ? BigDecimal.valueOf(number.longValue()) : new BigDecimal(number.doubleValue());
    }

    private static int compareDocuments(Document a, Document b) {
        var left = a.entrySet().iterator();
        var right = b.entrySet().iterator();
        while (left.hasNext() && right.hasNext()) {
            var x = left.next();
            var y = right.next();
            var order = Integer.compare(kind(x.getValue()), kind(y.getValue()));
            order = order != 0 ? order : x.getKey().compareTo(y.getKey());
            order = order != 0 ? order : compare(x.getValue(), y.getValue());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    private static int compareLists(Collection<?> a, Collection<?> b) {
        var left = a.iterator();
        var right = b.iterator();
        while (left.hasNext() && right.hasNext()) {
            var order = compare(left.next(), right.next());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }
}
