package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageId;
import io.autocharge.notification.domain.Mailer;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.notification.domain.Stationery.StaffWayIn;
import io.autocharge.notification.view.Correspondence;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.http.StaffLinks;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Mails a link to a person of a partner's staff, by which it joins or chooses another passphrase. No list shows it. */
@Singleton
public class SendStaffLinks implements Worker<StaffErrand> {

    private final Correspondence correspondence;
    private final StaffLinks links;
    private final Stationery stationery;
    private final Mailer mailer;
    private final Clock clock;

    SendStaffLinks(Correspondence correspondence, StaffLinks links, Stationery stationery, Mailer mailer, Clock clock) {
        this.correspondence = correspondence;
        this.links = links;
        this.stationery = stationery;
        this.mailer = mailer;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return StaffErrand.WORKLIST;
    }

    @Override
    public Class<StaffErrand> type() {
        return StaffErrand.class;
    }

    @Override
    public Verdict work(String id, StaffErrand errand) {
        if (!clock.instant().isBefore(errand.expiresAt())) {
            return new Verdict.Done();
        }
        var partner = correspondence
                .partner(errand.partnerId())
                .orElseThrow(() -> new IllegalStateException("Nothing was heard of " + errand.partnerId() + " yet."));
        var link = URI.create(links.url(errand.linkId()));
        var letter = stationery.staffLink(new StaffWayIn(partner, errand.name(), errand.joins(), link));
        mailer.send(MessageId.derived(errand.linkId().value(), "staff"), List.of(errand.email()), letter);
        return new Verdict.Done();
    }
}
