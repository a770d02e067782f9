package io.autocharge.runtime.kafka;

import io.autocharge.contracts.PartnerId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What stands on the outside of every message on Kafka: CloudEvents 1.0 in binary mode.
 *
 * @param id the message's own name, for ever
 * @param type what it says, e.g. {@code invoice.InvoiceCreated}
 * @param revision the revision of that type in which the body is written; not said if it is the first
 * @param source who says it, e.g. {@code /autocharge/invoice}
 * @param subject the aggregate that it is about; the record's key too
 * @param partnerId to whom it belongs
 * @param sequence the how-many-eth event of its aggregate it is, from 0; absent on commands and replies
 * @param position where it stands in its service's store; absent on commands and replies
 * @param correlationId the wish that all this goes back to; may be absent
 * @param causationId the message that led to it; may be absent
 * @param traceparent where it belongs in a trace (W3C); may be absent
 */
public record Envelope(
        String id,
        String type,
        int revision,
        String source,
        String subject,
        Instant time,
        PartnerId partnerId,
        Long sequence,
        Long position,
        String correlationId,
        String causationId,
        String traceparent) {

    private static final int LONGEST = 1024;
    private static final String JSON = "application/json";

    /** The headers that say this. */
    Headers headers() {
        var headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_type", type);
        put(headers, "ce_revision", revision == 1 ? null : revision);
        put(headers, "ce_source", source);
        put(headers, "ce_subject", subject);
        put(headers, "ce_time", time);
        put(headers, "ce_partnerid", partnerId);
        put(headers, "ce_sequence", sequence);
        put(headers, "ce_position", position);
        put(headers, "ce_correlationid", correlationId);
        put(headers, "ce_causationid", causationId);
        put(headers, "traceparent", traceparent);
        put(headers, "content-type", JSON);
        return headers;
    }

    /**
     * What the headers of a record say.
     *
     * @throws Rejected if they are not those of a CloudEvent in binary mode with all that a message needs
     */
    static Envelope read(Headers headers) {
        var said = text(headers);
        if (!"1.0".equals(required(said, "ce_specversion"))) {
            throw Rejection.HEADER_MALFORMED.because("'ce_specversion' must be 1.0.");
        }
        if (!required(said, "content-type").toLowerCase(Locale.ROOT).matches(JSON + "(; *charset=utf-8)?")) {
            throw Rejection.HEADER_MALFORMED.because("'content-type' must be application/json.");
        }
        return new Envelope(
                required(said, "ce_id"),
                required(said, "ce_type"),
                revision(number(said, "ce_revision")),
                required(said, "ce_source"),
                required(said, "ce_subject"),
                time(required(said, "ce_time")),
                partner(required(said, "ce_partnerid")),
                number(said, "ce_sequence"),
                number(said, "ce_position"),
                said.get("ce_correlationid"),
                said.get("ce_causationid"),
                said.get("traceparent"));
    }

    /** The headers as text, as far as they can be read at all: for the dead letters. */
    static Map<String, String> legible(Headers headers) {
        var all = new LinkedHashMap<String, String>();
        for (Header header : headers) {
            if (header.value() != null && all.size() < 50) {
                var text = new String(header.value(), StandardCharsets.UTF_8);
                all.put(header.key(), text.length() <= LONGEST * 4 ? text : text.substring(0, LONGEST * 4));
            }
        }
        return all;
    }

    /** What one header says, if it is there. */
    static String text(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : decoded(header);
    }

    private static Map<String, String> text(Headers headers) {
        var said = new LinkedHashMap<String, String>();
        for (Header header : headers) {
            var known = header.key().startsWith("ce_")
                    || header.key().equals("content-type")
                    || header.key().equals("traceparent");
            if (known && header.value() != null && said.put(header.key(), decoded(header)) != null) {
                throw Rejection.HEADER_MALFORMED.because("'" + header.key() + "' is there twice.");
            }
        }
        return said;
    }

    private static String decoded(Header header) {
        if (header.value().length > LONGEST * 4) {
            throw Rejection.HEADER_MALFORMED.because("'" + header.key() + "' is too long.");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(header.value()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejection.HEADER_MALFORMED.because("'" + header.key() + "' is not UTF-8.");
        }
    }

    private static String required(Map<String, String> said, String name) {
        var value = said.get(name);
        if (value == null || value.isBlank()) {
            throw Rejection.HEADER_MISSING.because("'" + name + "' is expected.");
        }
        if (value.length() > LONGEST) {
            throw Rejection.HEADER_MALFORMED.because("'" + name + "' is too long.");
        }
        return value;
    }

    private static Instant time(String value) {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw Rejection.HEADER_MALFORMED.because("'ce_time' must be a time such as 2026-12-31T12:00:00Z.");
        }
    }

    private static PartnerId partner(String value) {
        try {
            return new PartnerId(value);
        } catch (IllegalArgumentException e) {
            throw Rejection.HEADER_MALFORMED.because("'ce_partnerid': " + e.getMessage());
        }
    }

    private static int revision(Long said) {
        if (said != null && (said < 1 || said > 1_000)) {
            throw Rejection.HEADER_MALFORMED.because("'ce_revision' counts from 1.");
        }
        return said == null ? 1 : said.intValue();
    }

    private static Long number(Map<String, String> said, String name) {
        var value = said.get(name);
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,18}")) {
            throw Rejection.HEADER_MALFORMED.because("'" + name + "' must be a whole number.");
        }
        return Long.valueOf(value);
    }

    private static void put(Headers headers, String name, Object value) {
        if (value != null) {
            headers.add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
