package io.autocharge.door;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A text without what must never be read in a log: secrets, tokens and links, numbers of cards and bank accounts, and
 * addresses of people. It looks at form alone, and takes rather too much than too little.
 */
final class Masked {

    private static final String INSTEAD = "***";

    /** Instants in milliseconds; no card starts so. */
    private static final Pattern INSTANT = Pattern.compile("1[0-9]{12}");

    private static final List<Pattern> ALWAYS = List.of(
            Pattern.compile("(?<=://)[^/\\s@]+(?=@)"),
            Pattern.compile("[^\\s@<>\"'(),:;=&?/*]+(?:@|%40)[^\\s@<>\"'(),:;=&?/*]+\\.[A-Za-z]{2,}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*){0,4}"),
            Pattern.compile("(?i)(?<=\\b(?:basic|bearer) {1,4})[a-z0-9._~+/=-]{16,}"),
            Pattern.compile("(?i)(?<=\\b(?:password|passphrase|secret|token)[=:] ?)[^\\s,;&]+"),
            Pattern.compile("\\b(?:sk|whsec|whpk|whsk)_[A-Za-z0-9_+/=-]{8,}"));

    private static final Pattern DIGITS = Pattern.compile("(?<![A-Za-z0-9])[0-9](?:[ -]?[0-9]){9,}(?![A-Za-z0-9])");

    /** No id, trace or UUID of ours is so long; whatever is random and authorises is. */
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_+-]{40,}={0,2}");

    private Masked() {}

    static String text(String said) {
        var text = said;
        for (var pattern : ALWAYS) {
            text = pattern.matcher(text).replaceAll(INSTEAD);
        }
        text = DIGITS.matcher(text).replaceAll(Masked::number);
        return LONG_WORD.matcher(text).replaceAll(Masked::word);
    }

    private static String number(MatchResult found) {
        var isDate = found.group().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");
        return isDate || INSTANT.matcher(found.group()).matches() ? found.group() : INSTEAD;
    }

    /** Names of classes and properties are long, too, but have no digits throughout. */
    private static String word(MatchResult found) {
        return found.group().chars().filter(c -> c >= '0' && c <= '9').count() > 2 ? INSTEAD : found.group();
    }
}
