package io.autocharge.runtime.axon;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads a fact as it was written in an earlier revision: lifts its body from one revision to the next. A CDI bean. */
public interface Upcaster {

    /** The wire type, such as {@code invoice.InvoiceCreated}. */
    String type();

    /** The revision that it reads; it writes the next one. */
    int from();

    /** The body as the next revision would have it. */
    ObjectNode up(ObjectNode body);
}
