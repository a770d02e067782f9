package io.autocharge.ops;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, in columns as wide as they need to be; numbers stand to the right. */
final class Table {

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    Table row(Object... cells) {
        var row = new ArrayList<String>();
        for (var cell : cells) {
            row.add(cell == null ? "" : cell.toString());
        }
        rows.add(row);
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    void print(PrintWriter out) {
        var widths = new int[headings.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = headings.get(column).length();
            for (var row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        out.println(line(headings, widths, false));
        rows.forEach(row -> out.println(line(row, widths, true)));
    }

    private static String line(List<String> cells, int[] widths, boolean numbersRight) {
        var line = new StringBuilder("  ");
        for (int column = 0; column < widths.length; column++) {
            var cell = cells.get(column);
            var gap = " ".repeat(widths[column] - cell.length());
            line.append(numbersRight && cell.matches("[0-9,]+") ? gap + cell : cell + gap)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }
}
