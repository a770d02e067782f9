package io.autocharge.customer.domain;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** How names and addresses of partners and customers may be written. */
final class Written {

    private static final Pattern EMAIL =
            Pattern.compile("[^@\\s,;<>\"]{1,64}@[^@\\s,;<>\"]{1,185}\\.[^@\\s,;<>\".]{1,63}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TAG = 40;
    private static final int MOST_TAGS = 20;

    private Written() {}

    static boolean asName(String text) {
        return line(text, LONGEST_NAME);
    }

    /** Good enough to send a mail to; whether it arrives is for the mail to find out. */
    static boolean asEmail(String text) {
        return text != null && EMAIL.matcher(text).matches() && text.chars().noneMatch(Character::isISOControl);
    }

    static boolean asTags(List<String> tags) {
        return tags.size() <= MOST_TAGS
                && tags.stream().allMatch(tag -> line(tag, LONGEST_TAG))
                && new HashSet<>(tags).size() == tags.size();
    }

    /** One line of text: what goes into the head of an e-mail must not end it. */
    private static boolean line(String text, int longest) {
        return text != null
                && !text.isBlank()
                && text.length() <= longest
                && text.chars().noneMatch(Character::isISOControl);
    }
}
