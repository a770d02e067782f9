package io.autocharge.runtime.http;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * How a signed token may be written: in one way only. Readers of base64url tend to overlook what does not belong there, and
 * then a token that was tampered with is taken for the one that it was.
 */
public final class WrittenToken {

    private static final int LONGEST = 4_096;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.([A-Za-z0-9_-]+)");

    private WrittenToken() {}

    /** Whether this can be a token at all: three parts of base64url, the last one without a bit too many. */
    public static boolean isOne(String text) {
        if (text.length() > LONGEST) {
            return false;
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        try {
            var signature = parts.group(1);
            var bytes = Base64.getUrlDecoder().decode(signature);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
