package io.autocharge.payment.policy;

import io.autocharge.payment.domain.Processors;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;

/** Asks a processor what has changed when it knocks. What the knock itself says is not believed, only that it came. */
@Singleton
public class AnswerKnocks implements Worker<Knock> {

    private final Processors processors;
    private final RecordNews news;

    AnswerKnocks(Processors processors, RecordNews news) {
        this.processors = processors;
        this.news = news;
    }

    @Override
    public String worklist() {
        return Knock.WORKLIST;
    }

    @Override
    public Class<Knock> type() {
        return Knock.class;
    }

    @Override
    public Verdict work(String id, Knock knock) {
        processors.all().stream()
                .filter(processor -> processor.name().equals(knock.processor()))
                .forEach(processor -> processor.told(knock.news()).ifPresent(told -> news.record(processor, told)));
        return new Verdict.Done();
    }
}
