package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.Unpooled;

/**
 * A document's place in its collection. The document lies here as it lies on disk, which takes a sixth of the memory of its parts,
 * and is replaced whole, so a reader never sees half of an update.
 */
final class Slot {

    final long number;
    byte[] bson;

    /** How far the journal must be on disk before this version may be shown to a client. */
    long journalledAt;

    Slot(long number, byte[] bson) {
        this.number = number;
        this.bson = bson;
    }

    /** A copy that the caller may change. */
    Document document() {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bson));
    }

    int size() {
        return bson.length;
    }
}
