package io.autocharge.runtime.axon;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.WireType;
import io.autocharge.contracts.customer.CustomerEvent;
import io.autocharge.contracts.customer.CustomerEvent.CustomerArchived;
import io.autocharge.contracts.customer.CustomerEvent.CustomerRenamed;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.runtime.Json;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.EventRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredHistoryTest {

    private static final PartnerId PARTNER = PartnerId.derived("Nordlicht");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final int MOST = 40;

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final EventLog log = new EventLog(mongo.database(), "here", Duration.ofMillis(50));
    private final StoredHistory history = new StoredHistory(log, new EventCodec(List.of()), MOST);
    private final Map<CustomerId, List<CustomerEvent>> told = new HashMap<>();

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    @Test
    void what_happened_since_it_was_asked_last_is_told_and_what_was_told_stays() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var customer = CustomerId.derived(String.valueOf(random.nextInt(12)));
            happen(customer, 1 + random.nextInt(3));
            var asked = CustomerId.derived(String.valueOf(random.nextInt(12)));
            assertThat(history.of(asked, CustomerEvent.class))
                    .containsExactlyElementsOf(told.getOrDefault(asked, List.of()));
            assertThat(history.size()).isLessThanOrEqualTo(MOST);
        }
    }

    @Test
    void one_kind_of_facts_may_be_asked_for() {
        var customer = CustomerId.derived("Fabrikam");
        happen(customer, 2);
        assertThat(history.of(customer, CustomerArchived.class)).isEmpty();
        assertThat(history.of(customer, CustomerRenamed.class)).hasSize(2);
    }

    @Test
    void all_who_ask_while_it_happens_are_told_a_beginning_of_it() throws Exception {
        var customer = CustomerId.derived("Fabrikam");
        var threads = Executors.newFixedThreadPool(8);
        try {
            var askers = new ArrayList<Future<Boolean>>();
            for (int asker = 0; asker < 8; asker++) {
                askers.add(threads.submit(() -> {
                    var before = 0;
                    while (before < MOST) {
                        var now = history.of(customer, CustomerRenamed.class).toList();
                        for (int i = 0; i < now.size(); i++) {
                            if (!now.get(i).company().equals("name " + i) || now.size() < before) {
                                return false;
                            }
                        }
                        before = now.size();
                    }
                    return true;
                }));
            }
            for (int i = 0; i < MOST; i++) {
                happen(customer, 1);
            }
            for (var asker : askers) {
                assertThat(asker.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void happen(CustomerId customer, int times) {
        var life = told.computeIfAbsent(customer, id -> new ArrayList<>());
        var news = new ArrayList<EventRecord>();
        for (int i = 0; i < times; i++) {
            var event = new CustomerRenamed(customer, PARTNER, "name " + life.size());
            news.add(new EventRecord(
                    UUID.randomUUID().toString(),
                    WireType.of(CustomerRenamed.class),
                    1,
                    customer.value(),
                    life.size(),
                    PARTNER.value(),
                    NOW,
                    Map.of(),
                    Json.write(event)));
            life.add(event);
        }
        log.append(news);
    }
}
