package io.autocharge.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds what looks like the number of a card: 13 to 19 digits that pass the check of Luhn, written in one piece or with
 * spaces and dashes; and what looks like that of a bank account ({@link BankAccounts}). Such numbers belong to the payment
 * processor and never come in here.
 */
public final class AccountNumbers {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int NEIGHBOURHOOD = 48;

    /** What may hold many digits and means no harm: our ids, UUIDs, calendar dates. */
    private static final Pattern HARMLESS = Pattern.compile("\\b[a-z]{2,4}_[0-7][0-9A-HJKMNP-TV-Z]{25}\\b"
            + "|\\b[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])"
            + "|\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b");

    private static final Pattern ESCAPED_DIGIT = Pattern.compile("\\\\u003([0-9])");

    /** Groups of digits with at most two spaces or dashes between them. */
    private static final Pattern DIGITS = Pattern.compile("[0-9]++(?:[ \\-\\u00a0]{1,2}[0-9]++)*+");

    private static final Pattern GROUP = Pattern.compile("[0-9]+");

    private AccountNumbers() {}

    /** Whether {@code text} holds such a number anywhere. */
    public static boolean in(CharSequence text) {
        if (text == null || text.length() < SHORTEST) {
            return false;
        }
        var plain =
                HARMLESS.matcher(ESCAPED_DIGIT.matcher(text).replaceAll("$1")).replaceAll(".");
        var runs = DIGITS.matcher(plain);
        while (runs.find()) {
            if (runs.end() - runs.start() >= SHORTEST
                    && !insideOpaqueWord(plain, runs.start(), runs.end())
                    && holdsNumber(runs.group())) {
                return true;
            }
        }
        return BankAccounts.in(plain);
    }

    /** A number may follow or precede other groups of digits, such as a month and a year. */
    private static boolean holdsNumber(String run) {
        List<String> groups = new ArrayList<>();
        var matcher = GROUP.matcher(run);
        while (matcher.find()) {
            groups.add(matcher.group());
        }
        for (int first = 0; first < groups.size(); first++) {
            var digits = new StringBuilder();
            for (int last = first; last < groups.size() && digits.length() <= LONGEST; last++) {
                digits.append(groups.get(last));
                if (isNumber(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isNumber(CharSequence digits) {
        var length = digits.length();
        if (length < SHORTEST || length > LONGEST || digits.charAt(0) == '0') {
            return false;
        }
        // Numbers of 13 and 14 digits that start with 1 are instants in milliseconds; no card starts so.
        return !(length < 15 && digits.charAt(0) == '1') && passesLuhn(digits);
    }

    private static boolean passesLuhn(CharSequence digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** Tokens and hashes mix letters and digits throughout; {@code card4242…} has letters on one side only. */
    private static boolean insideOpaqueWord(String text, int start, int end) {
        int from = start;
        while (from > 0 && start - from < NEIGHBOURHOOD && isWord(text.charAt(from - 1))) {
            from--;
        }
        int to = end;
        while (to < text.length() && to - end < NEIGHBOURHOOD && isWord(text.charAt(to))) {
            to++;
        }
        var around = text.substring(from, start) + text.substring(end, to);
        return around.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isWord(char c) {
        return c == '_' || c < 128 && Character.isLetterOrDigit(c);
    }
}
