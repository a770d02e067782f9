package io.autocharge.runtime.axon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Message;
import io.autocharge.contracts.WireType;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EventRecord;
import io.autocharge.runtime.mongo.StoredEvent;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.MetaData;

/**
 * Writes facts down and reads them back, whatever release wrote them. What a fact is called is its wire type, never a Java
 * class; a body of an earlier revision passes the upcasters.
 */
public final class EventCodec {

    private final Map<String, Map<Integer, Upcaster>> upcasters = new HashMap<>();

    public EventCodec(List<Upcaster> upcasters) {
        for (var upcaster : upcasters) {
            var before = this.upcasters
                    .computeIfAbsent(upcaster.type(), t -> new TreeMap<>())
                    .put(upcaster.from(), upcaster);
            if (before != null) {
                throw new IllegalArgumentException(
                        "Two upcasters lift " + upcaster.type() + " from " + upcaster.from());
            }
        }
    }

    /** The revision in which facts of this type are written now. */
    public int revision(String type) {
        return 1 + upcasters.getOrDefault(type, Map.of()).size();
    }

    EventRecord write(EventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> domain) || !(message.getPayload() instanceof Event event)) {
            throw new IllegalArgumentException("Only the events of aggregates are stored, not "
                    + message.getPayloadType().getSimpleName());
        }
        var type = WireType.of(event.getClass());
        return new EventRecord(
                message.getIdentifier(),
                type,
                revision(type),
                domain.getAggregateIdentifier(),
                domain.getSequenceNumber(),
                event.partnerId().value(),
                message.getTimestamp().truncatedTo(ChronoUnit.MILLIS),
                texts(message.getMetaData()),
                Json.write(event));
    }

    /** A stored fact as policies and views get it. */
    public TrackedEventMessage<?> tracked(StoredEvent stored) {
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(stored.position()), domain(stored.event()));
    }

    GenericDomainEventMessage<?> domain(EventRecord record) {
        return new GenericDomainEventMessage<>(
                record.context(),
                record.aggregate(),
                record.sequence(),
                payload(record),
                MetaData.from(record.metadata()),
                record.id(),
                record.at());
    }

    /** The fact that a record tells of; of a type that is not known here, only its name. */
    public Object payload(EventRecord record) {
        var type = WireType.named(record.type()).orElse(null);
        if (type == null) {
            return new UnknownEvent(record.type());
        }
        return record.revision() == revision(record.type()) ? Json.read(record.body(), type) : lifted(record, type);
    }

    private Message lifted(EventRecord record, Class<? extends Message> type) {
        try {
            var body = (ObjectNode) Json.TOLERANT.readTree(record.body());
            for (int revision = record.revision(); revision < revision(record.type()); revision++) {
                body = upcasters.get(record.type()).get(revision).up(body);
            }
            return Json.TOLERANT.treeToValue(body, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Revision " + record.revision() + " of " + record.type() + " cannot be read.", e);
        }
    }

    private static Map<String, String> texts(MetaData metadata) {
        var texts = new TreeMap<String, String>();
        metadata.forEach((key, value) -> {
            if (value != null) {
                texts.put(key, value.toString());
            }
        });
        return texts;
    }
}
