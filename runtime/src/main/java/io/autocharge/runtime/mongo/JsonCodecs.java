package io.autocharge.runtime.mongo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.autocharge.runtime.Json;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAmount;
import java.util.Currency;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * Stores our own types as their JSON: what a partner reads over HTTP is what an operator finds in the database. The same
 * holds for the values of filters, so {@code eq("partner_id", partnerId)} finds what was stored.
 */
final class JsonCodecs implements CodecProvider {

    @Override
    public <T> Codec<T> get(Class<T> type, CodecRegistry registry) {
        return isOurs(type) ? new JsonCodec<>(type, false) : null;
    }

    private static boolean isOurs(Class<?> type) {
        return type.isRecord()
                || type.isEnum()
                || Temporal.class.isAssignableFrom(type)
                || TemporalAmount.class.isAssignableFrom(type)
                || Currency.class == type
                || type.getName().startsWith("io.autocharge.");
    }

    /** A codec for the documents of one collection: the component {@code id} is the document's {@code _id}. */
    static <T> Codec<T> document(Class<T> type) {
        return new JsonCodec<>(type, true);
    }

    private record JsonCodec<T>(Class<T> type, boolean document) implements Codec<T> {

        @Override
        public void encode(BsonWriter writer, T value, EncoderContext context) {
            write(writer, Json.STRICT.valueToTree(value), document);
        }

        @Override
        public T decode(BsonReader reader, DecoderContext context) {
            try {
                return Json.TOLERANT.treeToValue(read(reader, document), type);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(
                        "A stored " + type.getSimpleName() + " cannot be read: " + e.getOriginalMessage(), e);
            }
        }

        @Override
        public Class<T> getEncoderClass() {
            return type;
        }
    }

    private static void write(BsonWriter writer, JsonNode node, boolean document) {
        if (node.isObject()) {
            writer.writeStartDocument();
            node.properties().forEach(field -> {
                writer.writeName(document && field.getKey().equals("id") ? "_id" : field.getKey());
                write(writer, field.getValue(), false);
            });
            writer.writeEndDocument();
        } else if (node.isArray()) {
            writer.writeStartArray();
            node.forEach(element -> write(writer, element, false));
            writer.writeEndArray();
        } else if (node.isIntegralNumber()) {
            writer.writeInt64(node.longValue());
        } else if (node.isNumber()) {
            writer.writeDouble(node.doubleValue());
        } else if (node.isBoolean()) {
            writer.writeBoolean(node.booleanValue());
        } else if (node.isNull()) {
            writer.writeNull();
        } else {
            writer.writeString(node.asText());
        }
    }

    private static JsonNode read(BsonReader reader, boolean document) {
        var type = reader.getCurrentBsonType() == null ? BsonType.DOCUMENT : reader.getCurrentBsonType();
        if (type == BsonType.DOCUMENT) {
            return object(reader, document);
        }
        if (type == BsonType.ARRAY) {
            var array = JsonNodeFactory.instance.arrayNode();
            reader.readStartArray();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                array.add(read(reader, false));
            }
            reader.readEndArray();
            return array;
        }
        return value(reader, type);
    }

    private static JsonNode object(BsonReader reader, boolean document) {
        var object = JsonNodeFactory.instance.objectNode();
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            var name = reader.readName();
            object.set(document && name.equals("_id") ? "id" : name, read(reader, false));
        }
        reader.readEndDocument();
        return object;
    }

    private static JsonNode value(BsonReader reader, BsonType type) {
        var nodes = JsonNodeFactory.instance;
        if (type == BsonType.STRING) {
            return nodes.textNode(reader.readString());
        }
        if (type == BsonType.INT64) {
            return nodes.numberNode(reader.readInt64());
        }
        if (type == BsonType.INT32) {
            return nodes.numberNode(reader.readInt32());
        }
        if (type == BsonType.DOUBLE) {
            return nodes.numberNode(reader.readDouble());
        }
        if (type == BsonType.BOOLEAN) {
            return nodes.booleanNode(reader.readBoolean());
        }
        if (type == BsonType.DATE_TIME) {
            return nodes.textNode(
                    java.time.Instant.ofEpochMilli(reader.readDateTime()).toString());
        }
        if (type == BsonType.OBJECT_ID) {
            return nodes.textNode(reader.readObjectId().toHexString());
        }
        reader.skipValue();
        return nodes.nullNode();
    }
}
