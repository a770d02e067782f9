package io.autocharge.stack.mongo;

import de.bwaldvogel.mongo.bson.Document;

/** A document's place in its collection. The document is replaced whole and never changed, so a reader never sees half of an update. */
final class Slot {

    final long number;
    Document document;
    int size;

    /** How far the journal must be on disk before this version may be shown to a client. */
    long journalledAt;

    Slot(long number, Document document, int size) {
        this.number = number;
        this.document = document;
        this.size = size;
    }
}
