package io.autocharge.notification.policy;

import io.autocharge.contracts.notification.MessageId;
import io.autocharge.notification.domain.Mailer;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.notification.domain.Stationery.WayIn;
import io.autocharge.notification.view.Correspondence;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.http.SignInLinks;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * Mails a link to sign in to the person who asked for it. It is no message of the partner's: no list shows it, and whether
 * it arrived is not recorded, for it is soon good for nothing.
 */
@Singleton
public class SendSignInLinks implements Worker<SignInErrand> {

    private final Correspondence correspondence;
    private final SignInLinks links;
    private final Stationery stationery;
    private final Mailer mailer;
    private final Clock clock;

    SendSignInLinks(
            Correspondence correspondence, SignInLinks links, Stationery stationery, Mailer mailer, Clock clock) {
        this.correspondence = correspondence;
        this.links = links;
        this.stationery = stationery;
        this.mailer = mailer;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return SignInErrand.WORKLIST;
    }

    @Override
    public Class<SignInErrand> type() {
        return SignInErrand.class;
    }

    @Override
    public Verdict work(String id, SignInErrand errand) {
        if (!clock.instant().isBefore(errand.expiresAt())) {
            return new Verdict.Done();
        }
        var person = correspondence
                .person(errand.partnerId(), errand.customerId(), errand.userId())
                .orElseThrow(() -> new IllegalStateException("Nothing was heard of " + errand.userId() + " yet."));
        var link = URI.create(links.url(errand.linkId()));
        var letter = stationery.signIn(new WayIn(person.sender(), person.user().name(), link));
        mailer.send(
                MessageId.derived(errand.linkId().value(), "sign-in"),
                List.of(person.user().email()),
                letter);
        return new Verdict.Done();
    }
}
