package io.autocharge.notification.domain;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEventId;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a partner is told of something that happened: which kind of thing, and to what. How much and who is asked of the
 * API, so that a webhook that goes astray tells a stranger nothing.
 *
 * @param subject the id of the thing that it happened to
 * @param sequence its place among all that happened to that thing, from 0: a later fact has a greater one
 * @param position its place in the partner's feed: greater means later, and numbers are left out
 * @param data the ids of what took part
 */
public record Announcement(
        WebhookEventId id,
        PartnerId partnerId,
        String type,
        String subject,
        long sequence,
        long position,
        Instant occurredAt,
        Map<String, String> data) {

    /** The one of this event, if partners are told of its kind. The same event gives the same one. */
    public static Optional<Announcement> of(Event event, long sequence, long position, Instant at) {
        return AnnouncementTypes.of(event.getClass()).map(type -> {
            var subject = event.subject().value();
            return new Announcement(
                    WebhookEventId.derived(subject, String.valueOf(sequence)),
                    event.partnerId(),
                    type,
                    subject,
                    sequence,
                    position,
                    at,
                    ids((Record) event));
        });
    }

    /** The ids that a fact names itself, or in one of its parts. */
    private static Map<String, String> ids(Record fact) {
        var ids = new LinkedHashMap<String, String>();
        for (var component : fact.getClass().getRecordComponents()) {
            var value = value(component, fact);
            if (value instanceof Id id) {
                put(ids, component, id);
            } else if (value instanceof Record part) {
                for (var inner : part.getClass().getRecordComponents()) {
                    if (value(inner, part) instanceof Id id) {
                        put(ids, inner, id);
                    }
                }
            }
        }
        return ids;
    }

    private static void put(Map<String, String> ids, RecordComponent component, Id id) {
        if (!(id instanceof PartnerId)) {
            ids.put(component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT), id.value());
        }
    }

    private static Object value(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record of ours can be read", e);
        }
    }
}
