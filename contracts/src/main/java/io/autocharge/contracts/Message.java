package io.autocharge.contracts;

/** What is said between services: an order or a fact, about one aggregate of one partner. */
public interface Message {

    /** The aggregate that it is about; the key on Kafka, so that all that is said about it stays in order. */
    Id subject();

    /** The partner to whom it belongs. */
    PartnerId partnerId();
}
