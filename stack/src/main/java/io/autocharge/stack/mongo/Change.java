package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** How a change of one document is written down in the journal, and read again. */
final class Change {

    private static final byte PUT = 1;
    private static final byte REMOVE = 2;
    private static final byte DROP = 3;

    private Change() {}

    /** Writes the document and answers the bytes that stand for it. */
    static byte[] put(ByteBuf out, String namespace, long slot, Document document) {
        var start = out.writerIndex();
        try {
            head(out, PUT, namespace);
            out.writeLong(slot);
            var before = out.writerIndex();
            BsonEncoder.encodeDocument(document, out);
            var size = out.writerIndex() - before;
            if (size > BsonConstants.MAX_BSON_OBJECT_SIZE) {
                throw new MongoServerError(
                        10334,
                        "BSONObjectTooLarge",
                        "The document has " + size + " bytes; the most is " + BsonConstants.MAX_BSON_OBJECT_SIZE + ".");
            }
            var bson = new byte[size];
            out.getBytes(before, bson);
            return bson;
        } catch (RuntimeException e) {
            out.writerIndex(start); // a refused document leaves no trace
            throw e;
        }
    }

    static void put(ByteBuf out, String namespace, Slot slot) {
        head(out, PUT, namespace);
        out.writeLong(slot.number);
        out.writeBytes(slot.bson);
    }

    static void remove(ByteBuf out, String namespace, long slot) {
        head(out, REMOVE, namespace);
        out.writeLong(slot);
    }

    static void drop(ByteBuf out, String namespace) {
        head(out, DROP, namespace);
    }

    /** Plays one journal record. */
    static void replay(ByteBuf in, Contents contents) {
        while (in.isReadable()) {
            var kind = in.readByte();
            var namespace = in.readCharSequence(in.readUnsignedShort(), StandardCharsets.UTF_8)
                    .toString();
            if (kind == PUT) {
                var slot = in.readLong();
                var bson = new byte[in.getIntLE(in.readerIndex())];
                in.readBytes(bson);
                contents.put(namespace, new Slot(slot, bson));
            } else if (kind == REMOVE) {
                contents.remove(namespace, in.readLong());
            } else if (kind == DROP) {
                contents.drop(namespace);
            } else {
                throw new IllegalStateException("The journal holds a change of unknown kind " + kind + ".");
            }
        }
    }

    private static void head(ByteBuf out, byte kind, String namespace) {
        var name = namespace.getBytes(StandardCharsets.UTF_8);
        out.writeByte(kind);
        out.writeShort(name.length);
        out.writeBytes(name);
    }
}
