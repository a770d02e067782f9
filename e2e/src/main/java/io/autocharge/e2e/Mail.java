package io.autocharge.e2e;

import java.util.List;

/**
 * An e-mail that arrived.
 *
 * @param messageId its name for ever: what comes again under the same name is the same e-mail
 */
public record Mail(
        String messageId,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        List<String> attachments) {

    /** The first lines that say something. */
    public List<String> firstLines(int count) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(count)
                .toList();
    }
}
