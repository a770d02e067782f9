package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds what an index holds for a document. An array gives one entry for each of its elements; fields below the same array are read
 * from the same element.
 */
final class KeyReader {

    private final List<String> fields;
    private final String[][] paths;
    private final int[][] positions;
    private final boolean[] multikey;

    KeyReader(List<String> fields) {
        this.fields = fields;
        this.paths = fields.stream().map(field -> field.split("\\.")).toArray(String[][]::new);
        this.positions = Stream.of(paths).map(KeyReader::positions).toArray(int[][]::new);
        this.multikey = new boolean[paths.length];
    }

    /** The parts of a path that name an element by its place in an array; -1 for the others. */
    private static int[] positions(String[] path) {
        return Stream.of(path)
                .mapToInt(part -> part.matches("\\d{1,6}") ? Integer.parseInt(part) : -1)
                .toArray();
    }

    /** Whether some document had an array in this field. */
    boolean isMultikey(int field) {
        return multikey[field];
    }

    /** The entries of a document, or none if it has no indexed field at all and the index is to leave it out. */
    List<Object[]> read(Document document, boolean sparse) {
        var walk = new Walk();
        var at = new Object[paths.length];
        Arrays.fill(at, document);
        walk.go(at, new int[paths.length], new boolean[paths.length]);
        return sparse && !walk.present ? List.of() : walk.found;
    }

    private final class Walk {

        private final List<Object[]> found = new ArrayList<>(1);
        private boolean present;

        private void go(Object[] at, int[] depth, boolean[] done) {
            Collection<?> array = null;
            for (var f = 0; f < paths.length; f++) {
                descend(f, at, depth, done);
                if (!done[f]) {
                    if (array != null && array != at[f]) {
                        throw new CannotIndexParallelArraysError(fields);
                    }
                    array = (Collection<?>) at[f];
                }
            }
            if (array == null) {
                add(at);
                return;
            }
            for (var element : array.isEmpty() ? List.of(BsonOrder.EMPTY_ARRAY) : array) {
                into(element, array, at, depth, done);
            }
        }

        private void into(Object element, Collection<?> array, Object[] at, int[] depth, boolean[] done) {
            var nextAt = at.clone();
            var nextDone = done.clone();
            for (var f = 0; f < paths.length; f++) {
                if (!done[f] && at[f] == array) {
                    multikey[f] = true;
                    var isEnd = depth[f] == paths[f].length;
                    nextAt[f] = isEnd || element instanceof Document ? element : Missing.getInstance();
                    nextDone[f] = isEnd || !(element instanceof Document);
                }
            }
            go(nextAt, depth.clone(), nextDone);
        }

        /** Goes down one field's path until its end or an array. */
        private void descend(int f, Object[] at, int[] depth, boolean[] done) {
            while (!done[f]) {
                if (at[f] instanceof List<?> list && hasPosition(f, depth[f], list)) {
                    at[f] = list.get(positions[f][depth[f]]);
                    depth[f]++;
                } else if (at[f] instanceof Collection) {
                    return;
                } else if (depth[f] == paths[f].length) {
                    done[f] = true;
                } else {
                    at[f] = at[f] instanceof Document document
                            ? document.getOrMissing(paths[f][depth[f]])
                            : Missing.getInstance();
                    depth[f]++;
                }
            }
        }

        private boolean hasPosition(int f, int depth, List<?> list) {
            return depth < paths[f].length && positions[f][depth] >= 0 && positions[f][depth] < list.size();
        }

        private void add(Object[] at) {
            var values = at.clone();
            for (var f = 0; f < values.length; f++) {
                present |= !(values[f] instanceof Missing);
                values[f] = values[f] instanceof Missing ? null : values[f];
            }
            found.add(values);
        }
    }
}
