/**
 * What a service tells and hears on Kafka. {@code EventOutlet} publishes its events, {@code EventIntake} takes in those
 * of others, {@code CommandIntake} the signed orders of other systems; what cannot be taken waits with its reason in
 * {@code DeadLetters}. Nothing outside of here knows Kafka.
 */
package io.autocharge.runtime.kafka;
