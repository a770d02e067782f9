package io.autocharge.notification.policy;

import static io.autocharge.notification.Samples.CUSTOMER;
import static io.autocharge.notification.Samples.NOW;
import static io.autocharge.notification.Samples.PARTNER;
import static io.autocharge.notification.Samples.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoicePaid;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.notification.WebhookDeliveryId;
import io.autocharge.contracts.notification.WebhookEndpointCommand.PauseWebhookEndpoint;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointPaused;
import io.autocharge.contracts.notification.WebhookEndpointEvent.WebhookEndpointRegistered;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.contracts.notification.WebhookSignature;
import io.autocharge.notification.Told;
import io.autocharge.notification.adapter.DerivedSeal;
import io.autocharge.notification.domain.Courier;
import io.autocharge.notification.view.Delivery;
import io.autocharge.notification.view.Delivery.State;
import io.autocharge.notification.view.WebhookDesk;
import io.autocharge.runtime.Keys;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.TestKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DeliverWebhooksTest {

    private static final WebhookEndpointId ONE = WebhookEndpointId.derived("one");
    private static final WebhookEndpointId OTHER = WebhookEndpointId.derived("other");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final Keys KEYS = new Keys(TestKeys.folder().toString());

    private final Hours clock = new Hours();
    private final WebhookDesk desk = new WebhookDesk(clock);
    private final Told told = new Told();
    private final List<Command> sent = new ArrayList<>();
    private final Lists lists = new Lists();
    private final Post post = new Post();
    private final QueueWebhooks policy = new QueueWebhooks(desk.endpoints, desk.deliveries, lists, clock);
    private final DeliverWebhooks worker = new DeliverWebhooks(
            desk.deliveries,
            desk.lanes,
            told,
            new Turn(desk.deliveries, post, new DerivedSeal(KEYS), sent::add, clock),
            clock);

    @BeforeEach
    void an_endpoint_is_registered() {
        register(ONE);
    }

    @AfterEach
    void the_desk_is_closed() {
        desk.close();
    }

    @Test
    void what_is_handled_again_is_sent_once() {
        for (int i = 0; i < 3; i++) {
            happens(paid(INVOICE), 4, 10);
            workAll();
        }

        assertThat(post.carried).hasSize(1);
        assertThat(log(ONE)).extracting(Delivery::state).containsExactly(State.DELIVERED);
    }

    @Test
    void a_failing_endpoint_is_tried_ten_times_in_three_days_and_then_paused() {
        post.answers = url -> new Courier.Answer(503, null);
        happens(paid(INVOICE), 4, 10);
        var began = clock.now;
        var pauses = new ArrayList<Duration>();

        for (var verdict = knock(); verdict instanceof Verdict.Again again; verdict = knock()) {
            pauses.add(again.pause());
            clock.now = clock.now.plus(again.pause());
        }

        assertThat(post.carried).hasSize(10).extracting(Courier.Parcel::id).containsOnly(idOf(INVOICE, 4, 10));
        assertThat(pauses).hasSize(9);
        for (int i = 0; i < 9; i++) {
            var planned = Turn.SCHEDULE.get(i + 1).toMillis();
            assertThat(pauses.get(i).toMillis()).isBetween(planned, planned + planned / 10);
        }
        assertThat(Duration.between(began, clock.now)).isBetween(Duration.ofHours(75), Duration.ofHours(84));
        assertThat(sent).containsExactly(new PauseWebhookEndpoint(ONE, PARTNER, WebhookPause.FAILING));
        assertThat(log(ONE)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.FAILED);
            assertThat(delivery.tries())
                    .hasSize(10)
                    .extracting(Delivery.Try::status)
                    .containsOnly(503);
            assertThat(delivery.nextAt()).isNull();
        });
    }

    @Test
    void an_endpoint_that_is_gone_is_paused_at_once() {
        post.answers = url -> new Courier.Answer(410, null);
        happens(paid(INVOICE), 4, 10);

        assertThat(knock()).isInstanceOf(Verdict.Done.class);
        assertThat(sent).containsExactly(new PauseWebhookEndpoint(ONE, PARTNER, WebhookPause.GONE));
    }

    @Test
    void nothing_is_sent_to_a_paused_endpoint() {
        told.and(new WebhookEndpointPaused(ONE, PARTNER, url(ONE), WebhookPause.REQUESTED, NOW));
        happens(paid(INVOICE), 4, 10);

        assertThat(knock()).isInstanceOf(Verdict.Done.class);
        assertThat(post.carried).isEmpty();
        assertThat(log(ONE)).extracting(Delivery::state).containsExactly(State.SKIPPED);
    }

    @Test
    void what_happened_to_one_thing_is_told_in_order_and_what_happened_to_another_does_not_wait() {
        var refusedOnce = new ArrayList<>(List.of(500));
        post.answers = url -> new Courier.Answer(refusedOnce.isEmpty() ? 200 : refusedOnce.remove(0), null);
        happens(paid(INVOICE), 4, 10);
        workAll();
        happens(archived(INVOICE), 5, 11);
        happens(paid(InvoiceId.derived("another")), 3, 12);
        clock.now = clock.now.plusSeconds(2);
        workAll();

        assertThat(positions()).containsExactly(10L, 12L);
        clock.now = clock.now.plusSeconds(10);
        workAll();
        assertThat(positions()).containsExactly(10L, 12L, 10L, 11L);
    }

    @Test
    void a_later_event_overtakes_one_that_was_not_taken_three_times() {
        post.answers = url -> new Courier.Answer(400, null);
        happens(paid(INVOICE), 4, 10);
        for (int i = 0; i < 3; i++) {
            workAll();
            clock.now = clock.now
                    .plus(Turn.SCHEDULE.get(i + 1))
                    .plus(Turn.SCHEDULE.get(i + 1).dividedBy(9));
        }
        post.answers = url -> new Courier.Answer(200, null);
        clock.now = clock.now.minusSeconds(600);
        happens(archived(INVOICE), 5, 11);
        workAll();

        assertThat(positions()).containsExactly(10L, 10L, 10L, 11L);
    }

    @Test
    void an_endpoint_that_does_not_answer_keeps_one_worker_and_no_other_endpoint_waiting() throws Exception {
        register(OTHER);
        var silence = new CompletableFuture<Courier.Answer>();
        post.futures = url -> url.equals(url(ONE)) ? silence : CompletableFuture.completedFuture(ok());
        for (int i = 0; i < 200; i++) {
            happens(paid(InvoiceId.derived("invoice", String.valueOf(i))), 0, 10 + i);
        }
        var knocks = lists.knocks(ONE);
        var slow = CompletableFuture.runAsync(() -> worker.work("first", knocks.get(0), 1));
        post.visited(url(ONE)).get(20, TimeUnit.SECONDS);

        knocks.stream().skip(1).forEach(knock -> assertThat(worker.work("next", knock, 1))
                .isInstanceOf(Verdict.Again.class));
        lists.knocks(OTHER).forEach(knock -> worker.work("other", knock, 1));

        assertThat(slow).isNotDone();
        assertThat(log(OTHER)).hasSize(100).extracting(Delivery::state).containsOnly(State.DELIVERED);
        assertThat(post.visits(url(ONE)))
                .as("one visit, of at most 16 side by side")
                .isEqualTo(1);
        silence.complete(ok());
        slow.get(20, TimeUnit.SECONDS);
        assertThat(log(ONE)).extracting(Delivery::state).containsOnly(State.DELIVERED);
        System.out.println("webhooks: 200 events while one endpoint is silent: 1 worker of 32 waits, the other endpoint"
                + " has heard all 200");
    }

    @Test
    void who_dies_on_the_way_is_followed_by_another_when_its_lease_has_ended() {
        happens(paid(INVOICE), 4, 10);
        assertThat(desk.lanes.enter(ONE, clock.instant())).isPresent();

        assertThat(knock()).isInstanceOf(Verdict.Again.class);
        assertThat(post.carried).isEmpty();
        clock.now = clock.now.plusSeconds(80);
        assertThat(knock()).isInstanceOf(Verdict.Done.class);
        assertThat(post.carried).hasSize(1);
    }

    @Test
    void the_log_and_the_feed_keep_thirty_days() {
        var beginning = clock.now;
        for (int i = 0; i < 400; i++) {
            var event = paid(InvoiceId.derived("invoice", String.valueOf(i)));
            happens(event, 0, 10 + i);
            desk.hears(event, 0, 10 + i, clock.now);
            workAll();
            clock.now = clock.now.plus(Duration.ofHours(6));
        }

        assertThat(Duration.between(beginning, clock.now)).isEqualTo(Duration.ofDays(100));
        assertThat(desk.feed.after(PARTNER, 0, 500)).hasSize(120);
        assertThat(desk.rows("partner_feed")).isLessThanOrEqualTo(120 + 64);
        assertThat(desk.rows("webhook_deliveries")).isLessThanOrEqualTo(120 + 64);
    }

    @Test
    void a_feed_that_is_built_anew_is_the_same_and_sends_nothing() {
        for (int i = 0; i < 5; i++) {
            desk.hears(paid(INVOICE), i, 10 + i, NOW);
        }
        var before = desk.feed.after(PARTNER, 0, 100);
        desk.forgets();
        for (int i = 0; i < 5; i++) {
            desk.hears(paid(INVOICE), i, 10 + i, NOW);
        }

        assertThat(desk.feed.after(PARTNER, 0, 100)).isEqualTo(before).hasSize(5);
        assertThat(desk.endpoints.of(PARTNER, 10)).hasSize(1);
        assertThat(lists.knocks(ONE)).isEmpty();
    }

    private void register(WebhookEndpointId id) {
        var registered = new WebhookEndpointRegistered(id, PARTNER, url(id), WebhookSignature.ED25519, List.of(), NOW);
        told.and(registered);
        desk.hears(registered, 1);
    }

    private void happens(Event event, long sequence, long position) {
        policy.when(event, sequence, clock.now, new Position(position));
    }

    private Verdict knock() {
        return worker.work("knock", lists.knocks(ONE).get(0), 1);
    }

    private void workAll() {
        lists.knocks(ONE).forEach(knock -> worker.work("knock", knock, 1));
    }

    private List<Delivery> log(WebhookEndpointId endpoint) {
        return desk.deliveries.list(PARTNER, endpoint, PageRequest.first(100)).data();
    }

    private List<Long> positions() {
        return post.carried.stream()
                .map(parcel ->
                        desk.deliveries.find(parcel.id()).orElseThrow().event().position())
                .toList();
    }

    private static WebhookDeliveryId idOf(InvoiceId invoice, long sequence, long position) {
        return Delivery.idOf(
                io.autocharge.notification.domain.Announcement.of(paid(invoice), sequence, position, NOW)
                        .orElseThrow(),
                ONE);
    }

    private static InvoicePaid paid(InvoiceId invoice) {
        return new InvoicePaid(invoice, PARTNER, CUSTOMER, usd(40_00), NOW);
    }

    private static InvoiceArchived archived(InvoiceId invoice) {
        return new InvoiceArchived(invoice, PARTNER, CUSTOMER, NOW);
    }

    private static String url(WebhookEndpointId endpoint) {
        return "https://" + (endpoint.equals(ONE) ? "one" : "other") + ".example";
    }

    private static Courier.Answer ok() {
        return new Courier.Answer(200, null);
    }

    /** A courier that notes what it carries. */
    private final class Post implements Courier {

        final List<Parcel> carried = java.util.Collections.synchronizedList(new ArrayList<>());
        final List<String> visits = java.util.Collections.synchronizedList(new ArrayList<>());
        final Map<String, CompletableFuture<Void>> seen = new java.util.concurrent.ConcurrentHashMap<>();
        volatile Function<String, Answer> answers = url -> ok();
        volatile Function<String, CompletableFuture<Answer>> futures =
                url -> CompletableFuture.completedFuture(answers.apply(url));

        @Override
        public List<CompletableFuture<Answer>> carry(String url, List<Parcel> parcels) {
            assertThat(parcels).hasSizeLessThanOrEqualTo(16);
            visits.add(url);
            visited(url).complete(null);
            return parcels.stream()
                    .map(parcel -> {
                        carried.add(parcel);
                        return futures.apply(url);
                    })
                    .toList();
        }

        @Override
        public Instant time() {
            return clock.instant();
        }

        @Override
        public Optional<String> objection(String url) {
            return Optional.empty();
        }

        CompletableFuture<Void> visited(String url) {
            return seen.computeIfAbsent(url, unused -> new CompletableFuture<>());
        }

        long visits(String url) {
            return visits.stream().filter(url::equals).count();
        }
    }

    /** Lists that remember what was ever put on them. */
    private static final class Lists implements Worklists {

        private final Map<String, Knock> items = new LinkedHashMap<>();

        @Override
        public <T> Worklist<T> of(Class<T> record, String name) {
            return new Worklist<>() {
                @Override
                public void put(String id, Instant dueAt, T body) {
                    items.putIfAbsent(id, (Knock) body);
                }

                @Override
                public void remove(String id) {
                    throw new UnsupportedOperationException();
                }
            };
        }

        List<Knock> knocks(WebhookEndpointId endpoint) {
            return items.values().stream()
                    .filter(knock -> knock.endpointId().equals(endpoint))
                    .toList();
        }
    }

    /** A clock that a test moves. */
    private static final class Hours extends Clock {

        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
