package io.autocharge.runtime.axon;

import static io.autocharge.runtime.axon.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceCommand.ArchiveInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.CreateInvoice;
import io.autocharge.contracts.invoice.InvoiceCommand.RequestPaymentLink;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.runtime.Changed;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RunningTest {

    private static final PartnerId PARTNER = PartnerId.derived("acme");
    private static final CustomerId CUSTOMER = CustomerId.derived("c");

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final List<AutoCloseable> open = new ArrayList<>();

    /** One process of the service. */
    private final class Process {
        final EventLog log = new EventLog(mongo.database(), "process" + open.size(), Duration.ofMillis(50));
        final AxonCommands commands = new AxonCommands();
        final Ledger.ArchiveRequested policy = new Ledger.ArchiveRequested(commands);
        final Ledger.Papers view = new Ledger.Papers();
        final Running running;

        Process() {
            this(List.of());
        }

        Process(List<Object> noPolicies) {
            running = Running.start(
                    new Ledger.Module(noPolicies == null ? List.of() : List.of(policy), List.of(view)),
                    log,
                    new EventCodec(List.of()),
                    commands,
                    Clock.systemUTC(),
                    type -> type == Clock.class ? Optional.of(Clock.systemUTC()) : Optional.empty());
            open.add(0, () -> {
                running.close();
                log.close();
            });
        }

        PooledStreamingEventProcessor processor(String name) {
            return running.axon()
                    .eventProcessingConfiguration()
                    .eventProcessor(name, PooledStreamingEventProcessor.class)
                    .orElseThrow();
        }
    }

    @AfterEach
    void close() throws Exception {
        for (var each : open) {
            each.close();
        }
        mongo.close();
    }

    private static InvoiceId invoice(int i) {
        return InvoiceId.derived("invoice", String.valueOf(i));
    }

    private static CreateInvoice create(int i) {
        return new CreateInvoice(
                invoice(i), PARTNER, CUSTOMER, "1", null, List.of(), null, LocalDate.EPOCH, Collection.later());
    }

    @Test
    void an_order_is_durable_when_it_returns_and_seen_by_views_and_policies() {
        var service = new Process();
        service.commands.send(create(1));
        assertThat(service.log.readAggregate(invoice(1).value(), 0)).hasSize(1);

        service.commands.send(new RequestPaymentLink(invoice(1), PARTNER));

        eventually(() -> List.of("created", "requested", "archived").equals(service.view.papers.get(invoice(1))));
        assertThat(service.view.positions).containsExactly(1L, 2L, 3L);
        assertThat(service.policy.seen).containsExactly(invoice(1));
    }

    @Test
    void an_order_for_what_was_looked_up_is_not_executed_on_anything_else() {
        var one = new Process(null);
        var other = new Process(null);
        var link = new RequestPaymentLink(invoice(1), PARTNER);
        one.commands.send(create(1));
        one.commands.send(create(2));
        one.commands.sendIfUnchanged(link, 1);
        assertThat(one.log.tail()).as("what happens to others is no change").isEqualTo(3);

        assertThatThrownBy(() -> other.commands.sendIfUnchanged(link, 1)).isInstanceOf(Changed.class);
        assertThatThrownBy(() -> one.commands.sendIfUnchanged(link, 2)).isInstanceOf(Changed.class);
        other.commands.sendIfUnchanged(link, 3);
        assertThatThrownBy(() -> one.commands.sendIfUnchanged(new ArchiveInvoice(invoice(1), PARTNER), 3))
                .isInstanceOf(Changed.class);
        assertThat(one.log.readAggregate(invoice(1).value(), 0)).hasSize(3);
        one.commands.send(link);
        assertThat(one.log.tail()).as("a later order rests on nothing").isEqualTo(5);
    }

    @Test
    void of_many_orders_for_the_same_version_in_two_processes_one_is_executed() throws Exception {
        var processes = List.of(new Process(null), new Process(null));
        processes.get(0).commands.send(create(1));
        var pool = Executors.newFixedThreadPool(16);
        try {
            for (int round = 1; round <= 10; round++) {
                var version = processes.get(0).log.tail();
                var tries = new ArrayList<Callable<Boolean>>();
                for (int i = 0; i < 16; i++) {
                    var commands = processes.get(i % 2).commands;
                    tries.add(() -> {
                        try {
                            commands.sendIfUnchanged(new RequestPaymentLink(invoice(1), PARTNER), version);
                            return true;
                        } catch (Changed e) {
                            return false;
                        }
                    });
                }
                var done = 0;
                for (var tried : pool.invokeAll(tries)) {
                    done += tried.get() ? 1 : 0;
                }
                assertThat(done).isOne();
                assertThat(processes.get(0).log.tail()).isEqualTo(version + 1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void what_an_order_causes_tells_what_caused_it() {
        var service = new Process();
        service.commands.send(create(1));
        Correlation.during(java.util.Map.of("correlationid", "c-1", "traceparent", "t-1"), () -> {
            service.commands.send(new RequestPaymentLink(invoice(1), PARTNER));
            return null;
        });
        eventually(() -> service.log.tail() == 3);

        var events = service.log.readFrom(2, 2);
        var requested = events.get(0).event();
        var archived = events.get(1).event();
        assertThat(requested.type()).isEqualTo("invoice.PaymentLinkRequested");
        assertThat(requested.metadata()).containsEntry("correlationid", "c-1").containsEntry("traceparent", "t-1");
        assertThat(archived.metadata()).containsEntry("correlationid", "c-1").containsEntry("traceparent", "t-1");
        assertThat(archived.metadata().get("causationid"))
                .isNotEqualTo(requested.metadata().get("causationid"));
    }

    @Test
    void the_business_says_no_and_an_order_to_nobody_is_refused() {
        var service = new Process();
        service.commands.send(create(1));
        service.commands.send(new ArchiveInvoice(invoice(1), PARTNER));

        assertThatThrownBy(() -> service.commands.send(new RequestPaymentLink(invoice(1), PARTNER)))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("ARCHIVED");
        assertThatThrownBy(() -> service.commands.send(new RequestPaymentLink(invoice(2), PARTNER)))
                .isInstanceOf(Refused.class)
                .hasMessageStartingWith("NOT_FOUND");
        assertThat(service.log.tail()).isEqualTo(2);
    }

    @Test
    void what_another_process_decided_is_known_before_anything_is_refused_or_left_undone() {
        var here = new Process(null);
        var there = new Process(null);
        here.commands.send(create(1));
        there.commands.send(new RequestPaymentLink(invoice(1), PARTNER));
        there.commands.send(new ArchiveInvoice(invoice(1), PARTNER));

        assertThatThrownBy(() -> here.commands.send(new RequestPaymentLink(invoice(1), PARTNER)))
                .isInstanceOf(Refused.class);
        here.commands.send(new ArchiveInvoice(invoice(1), PARTNER));

        assertThat(here.log.tail()).isEqualTo(3);
    }

    @Test
    void orders_from_two_processes_to_one_aggregate_all_get_their_turn() throws Exception {
        var processes = List.of(new Process(null), new Process(null));
        processes.get(0).commands.send(create(1));
        var threads = Executors.newFixedThreadPool(4);
        var orders = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 100; i++) {
            var process = processes.get(i % 2);
            orders.add(() -> {
                process.commands.send(new RequestPaymentLink(invoice(1), PARTNER));
                return null;
            });
        }
        for (var done : threads.invokeAll(orders)) {
            done.get();
        }
        threads.shutdown();

        assertThat(processes.get(0).log.readAggregate(invoice(1).value(), 0))
                .extracting(stored -> stored.event().sequence())
                .containsExactlyElementsOf(LongStream.range(0, 101).boxed().toList());
    }

    @Test
    void a_view_that_is_rebuilt_says_the_same_and_no_policy_acts_again() {
        var service = new Process();
        IntStream.range(0, 50).forEach(i -> {
            service.commands.send(create(i));
            service.commands.send(new RequestPaymentLink(invoice(i), PARTNER));
        });
        eventually(() -> service.view.positions.size() == 150);
        var before = new HashMap<>(service.view.papers);
        var acted = service.policy.seen.size();
        service.view.replayed.clear();

        var processor = service.processor("Papers");
        processor.shutDown();
        processor.resetTokens();
        processor.start();
        eventually(() -> service.view.positions.size() == 150);
        service.commands.send(create(50));
        eventually(() -> service.view.positions.size() == 151);

        before.put(invoice(50), List.of("created"));
        assertThat(service.view.papers).isEqualTo(before);
        assertThat(service.view.replayed.subList(0, 150)).allMatch(event -> event.endsWith(" replayed"));
        assertThat(service.view.replayed.get(150)).isEqualTo("151 live");
        assertThat(service.policy.seen).hasSize(acted);
        assertThat(service.processor("ArchiveRequested").supportsReset()).isFalse();
    }

    @Test
    void a_new_policy_begins_at_the_head_and_a_new_view_at_the_first_event() {
        var before = new Process(null);
        before.commands.send(create(1));
        before.commands.send(new RequestPaymentLink(invoice(1), PARTNER));
        eventually(() -> before.view.positions.size() == 2);
        before.running.close();

        var after = new Process();
        after.commands.send(create(2));
        after.commands.send(new RequestPaymentLink(invoice(2), PARTNER));

        eventually(() -> after.policy.seen.contains(invoice(2)) && after.log.tail() == 5);
        assertThat(after.policy.seen).containsExactly(invoice(2));
    }

    @Test
    void a_failing_view_parks_one_aggregate_in_order_and_drains_it_in_order() {
        var service = new Process(null);
        service.view.broken = invoice(1)::equals;
        service.commands.send(create(1));
        service.commands.send(create(2));
        service.commands.send(new RequestPaymentLink(invoice(1), PARTNER));
        service.commands.send(new RequestPaymentLink(invoice(2), PARTNER));
        service.commands.send(new ArchiveInvoice(invoice(1), PARTNER));
        service.commands.send(new ArchiveInvoice(invoice(2), PARTNER));

        eventually(() -> service.view.papers.getOrDefault(invoice(2), List.of()).size() == 3);
        var events = service.running.axon().eventProcessingConfiguration();
        var queue = events.deadLetterQueue("Papers").orElseThrow();
        eventually(() -> queue.size() == 3);
        assertThat(service.view.papers).doesNotContainKey(invoice(1));
        var letters = events.sequencedDeadLetterProcessor("Papers").orElseThrow();

        assertThat(letters.processAny()).isFalse();
        assertThat(queue.size()).isEqualTo(3);
        service.view.broken = id -> false;
        assertThat(letters.processAny()).isTrue();

        assertThat(service.view.papers.get(invoice(1))).containsExactly("created", "requested", "archived");
        assertThat(queue.size()).isZero();
    }

    @Test
    void a_policy_that_is_stopped_and_started_amid_its_work_parks_nothing_and_forgets_nothing() {
        var first = new Process();
        first.running.close();
        var writer = new Process(null);
        IntStream.range(0, 120).forEach(i -> {
            writer.commands.send(create(i));
            writer.commands.send(new RequestPaymentLink(invoice(i), PARTNER));
        });

        for (int start = 0; start < 4; start++) {
            var policy = new Process();
            eventually(() -> policy.policy.seen.size() > 5 || writer.log.tail() == 360);
            policy.running.close();
        }
        new Process();

        eventually(() -> writer.log.tail() == 360);
        assertThat(mongo.database().getCollection("letters").countDocuments()).isZero();
    }

    @Test
    void two_processes_share_the_segments_and_handle_each_event_once() {
        var first = new Process();
        var second = new Process();
        IntStream.range(0, 40).forEach(i -> {
            first.commands.send(create(i));
            first.commands.send(new RequestPaymentLink(invoice(i), PARTNER));
        });

        eventually(() -> first.log.tail() == 120);
        eventually(() -> first.policy.seen.size() + second.policy.seen.size() == 40);
        var seen = new ArrayList<>(first.policy.seen);
        seen.addAll(second.policy.seen);
        assertThat(seen).doesNotHaveDuplicates();
    }
}
