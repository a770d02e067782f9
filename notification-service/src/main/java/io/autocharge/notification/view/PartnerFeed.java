package io.autocharge.notification.view;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.notification.WebhookEventId;
import io.autocharge.notification.domain.Announcement;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;

/** What partners were told of, or could have been: their events of the last 30 days, in order. */
@View
public class PartnerFeed {

    /** For how long a partner can read what has happened. */
    public static final Duration KEPT = Duration.ofDays(30);

    private static final int SWEEP_EVERY = 64;
    private static final int SWEPT_AT_ONCE = 128;

    private final MongoCollection<Announcement> feed;
    private final Clock clock;

    PartnerFeed(Collections collections, Clock clock) {
        this.feed = collections.of(Announcement.class, "partner_feed");
        this.clock = clock;
        index();
    }

    /** What has happened behind {@code position}, the oldest first. */
    public List<Announcement> after(PartnerId partner, long position, int most) {
        return feed.find(and(eq("partner_id", partner.value()), gt("position", position), gte("occurred_at", oldest())))
                .sort(Sorts.ascending("position"))
                .limit(most)
                .into(new ArrayList<>());
    }

    /** One event of the partner. */
    public Optional<Announcement> find(PartnerId partner, WebhookEventId id) {
        return Optional.ofNullable(
                feed.find(and(eq("_id", id.value()), eq("partner_id", partner.value()), gte("occurred_at", oldest())))
                        .first());
    }

    /** Where the partner's feed ends now; 0 if it is empty. */
    public long end(PartnerId partner) {
        return Optional.ofNullable(feed.find(eq("partner_id", partner.value()))
                        .sort(Sorts.descending("position"))
                        .first())
                .map(Announcement::position)
                .orElse(0L);
    }

    @EventHandler
    void on(Event event, @SequenceNumber long sequence, @Timestamp Instant at, Position position) {
        var happened = Announcement.of(event, sequence, position.value(), at)
                .filter(announcement -> !announcement.occurredAt().isBefore(oldest()));
        happened.ifPresent(announcement -> {
            feed.replaceOne(eq("_id", announcement.id().value()), announcement, new ReplaceOptions().upsert(true));
            if (announcement.position() % SWEEP_EVERY == 0) {
                sweep();
            }
        });
    }

    @ResetHandler
    void reset() {
        feed.drop();
        index();
    }

    /** More goes than comes, and never so much at once that anybody waits for it. */
    private void sweep() {
        feed.find(lt("occurred_at", oldest()))
                .limit(SWEPT_AT_ONCE)
                .into(new ArrayList<>())
                .forEach(old -> feed.deleteOne(eq("_id", old.id().value())));
    }

    private Instant oldest() {
        return clock.instant().minus(KEPT);
    }

    private void index() {
        feed.createIndex(Indexes.ascending("partner_id", "position"));
        feed.createIndex(Indexes.ascending("occurred_at"));
    }
}
