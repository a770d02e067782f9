package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorNews.Kind;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.StoredWorklist;
import io.autocharge.runtime.mongo.StoredWorklists;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FollowProcessorTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");
    private static final Duration LEASE = Duration.ofSeconds(90);

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final StoredWorklists worklists = new StoredWorklists(mongo.database());
    private final StoredWorklist<ProcessorFeed> feeds = worklists.of(ProcessorFeed.class, ProcessorFeed.WORKLIST);
    private final Map<String, ProcessorNews.Page> pages = new HashMap<>();
    private final List<Command> sent = new ArrayList<>();
    private boolean away;

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_feed_is_begun_once_however_often_the_service_starts() {
        follower();
        follower();
        assertThat(feeds.claim(NOW, LEASE, "me").orElseThrow().body())
                .isEqualTo(new ProcessorFeed("sandbox", "", LocalDate.EPOCH));
        assertThat(feeds.claim(NOW, LEASE, "another")).isEmpty();
    }

    @Test
    void all_news_of_a_page_is_recorded_and_the_next_place_takes_its_turn_at_once_if_there_is_more() {
        pages.put("", new ProcessorNews.Page(List.of(news("1"), news("2")), "two", true));
        pages.put("two", new ProcessorNews.Page(List.of(news("3")), "three", false));
        var follower = follower();

        assertThat(step(follower, NOW)).isEqualTo(new Verdict.Done());
        assertThat(step(follower, NOW)).isEqualTo(new Verdict.Done());

        assertThat(sent).extracting(command -> ((OpenCase) command).about()).containsExactly("ch_1", "ch_2", "ch_3");
        assertThat(feeds.claim(NOW, LEASE, "me"))
                .as("nothing more for a moment")
                .isEmpty();
        assertThat(feeds.claim(NOW.plusSeconds(2), LEASE, "me").orElseThrow().body())
                .isEqualTo(new ProcessorFeed("sandbox", "three", TODAY));
    }

    @Test
    void what_is_read_twice_is_recorded_under_the_same_name() {
        pages.put("", new ProcessorNews.Page(List.of(news("1")), "one", false));
        var follower = follower();
        var feed = new ProcessorFeed("sandbox", "", LocalDate.EPOCH);
        follower.work(feed.id(), feed);
        follower.work(feed.id(), feed);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(1)).isEqualTo(sent.get(0));
    }

    @Test
    void a_feed_without_news_waits_at_its_place() {
        pages.put("one", new ProcessorNews.Page(List.of(), "one", false));
        var feed = new ProcessorFeed("sandbox", "one", TODAY);
        assertThat(follower().work(feed.id(), feed)).isEqualTo(new Verdict.Again(Duration.ofSeconds(2)));
        assertThat(sent).isEmpty();
    }

    @Test
    void a_processor_that_is_away_or_not_in_use_keeps_its_place() {
        away = true;
        var feed = new ProcessorFeed("sandbox", "one", TODAY);
        assertThat(follower().work(feed.id(), feed)).isEqualTo(new Verdict.Again(Duration.ofSeconds(10)));
        var other = new ProcessorFeed("other", "one", TODAY);
        assertThat(follower().work(other.id(), other)).isEqualTo(new Verdict.Again(Duration.ofMinutes(1)));
        assertThat(sent).isEmpty();
    }

    private Verdict step(FollowProcessor follower, Instant now) {
        var claim = feeds.claim(now, LEASE, "me").orElseThrow();
        var verdict = follower.work(claim.body().id(), claim.body());
        feeds.done(claim);
        return verdict;
    }

    private FollowProcessor follower() {
        return new FollowProcessor(
                worklists,
                Processors.only(processor()),
                new RecordNews(sent::add, new FakeHistory()),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static ProcessorNews news(String name) {
        return new ProcessorNews(
                "ev_" + name, Kind.CAPTURED, null, "ch_" + name, null, Money.of(7_00, "USD"), null, null, NOW);
    }

    private PaymentProcessor processor() {
        return (PaymentProcessor) Proxy.newProxyInstance(
                PaymentProcessor.class.getClassLoader(),
                new Class<?>[] {PaymentProcessor.class},
                (self, method, given) -> switch (method.getName()) {
                    case "name" -> "sandbox";
                    case "news" -> page((String) given[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private ProcessorNews.Page page(String after) {
        if (away) {
            throw new PaymentProcessor.Unreachable("It is away.", null);
        }
        return pages.get(after);
    }
}
