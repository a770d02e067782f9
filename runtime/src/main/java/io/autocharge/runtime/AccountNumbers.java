package io.autocharge.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Card and account numbers never come in: they go from the payer to the payment processor. This finds what looks like
 * one, 13 to 19 digits with a valid check digit (Luhn), written in one piece or in groups.
 */
public final class AccountNumbers {

    private static final int FEWEST = 13;
    private static final int MOST = 19;

    /** Our own ids and calendar dates hold many digits and mean no harm. */
    private static final Pattern HARMLESS =
            Pattern.compile("\\b[a-z]{2,4}_[0-9A-HJKMNP-TV-Z]{26}\\b|\\b\\d{4}-\\d{2}-\\d{2}(?=\\b|T)");

    private static final Pattern GROUP = Pattern.compile("\\d++");
    private static final Pattern BETWEEN_GROUPS = Pattern.compile("[\\s\\u00a0-]{1,3}");

    private AccountNumbers() {}

    /** Whether the text holds what looks like the number of a card or an account. */
    public static boolean in(CharSequence text) {
        var rest = HARMLESS.matcher(text).replaceAll("x");
        var matcher = GROUP.matcher(rest);
        var near = new ArrayDeque<String>();
        int end = 0;
        while (matcher.find()) {
            if (!joined(rest, end, matcher.start())) {
                near.clear();
            }
            near.addLast(matcher.group());
            if (near.size() > MOST) {
                near.removeFirst();
            }
            if (endsWithNumber(near)) {
                return true;
            }
            end = matcher.end();
        }
        return false;
    }

    private static boolean joined(String text, int from, int to) {
        return to - from <= 3
                && BETWEEN_GROUPS.matcher(text.substring(from, to)).matches();
    }

    /** A number may stand behind others ("order 12 4242 4242 …"), so it may start at any of the last groups. */
    private static boolean endsWithNumber(Deque<String> groups) {
        var digits = new StringBuilder();
        var backwards = groups.descendingIterator();
        while (backwards.hasNext() && digits.length() <= MOST) {
            digits.insert(0, backwards.next());
            if (digits.length() >= FEWEST && digits.length() <= MOST && checks(digits)) {
                return true;
            }
        }
        return false;
    }

    private static boolean checks(CharSequence digits) {
        if (digits.charAt(0) == '0') {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
