package io.autocharge.notification.policy;

import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.notification.MessageCommand.RecordBounce;
import io.autocharge.contracts.notification.MessageCommand.RecordDelivery;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.notification.domain.Letter;
import io.autocharge.notification.domain.Mailer;
import io.autocharge.notification.domain.Stationery;
import io.autocharge.notification.view.Correspondence;
import io.autocharge.notification.view.Messages;
import io.autocharge.notification.view.Prospects;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Worker;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Writes the letter and hands it to the mail server, then records what became of it. What the letter speaks of may not
 * have been heard of here yet: then it is written a little later.
 */
@Singleton
public class SendMails implements Worker<Errand> {

    private final Commands commands;
    private final Messages messages;
    private final Correspondence correspondence;
    private final Prospects prospects;
    private final Stationery stationery;
    private final Mailer mailer;
    private final Clock clock;

    SendMails(
            Commands commands,
            Messages messages,
            Correspondence correspondence,
            Prospects prospects,
            Stationery stationery,
            Mailer mailer,
            Clock clock) {
        this.commands = commands;
        this.messages = messages;
        this.correspondence = correspondence;
        this.prospects = prospects;
        this.stationery = stationery;
        this.mailer = mailer;
        this.clock = clock;
    }

    @Override
    public String worklist() {
        return Errand.WORKLIST;
    }

    @Override
    public Class<Errand> type() {
        return Errand.class;
    }

    @Override
    public Verdict work(String id, Errand errand) {
        if (messages.sent(errand.partnerId(), errand.messageId())) {
            return new Verdict.Done(); // a process died between recording the delivery and closing the item
        }
        var to = addressees(errand);
        if (to.isEmpty()) {
            bounce(errand, "The customer has no user with an e-mail address.");
            return new Verdict.Done();
        }
        if (isOvertaken(errand)) {
            bounce(errand, "It was overtaken before it could be sent.");
            return new Verdict.Done();
        }
        var letter = letter(errand)
                .orElseThrow(() -> new IllegalStateException("Nothing was heard of " + errand.about() + " yet."));
        var answer = mailer.send(errand.messageId(), to, letter);
        if (answer instanceof Mailer.Answer.Taken taken) {
            commands.send(new RecordDelivery(errand.messageId(), errand.partnerId(), taken.to()));
        } else {
            bounce(errand, ((Mailer.Answer.TurnedAway) answer).reason());
        }
        return new Verdict.Done();
    }

    private List<String> addressees(Errand errand) {
        if (!errand.to().isEmpty()) {
            return errand.to();
        }
        return errand.template().isForThePartner()
                ? correspondence.addresses(errand.partnerId())
                : correspondence.addresses(errand.partnerId(), errand.customerId());
    }

    private Optional<Letter> letter(Errand errand) {
        var partner = errand.partnerId();
        return switch (errand.template()) {
            case PAYMENT_CONFIRMATION ->
                correspondence.payment(partner, errand.about()).map(stationery::confirmation);
            case PAYMENT_LINK -> correspondence.invoice(partner, errand.about()).map(stationery::paymentLink);
            case CHARGE_FAILED ->
                correspondence.failure(partner, errand.about()).map(stationery::chargeFailed);
            case REFUND, PAYMENT_TAKEN_BACK ->
                correspondence.moneyBack(partner, errand.about()).map(stationery::moneyBack);
            case UPCOMING_CHARGE ->
                correspondence.ahead(partner, errand.about()).map(stationery::upcoming);
            case REMINDER ->
                correspondence
                        .openStill(partner, errand.about(), clock.instant())
                        .map(stationery::reminder);
            case WEBHOOK_PAUSED ->
                correspondence.stopped(partner, errand.about()).map(stationery::webhookPaused);
            case PAYMENT_LINKS_LOCKED ->
                correspondence.locked(partner, errand.about()).map(stationery::linksLocked);
        };
    }

    /** What is told before it happens may have been overtaken while the mail server was away. */
    private boolean isOvertaken(Errand errand) {
        return switch (errand.template()) {
            case UPCOMING_CHARGE -> !prospects.isNoticeable(new ChargeId(errand.about()));
            case REMINDER -> !prospects.isRemindable(new InvoiceId(errand.about()));
            case WEBHOOK_PAUSED -> correspondence.runsAgain(errand.partnerId(), errand.about());
            case PAYMENT_CONFIRMATION, PAYMENT_LINK, CHARGE_FAILED, REFUND, PAYMENT_TAKEN_BACK, PAYMENT_LINKS_LOCKED ->
                false;
        };
    }

    private void bounce(Errand errand, String reason) {
        commands.send(new RecordBounce(errand.messageId(), errand.partnerId(), reason));
    }
}
