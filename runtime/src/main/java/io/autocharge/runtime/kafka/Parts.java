package io.autocharge.runtime.kafka;

import io.autocharge.runtime.Commands;
import io.autocharge.runtime.mongo.Bookmarks;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.HandledCommands;
import io.autocharge.runtime.mongo.IntakeLetters;
import jakarta.inject.Singleton;

/** What a service's side of Kafka is made of. */
@Singleton
record Parts(
        KafkaSettings settings,
        Topics topics,
        EventLog log,
        Bookmarks bookmarks,
        IntakeLetters letters,
        HandledCommands handled,
        TrustedIssuers trusted,
        Commands commands) {}
