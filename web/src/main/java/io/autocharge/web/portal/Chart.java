package io.autocharge.web.portal;

import io.autocharge.web.Sum;
import java.util.List;
import java.util.stream.IntStream;

/** Sums over time as bars, laid out on the server: the page only draws them. */
public record Chart(String title, List<Bar> bars, List<Line> lines) {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 220;
    private static final int TOP = 24;
    private static final int FLOOR = 190;
    private static final double FILLED = 0.6;
    private static final int LABEL = 6;

    /** A sum and what it is of, such as a month. */
    public record Point(String label, Sum sum) {}

    /** A point where it is drawn. */
    public record Bar(String label, Sum sum, long x, long y, long width, long height) {
        /** Where its label stands. */
        public long middle() {
            return x + width / 2;
        }
    }

    /** A line at a round sum. */
    public record Line(Sum sum, long y) {
        /** Where its label stands. */
        public long labelY() {
            return y - LABEL;
        }
    }

    /** Lays out the points, of which there is at least one, from left to right. */
    public static Chart of(String title, List<Point> points) {
        var currency = points.get(0).sum().currency();
        var top = round(
                points.stream().mapToLong(point -> point.sum().amount()).max().orElse(0));
        var step = (double) WIDTH / points.size();
        var bars = IntStream.range(0, points.size())
                .mapToObj(i -> {
                    var height = Math.round(
                            (double) (FLOOR - TOP) * points.get(i).sum().amount() / top);
                    var width = Math.round(step * FILLED);
                    return new Bar(
                            points.get(i).label(),
                            points.get(i).sum(),
                            Math.round(step * i + step * (1 - FILLED) / 2),
                            FLOOR - height,
                            width,
                            height);
                })
                .toList();
        var lines =
                List.of(new Line(new Sum(top, currency), TOP), new Line(new Sum(top / 2, currency), (TOP + FLOOR) / 2));
        return new Chart(title, bars, lines);
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return HEIGHT;
    }

    /** Where the labels of the bars stand. */
    public int labelY() {
        return HEIGHT - LABEL;
    }

    /** The next 1, 2 or 5 with zeros, so that the lines stand at round sums. */
    static long round(long most) {
        for (long unit = 100; ; unit *= 10) {
            for (var times : new int[] {1, 2, 5}) {
                if (unit * times >= most) {
                    return unit * times;
                }
            }
        }
    }
}
