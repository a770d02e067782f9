package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageCommand.SendMessage;
import io.autocharge.contracts.notification.MessageId;
import io.autocharge.contracts.notification.Template;
import io.autocharge.contracts.payment.Method;
import io.autocharge.notification.view.Prospects;
import io.autocharge.notification.view.Prospects.Planned;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Tells a customer of a planned charge as many days before as the partner wants for its method. It looks at the plan
 * again each day and once more when it tells: what was canceled, shrunk, moved or switched until then is told as it is.
 */
@Singleton
public class GiveNotices implements Worker<Notice> {

    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Commands commands;
    private final Prospects prospects;
    private final Clock clock;

    GiveNotices(Commands commands, Prospects prospects, Clock clock) {
        this.commands = commands;
        this.prospects = prospects;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return Notice.WORKLIST;
    }

    @Override
    public Class<Notice> type() {
        return Notice.class;
    }

    @Override
    public Verdict work(String id, Notice notice) {
        var planned = prospects.planned(notice.chargeId());
        var now = clock.instant();
        if (planned.isEmpty() || planned.get().chargeAt().isBefore(now.plus(LEAST))) {
            return new Verdict.Done(); // there is nothing to tell any more, or it is too late to do anything about it
        }
        var due = due(planned.get(), now);
        if (due.isAfter(now)) {
            var pause = Duration.between(now, due);
            return new Verdict.Again(pause.compareTo(DAY) < 0 ? pause : DAY);
        }
        commands.send(new SendMessage(
                MessageId.derived(notice.chargeId().value(), "upcoming"),
                planned.get().partnerId(),
                planned.get().customerId(),
                Template.UPCOMING_CHARGE,
                notice.chargeId().value(),
                List.of()));
        return new Verdict.Done();
    }

    /** Without a method there is nothing to tell yet, and where no notice is wanted nothing to tell at all. */
    private Instant due(Planned planned, Instant now) {
        var terms = prospects.terms(planned.partnerId());
        if (planned.method() == null) {
            return now.plus(Duration.between(now, planned.chargeAt()).dividedBy(2));
        }
        var days = planned.method().kind() == Method.Kind.CARD
                ? terms.collection().cardNoticeDays()
                : terms.collection().bankNoticeDays();
        return days == 0
                ? planned.chargeAt()
                : planned.chargeAt().atZone(terms.zone()).minusDays(days).toInstant();
    }
}
