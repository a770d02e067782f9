package io.autocharge.runtime.mongo;

import java.time.Instant;
import java.util.Map;

/**
 * A fact as it is stored and published.
 *
 * @param id unique for ever; the CloudEvents id
 * @param type its wire type, such as {@code invoice.InvoiceCreated}
 * @param revision the revision of that type in which {@code body} is written, from 1
 * @param aggregate whom it happened to
 * @param sequence its place among the facts of that aggregate, from 0, without gaps
 * @param at when it happened, by the clock of the process that said so; never used for order
 * @param metadata correlation, causation and trace
 * @param body the fact itself as JSON, kept to the letter
 */
public record EventRecord(
        String id,
        String type,
        int revision,
        String aggregate,
        long sequence,
        String partner,
        Instant at,
        Map<String, String> metadata,
        String body) {

    /** Whose fact it is: the part of the type before the dot. */
    public String context() {
        return type.substring(0, type.indexOf('.'));
    }

    /** The name of this fact's place, of which there is one for ever. */
    String key() {
        return key(aggregate, sequence);
    }

    static String key(String aggregate, long sequence) {
        return aggregate + "#" + String.format("%019d", sequence);
    }
}
