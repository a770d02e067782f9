package io.autocharge.payment.policy;

import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.Worklist;
import io.autocharge.runtime.Worklists;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Reads what has changed at each payment processor. The item on the list is the place in the feed; when what comes after it
 * is recorded, the next place takes its turn. Whatever is read twice, or by two at once, is recorded once.
 */
@Singleton
public class FollowProcessor implements Worker<ProcessorFeed> {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PAUSE_UNREACHABLE = Duration.ofSeconds(10);

    private final Worklist<ProcessorFeed> feeds;
    private final Processors processors;
    private final RecordNews news;
    private final Clock clock;

    FollowProcessor(Worklists worklists, Processors processors, RecordNews news, Clock clock) {
        this.feeds = worklists.of(ProcessorFeed.class, ProcessorFeed.WORKLIST);
        this.processors = processors;
        this.news = news;
        this.clock = clock;
        processors.all().forEach(this::begin);
    }

    /** The first place has the same name on every start, so a feed is begun once for ever. */
    private void begin(PaymentProcessor processor) {
        var first = new ProcessorFeed(processor.name(), "", LocalDate.EPOCH);
        feeds.put(first.id(), clock.instant(), first);
    }

    @Override
    public String worklist() {
        return ProcessorFeed.WORKLIST;
    }

    @Override
    public Class<ProcessorFeed> type() {
        return ProcessorFeed.class;
    }

    @Override
    public Verdict work(String id, ProcessorFeed feed) {
        var processor = processors.all().stream()
                .filter(known -> known.name().equals(feed.processor()))
                .findFirst();
        if (processor.isEmpty()) {
            return new Verdict.Again(Duration.ofMinutes(1)); // not in use at present; it may be again
        }
        try {
            return read(processor.get(), feed);
        } catch (PaymentProcessor.Unreachable e) {
            return new Verdict.Again(PAUSE_UNREACHABLE);
        }
    }

    private Verdict read(PaymentProcessor processor, ProcessorFeed feed) {
        var page = processor.news(feed.cursor());
        page.news().forEach(change -> news.record(processor, change));
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var next = new ProcessorFeed(feed.processor(), page.cursor(), today);
        if (next.equals(feed) || page.news().isEmpty() && !feed.on().isBefore(today)) {
            return new Verdict.Again(PAUSE);
        }
        // A new item for each day as well: one that is tried for days is set aside for an operator.
        feeds.put(next.id(), page.more() ? clock.instant() : clock.instant().plus(PAUSE), next);
        return new Verdict.Done();
    }
}
