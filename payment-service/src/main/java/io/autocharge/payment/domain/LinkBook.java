package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.LinkRefusal.LINK_BUSY;
import static io.autocharge.contracts.payment.LinkRefusal.LINK_CLOSED;
import static io.autocharge.contracts.payment.LinkRefusal.LINK_LOCKED;
import static io.autocharge.contracts.payment.LinkRefusal.LINK_UNKNOWN;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkClosure;
import io.autocharge.contracts.payment.LinkCommand.ClosePaymentLinks;
import io.autocharge.contracts.payment.LinkCommand.IssuePaymentLink;
import io.autocharge.contracts.payment.LinkCommand.RecordLinkTry;
import io.autocharge.contracts.payment.LinkCommand.TryPaymentLink;
import io.autocharge.contracts.payment.LinkEvent;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkIssued;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTried;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkTryEnded;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksClosed;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksLocked;
import io.autocharge.contracts.payment.LinkStanding;
import io.autocharge.contracts.payment.LinkTryEnding;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * The payment links of one invoice. Each is good until it expires; all of them end when the invoice is settled or put away,
 * or the partner takes them back, and rest when too many tries were declined: then somebody tries out cards.
 */
public class LinkBook {

    /** A try that may still be declined counts like one that was: no more than this reach the processor in vain. */
    private static final int MOST_DECLINES = 5;

    @AggregateIdentifier
    private LinkBookId id;

    private PartnerId partner;
    private InvoiceId invoice;
    private LinkStanding standing = LinkStanding.NONE;
    private int declines;
    private final Set<ChargeId> underWay = new HashSet<>();
    private final Set<ChargeId> tried = new HashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(IssuePaymentLink command, Clock clock) {
        isOf(command.partnerId(), command.invoiceId(), command.linkBookId());
        if (isWanted(command, clock.instant())) {
            apply(new PaymentLinkIssued(
                    command.linkBookId(),
                    command.partnerId(),
                    command.invoiceId(),
                    command.paymentLinkId(),
                    command.tokenHash(),
                    command.expiresAt(),
                    clock.instant()));
        }
    }

    private boolean isWanted(IssuePaymentLink command, Instant now) {
        var takenBack = standing.closed()
                .filter(reason -> reason == LinkClosure.REVOKED)
                .isPresent();
        return !standing.locked()
                && standing.live(now.plus(LinkStanding.MARGIN)).isEmpty()
                && (command.requested() || !takenBack);
    }

    @CommandHandler
    void decide(TryPaymentLink command, Clock clock) {
        LINK_UNKNOWN.when(!command.partnerId().equals(partner));
        if (tried.contains(command.chargeId())) {
            return; // it was asked before, and the charge is under way or has ended
        }
        LINK_LOCKED.when(standing.locked());
        LINK_CLOSED.when(!standing.isLive(command.paymentLinkId(), clock.instant()));
        LINK_BUSY.when(declines + underWay.size() >= MOST_DECLINES);
        apply(new PaymentLinkTried(id, partner, invoice, command.paymentLinkId(), command.chargeId(), clock.instant()));
    }

    @CommandHandler
    void decide(RecordLinkTry command, Clock clock) {
        if (!underWay.contains(command.chargeId())) {
            return;
        }
        apply(new PaymentLinkTryEnded(id, partner, invoice, command.chargeId(), command.ending(), clock.instant()));
        if (declines >= MOST_DECLINES && !standing.locked()) {
            apply(new PaymentLinksLocked(id, partner, invoice, declines, clock.instant()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ClosePaymentLinks command, Clock clock) {
        isOf(command.partnerId(), command.invoiceId(), command.linkBookId());
        var lifts = command.reason() == LinkClosure.REVOKED && (standing.locked() || declines > 0);
        if (standing.closed().isEmpty() || lifts) {
            apply(new PaymentLinksClosed(
                    command.linkBookId(), command.partnerId(), command.invoiceId(), command.reason(), clock.instant()));
        }
    }

    private void isOf(PartnerId asking, InvoiceId about, LinkBookId book) {
        LINK_UNKNOWN.when(!book.equals(LinkBookId.of(about)) || partner != null && !partner.equals(asking));
    }

    @EventSourcingHandler
    void evolve(LinkEvent event) {
        standing = standing.after(event);
        invoice = event.invoiceId();
        id = event.linkBookId();
    }

    @EventSourcingHandler
    void evolve(PaymentLinkIssued event) {
        evolve((LinkEvent) event);
        partner = event.partnerId();
    }

    @EventSourcingHandler
    void evolve(PaymentLinkTried event) {
        evolve((LinkEvent) event);
        underWay.add(event.chargeId());
        tried.add(event.chargeId());
    }

    @EventSourcingHandler
    void evolve(PaymentLinkTryEnded event) {
        evolve((LinkEvent) event);
        underWay.remove(event.chargeId());
        if (event.ending() == LinkTryEnding.DECLINED) {
            declines++;
        }
        if (event.ending() == LinkTryEnding.NOT_MADE) {
            tried.remove(event.chargeId()); // it may be tried once more, and is counted then
        }
    }

    @EventSourcingHandler
    void evolve(PaymentLinksClosed event) {
        evolve((LinkEvent) event);
        partner = event.partnerId();
        if (event.reason() == LinkClosure.REVOKED) {
            declines = 0;
        }
    }
}
