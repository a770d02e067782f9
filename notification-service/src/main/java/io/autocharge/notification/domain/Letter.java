package io.autocharge.notification.domain;

import java.util.List;

/** What a customer reads: the same in HTML and in plain text. */
public record Letter(Sender sender, String subject, String html, String text, List<Enclosure> enclosures) {

    /** A paper that goes with it. */
    public record Enclosure(String name, String mediaType, byte[] content) {}
}
