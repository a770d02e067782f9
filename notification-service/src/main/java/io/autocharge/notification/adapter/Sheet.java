package io.autocharge.notification.adapter;

import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import java.awt.Color;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A sheet of paper that is written on at points from its lower left corner. Text that is too long for its place is cut with an ellipsis. */
final class Sheet {

    private final PdfContentByte content;
    private final Map<Typeface, BaseFont> fonts = new EnumMap<>(Typeface.class);

    Sheet(PdfContentByte content) {
        this.content = content;
        for (var face : Typeface.values()) {
            fonts.put(face, face.font());
        }
    }

    /** How a text looks. */
    record Style(Typeface face, float size, Color color, float tracking) {

        Style(Typeface face, float size, Color color) {
            this(face, size, color, 0);
        }
    }

    /** Writes one line whose left end is at {@code x}. */
    void left(Style style, String text, float x, float y, float width) {
        write(style, fitted(style, text, width), x, y);
    }

    /** Writes one line whose right end is at {@code x}. */
    void right(Style style, String text, float x, float y, float width) {
        var line = fitted(style, text, width);
        write(style, line, x - width(style, line), y);
    }

    /** Writes one line around {@code x}. */
    void centered(Style style, String text, float x, float y, float width) {
        var line = fitted(style, text, width);
        write(style, line, x - width(style, line) / 2, y);
    }

    /** Breaks a text between words into at most {@code most} lines; the last is cut. */
    List<String> lines(Style style, String text, float width, int most) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : printable(text).split(" ")) {
            var longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || lines.size() == most - 1 || width(style, longer) <= width) {
                line = longer;
            } else {
                lines.add(line);
                line = word;
            }
        }
        lines.add(line);
        return lines;
    }

    /** Draws a hairline from {@code x} to the right. */
    void rule(Color color, float x, float y, float width) {
        content.setColorStroke(color);
        content.setLineWidth(0.75f);
        content.moveTo(x, y);
        content.lineTo(x + width, y);
        content.stroke();
    }

    /** Fills a box with round corners. */
    void box(Color color, float x, float y, float width, float height, float radius) {
        content.setColorFill(color);
        content.roundRectangle(x, y, width, height, radius);
        content.fill();
    }

    private void write(Style style, String text, float x, float y) {
        content.beginText();
        content.setFontAndSize(fonts.get(style.face()), style.size());
        content.setCharacterSpacing(style.tracking());
        content.setColorFill(style.color());
        content.setTextMatrix(x, y);
        content.showText(text);
        content.endText();
    }

    private String fitted(Style style, String text, float width) {
        var clean = printable(text);
        if (width(style, clean) <= width) {
            return clean;
        }
        var end = clean.length();
        while (end > 0 && width(style, clean.substring(0, end).strip() + "…") > width) {
            end = clean.offsetByCodePoints(end, -1);
        }
        return clean.substring(0, end).strip() + "…";
    }

    private float width(Style style, String text) {
        return fonts.get(style.face()).getWidthPoint(text, style.size()) + style.tracking() * text.length();
    }

    /** Letters that the face does not have would vanish without a trace: they become a question mark. */
    private String printable(String text) {
        var font = fonts.get(Typeface.REGULAR);
        var clean = new StringBuilder();
        text.strip().replaceAll("\\s+", " ").codePoints().forEach(letter -> {
            if (Character.isSupplementaryCodePoint(letter) || !font.charExists((char) letter)) {
                clean.append('?');
            } else {
                clean.appendCodePoint(letter);
            }
        });
        return clean.toString();
    }
}
