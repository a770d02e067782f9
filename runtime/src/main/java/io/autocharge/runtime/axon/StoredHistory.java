package io.autocharge.runtime.axon;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.runtime.History;
import io.autocharge.runtime.mongo.EventLog;
import io.autocharge.runtime.mongo.StoredEvent;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * History as the event store of this service has it. What was read lately is remembered, since the past does not change, and
 * only what came since is asked for: a long life costs no more than a short one.
 */
@Singleton
public class StoredHistory implements History {

    /** How many facts are remembered, over all things: about 10 MB. */
    private static final int MOST = 10_000;

    /** What is known of one thing, up to the position of its last fact. */
    private record Chapter(List<Object> events, long position) {

        private static final Chapter EMPTY = new Chapter(List.of(), 0);

        Chapter plus(List<StoredEvent> news, EventCodec codec) {
            var all = new ArrayList<Object>(events.size() + news.size());
            all.addAll(events);
            news.forEach(stored -> all.add(codec.payload(stored.event())));
            return new Chapter(all, news.get(news.size() - 1).position());
        }
    }

    private final EventLog log;
    private final EventCodec codec;
    private final int most;

    /** Who was asked about last comes last. */
    private final Map<Id, Chapter> remembered = new LinkedHashMap<>(16, 0.75f, true);

    private int size;

    @Inject
    public StoredHistory(EventLog log, EventCodec codec) {
        this(log, codec, MOST);
    }

    StoredHistory(EventLog log, EventCodec codec, int most) {
        this.log = log;
        this.codec = codec;
        this.most = most;
    }

    @Override
    public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
        var known = known(subject);
        var news = log.readAggregateAfter(subject.value(), known.position());
        if (!news.isEmpty()) {
            known = known.plus(news, codec);
            remember(subject, known);
        }
        return known.events().stream().filter(kind::isInstance).map(kind::cast);
    }

    private synchronized Chapter known(Id subject) {
        return remembered.getOrDefault(subject, Chapter.EMPTY);
    }

    /** Of two who read at once, the one who read further is believed. Those left alone longest are forgotten first. */
    private synchronized void remember(Id subject, Chapter chapter) {
        var before = remembered.getOrDefault(subject, Chapter.EMPTY);
        if (chapter.position() <= before.position() || chapter.events().size() > most / 2) {
            return;
        }
        remembered.put(subject, chapter);
        size += chapter.events().size() - before.events().size();
        var eldest = remembered.values().iterator();
        while (size > most) {
            size -= eldest.next().events().size();
            eldest.remove();
        }
    }

    /** How many facts are remembered at present. */
    synchronized int size() {
        return size;
    }
}
