package io.autocharge.notification.adapter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;

/** Words of any script in a mail's header, as RFC 2047 has them. Nothing written here can end a header's line. */
final class HeaderText {

    private static final int BYTES_PER_WORD = 45; // 60 characters in base 64; a word has at most 75

    private HeaderText() {}

    /** A subject. */
    static String subject(String text) {
        var line = oneLine(text);
        return isPlain(line) ? line : encoded(line);
    }

    /** The name of a mailbox: what stands before its address. */
    static String name(String text) {
        var line = oneLine(text);
        return isPlain(line) ? '"' + line.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : encoded(line);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }

    private static boolean isPlain(String line) {
        return line.length() < 900 && !line.contains("=?") && line.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String encoded(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var bytes = 0;
        for (var letter : line.codePoints().mapToObj(Character::toString).toList()) {
            var length = letter.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + length > BYTES_PER_WORD) {
                words.add(word(word.toString()));
                word.setLength(0);
                bytes = 0;
            }
            word.append(letter);
            bytes += length;
        }
        words.add(word(word.toString()));
        return String.join("\r\n ", words);
    }

    private static String word(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }
}
