package io.autocharge.runtime.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.runtime.Policy;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import jakarta.enterprise.inject.Vetoed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BootAssertionsTest {

    /** Handles events without being a policy. */
    public static class Plain {
        @EventHandler
        void when(InvoiceArchived event) {}
    }

    /** Cannot be rebuilt. */
    @Vetoed
    @View
    public static class Stuck {
        @EventHandler
        void on(InvoiceArchived event) {}
    }

    /** Handles what is no event. */
    @Vetoed
    @Policy
    public static class Astray {
        @EventHandler
        void when(String anything) {}
    }

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final EventLog log = new EventLog(mongo.database());

    @AfterEach
    void close() {
        log.close();
        mongo.close();
    }

    private static void start(List<Object> policies, List<Object> views, EventLog log) {
        Running.start(
                        new Ledger.Module(policies, views),
                        log,
                        new EventCodec(List.of()),
                        new AxonCommands(),
                        Clock.systemUTC(),
                        type -> type == Clock.class ? Optional.of(Clock.systemUTC()) : Optional.empty())
                .close();
    }

    @Test
    void a_service_does_not_start_with_what_could_lose_or_repeat_an_event_and_says_all_that_is_wrong() {
        assertThatThrownBy(
                        () -> start(List.of(new Plain(), new Astray()), List.of(new Stuck(), new Ledger.Papers()), log))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        """
                        The invoice service does not start:
                         - Plain is listed as a policy without @Policy.
                         - Plain must never be replayed.
                         - Astray handles something that is no event.
                         - Stuck cannot be rebuilt: it has no @ResetHandler."""
                                .stripTrailing());
        assertThat(mongo.database().getCollection("tokens").countDocuments()).isZero();
    }

    @Test
    void two_readers_of_one_name_do_not_start() {
        assertThatThrownBy(() -> start(List.of(), List.of(new Ledger.Papers(), new Ledger.Papers()), log))
                .hasMessageContaining("Two policies or views are called Papers");
    }

    @Test
    void a_service_does_not_start_where_writes_may_be_lost() {
        try (var careless = new EventLog(mongo.database().withWriteConcern(WriteConcern.W1))) {
            assertThatThrownBy(() -> start(List.of(), List.of(), careless))
                    .hasMessageContaining("acknowledged by a majority and journalled");
        }
    }

    @Test
    void a_service_does_not_start_where_it_may_read_what_is_old() {
        try (var late = new EventLog(mongo.database().withReadPreference(ReadPreference.secondaryPreferred()))) {
            assertThatThrownBy(() -> start(List.of(), List.of(), late))
                    .hasMessageContaining("readPreference must be primary");
        }
    }

    @Test
    void a_service_does_not_start_where_nobody_knows_what_time_it_is() {
        var module = new Ledger.Module(List.of(), List.of());
        var fast = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));
        var slow = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1));

        assertThatThrownBy(() -> BootAssertions.checkClock(module, log.skew(fast)))
                .hasMessageMatching("(?s)The invoice service does not start:.*differ by (59|60) s.*NTP.*");
        assertThatThrownBy(() -> BootAssertions.checkClock(module, log.skew(slow)))
                .hasMessageContaining("does not start");
        BootAssertions.checkClock(module, log.skew(Clock.systemUTC()));
    }

    @Test
    void a_service_in_order_starts() {
        start(List.of(new Ledger.ArchiveRequested(command -> {})), List.of(new Ledger.Papers()), log);
    }
}
