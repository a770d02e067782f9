package io.autocharge.runtime.http;

import io.autocharge.contracts.Command;
import io.autocharge.runtime.Changed;
import io.autocharge.runtime.Commands;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which versions of a thing a change is meant for, from the header {@code If-Match} (RFC 9110, 13.1.1): those that are named,
 * any with {@code *}, and without the header whatever there is.
 */
public record IfMatch(List<String> lines) {

    private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");
    private static final Pattern TAGS =
            Pattern.compile("[ \\t,]*" + TAG + "(?:[ \\t]*,[ \\t]*(?:" + TAG + ")?)*[ \\t]*");

    public IfMatch {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /**
     * Gives an order that holds for {@code thing} as it is, which was at {@code position} of the store when it was looked up
     * and is found at {@code where}. If something happens to it in between, the order is not executed.
     *
     * @throws Problem 412 if it is not, or no longer, as the caller believes
     */
    public void send(Commands commands, Command order, Versioned thing, long position, String where) {
        var all = String.join(",", lines).strip();
        if (lines.isEmpty() || all.equals("*")) {
            commands.send(order);
            return;
        }
        if (!names(all, thing.version())) {
            throw stale(where);
        }
        try {
            commands.sendIfUnchanged(order, position);
        } catch (Changed e) {
            throw stale(where);
        }
    }

    /** By strong comparison: a weak tag names no version. */
    private static boolean names(String tags, String version) {
        if (!TAGS.matcher(tags).matches()) {
            throw Problem.malformed("If-Match is * or a list of entity tags such as \"42\".");
        }
        return version != null
                && TAG.matcher(tags).results().anyMatch(tag -> tag.group().equals("\"" + version + "\""));
    }

    private static Problem stale(String where) {
        return Problem.of(412, "precondition_failed", "This has changed since you looked it up. Look it up again.")
                .with("Link", "<" + where + ">; rel=\"latest-version\"");
    }
}
