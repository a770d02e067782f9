package io.autocharge.web;

import java.util.regex.Pattern;

/** A colour of the screen, and how well one is read on another (WCAG 2.2, contrast ratio). */
record Colour(int red, int green, int blue) {

    static final Colour BLACK = new Colour(0, 0, 0);
    static final Colour WHITE = new Colour(255, 255, 255);

    /** What small text needs (WCAG 2.2, 1.4.3). */
    static final double READABLE = 4.5;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{6}");
    private static final double STEP = 0.04;

    /** The colour written as {@code 0f6b5c}. */
    static Colour of(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("A colour is six hexadecimal digits.");
        }
        var bits = Integer.parseInt(hex, 16);
        return new Colour(bits >> 16, bits >> 8 & 255, bits & 255);
    }

    /** This colour, moved towards {@code end} as little as makes it readable on {@code ground}. */
    Colour readableOn(Colour ground, Colour end) {
        var moved = this;
        for (double part = STEP; moved.contrast(ground) < READABLE && part <= 1; part += STEP) {
            moved = mixed(end, part);
        }
        return moved.contrast(ground) < READABLE ? end : moved;
    }

    /** White or black, whichever is read better on this. */
    Colour ink() {
        return WHITE.contrast(this) >= BLACK.contrast(this) ? WHITE : BLACK;
    }

    /** This with so large a part of another. */
    Colour mixed(Colour other, double part) {
        return new Colour(mixed(red, other.red, part), mixed(green, other.green, part), mixed(blue, other.blue, part));
    }

    /** From 1, the same, to 21, black on white. */
    double contrast(Colour other) {
        var lighter = Math.max(luminance(), other.luminance());
        var darker = Math.min(luminance(), other.luminance());
        return (lighter + 0.05) / (darker + 0.05);
    }

    @Override
    public String toString() {
        return String.format("#%02x%02x%02x", red, green, blue);
    }

    private static int mixed(int from, int to, double part) {
        return (int) Math.round(from + (to - from) * part);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int channel) {
        var share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
