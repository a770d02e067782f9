package io.autocharge.notification.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.CustomerUser;
import io.autocharge.contracts.customer.UserId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.notification.WebhookEndpointId;
import io.autocharge.contracts.notification.WebhookPause;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkEvent;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinksLocked;
import io.autocharge.contracts.payment.LinkStanding;
import io.autocharge.contracts.payment.WalletEvent;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.notification.domain.Sender;
import io.autocharge.notification.domain.Stationery.Bill;
import io.autocharge.notification.domain.Stationery.ChargeAhead;
import io.autocharge.notification.domain.Stationery.InvoiceToPay;
import io.autocharge.notification.domain.Stationery.LinksLocked;
import io.autocharge.notification.domain.Stationery.MoneyBack;
import io.autocharge.notification.domain.Stationery.OpenStill;
import io.autocharge.notification.domain.Stationery.PaymentFailed;
import io.autocharge.notification.domain.Stationery.PaymentReceived;
import io.autocharge.notification.domain.Stationery.WebhookStopped;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.CancelLinks;
import io.autocharge.runtime.http.PaymentLinks;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** All that a letter is written from. What is on its way here is waited for, for a moment. */
@Singleton
public class Correspondence {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final Correspondents correspondents;
    private final Receipts receipts;
    private final Bills bills;
    private final FailedCharges failedCharges;
    private final Prospects prospects;
    private final WebhookEndpoints endpoints;
    private final History histories;
    private final PaymentLinks links;
    private final CancelLinks cancelLinks;
    private final Clock clock;
    private final Duration moment;

    @Inject
    Correspondence(
            Correspondents correspondents,
            Receipts receipts,
            Bills bills,
            FailedCharges failedCharges,
            Prospects prospects,
            WebhookEndpoints endpoints,
            History histories,
            PaymentLinks links,
            CancelLinks cancelLinks,
            Clock clock) {
        this(
                correspondents,
                receipts,
                bills,
                failedCharges,
                prospects,
                endpoints,
                histories,
                links,
                cancelLinks,
                clock,
                MOMENT);
    }

    Correspondence(
            Correspondents correspondents,
            Receipts receipts,
            Bills bills,
            FailedCharges failedCharges,
            Prospects prospects,
            WebhookEndpoints endpoints,
            History histories,
            PaymentLinks links,
            CancelLinks cancelLinks,
            Clock clock,
            Duration moment) {
        this.correspondents = correspondents;
        this.receipts = receipts;
        this.bills = bills;
        this.failedCharges = failedCharges;
        this.prospects = prospects;
        this.endpoints = endpoints;
        this.histories = histories;
        this.links = links;
        this.cancelLinks = cancelLinks;
        this.clock = clock;
        this.moment = moment;
    }

    /**
     * The addresses of a customer's users.
     *
     * @throws IllegalStateException if nothing was heard of the customer yet
     */
    public List<String> addresses(PartnerId partner, CustomerId customer) {
        return Soon.find(moment, () -> correspondents.addresses(partner, customer))
                .orElseThrow(() -> new IllegalStateException("Nothing was heard of " + customer + " yet."));
    }

    /** The partner's own address; none if it gave none. */
    public List<String> addresses(PartnerId partner) {
        return Soon.find(moment, () -> correspondents.sender(partner))
                .map(sender -> sender.email() == null ? List.<String>of() : List.of(sender.email()))
                .orElseThrow(() -> new IllegalStateException("Nothing was heard of " + partner + " yet."));
    }

    /** An endpoint of the partner to which nothing is sent any more. */
    public Optional<WebhookStopped> stopped(PartnerId partner, String endpoint) {
        return told(partner, sender -> endpoints
                .find(partner, new WebhookEndpointId(endpoint))
                .filter(found -> found.pausedReason() != null)
                .map(found -> new WebhookStopped(
                        sender, found.url(), found.pausedReason() == WebhookPause.GONE, found.pausedAt())));
    }

    /** An invoice whose payment links were tried too often. */
    public Optional<LinksLocked> locked(PartnerId partner, String invoice) {
        var book = LinkBookId.of(new InvoiceId(invoice));
        return told(partner, sender -> bills.find(partner, invoice).flatMap(bill -> histories
                .of(book, PaymentLinksLocked.class)
                .reduce((before, after) -> after)
                .map(event -> new LinksLocked(sender, bill, event.declines(), event.lockedAt()))));
    }

    /** Whether an endpoint that was paused is so no more, or is not there. */
    public boolean runsAgain(PartnerId partner, String endpoint) {
        return endpoints
                .find(partner, new WebhookEndpointId(endpoint))
                .filter(found -> found.pausedReason() != null)
                .isEmpty();
    }

    /** A person, and the partner in whose name it is written to. */
    public record Addressee(Sender sender, CustomerUser user) {}

    /** One user of a customer. */
    public Optional<Addressee> person(PartnerId partner, CustomerId customer, UserId user) {
        return told(
                partner,
                sender -> correspondents.user(partner, customer, user).map(found -> new Addressee(sender, found)));
    }

    /** The partner as it signs its letters. */
    public Optional<Sender> partner(PartnerId partner) {
        return told(partner, Optional::of);
    }

    /** A payment, by its receipt. */
    public Optional<PaymentReceived> payment(PartnerId partner, String receipt) {
        return told(partner, sender -> receipts.find(partner, receipt).flatMap(found -> payLink(found.invoiceId())
                .map(link -> new PaymentReceived(sender, found.number(), found.receipt(), link.address()))));
    }

    /** An invoice that is to be paid. */
    public Optional<InvoiceToPay> invoice(PartnerId partner, String invoice) {
        return told(partner, sender -> bills.find(partner, invoice).flatMap(bill -> payLink(new InvoiceId(invoice))
                .map(link -> new InvoiceToPay(sender, bill, link.address()))));
    }

    /** What became of a payment, by the receipt of that. */
    public Optional<MoneyBack> moneyBack(PartnerId partner, String receipt) {
        return told(partner, sender -> receipts.find(partner, receipt).flatMap(found -> payLink(found.invoiceId())
                .map(link -> new MoneyBack(
                        sender,
                        found.number(),
                        found.receipt(),
                        found.correctsNumber(),
                        prospects.paused(found.customerId()),
                        link.address()))));
    }

    /** A charge that is still planned. */
    public Optional<ChargeAhead> ahead(PartnerId partner, String charge) {
        var id = new ChargeId(charge);
        return told(partner, sender -> prospects.planned(id).flatMap(planned -> bills.find(
                        partner, planned.invoiceId().value())
                .map(bill -> new ChargeAhead(
                        sender,
                        bill,
                        planned.amount(),
                        planned.method(),
                        planned.chargeOn(),
                        URI.create(cancelLinks.url(id))))));
    }

    /** An invoice that is still open today. */
    public Optional<OpenStill> openStill(PartnerId partner, String invoice, Instant now) {
        return told(partner, sender -> bills.find(partner, invoice).flatMap(bill -> payLink(new InvoiceId(invoice))
                .map(link -> new OpenStill(sender, bill, LocalDate.ofInstant(now, sender.zone()), link.address()))));
    }

    /** A charge that moved no money. */
    public Optional<PaymentFailed> failure(PartnerId partner, String charge) {
        return told(partner, sender -> failedCharges.find(partner, charge).flatMap(failed -> bills.find(
                        partner, failed.invoiceId().value())
                .flatMap(bill -> payLink(failed.invoiceId()).map(link -> failure(sender, failed, bill, link)))));
    }

    private PaymentFailed failure(Sender sender, FailedCharges.FailedCharge failed, Bill bill, PayLink link) {
        var decision = failed.customerId() == null
                ? Optional.<WalletEvent>empty()
                : prospects.decision(failed.customerId(), failed.id());
        return new PaymentFailed(
                sender,
                bill,
                failed.amount(),
                failed.method(),
                failed.code(),
                failed.returned(),
                decision.map(event -> event instanceof RetryGranted granted ? granted.retryOn() : null)
                        .orElse(null),
                decision.map(event -> event instanceof RetryDenied denied ? denied.reason() : null)
                        .orElse(null),
                link.address());
    }

    private <T> Optional<T> told(PartnerId partner, Function<Sender, Optional<T>> news) {
        Supplier<Optional<T>> question = () -> correspondents.sender(partner).flatMap(news);
        return Soon.find(moment, question);
    }

    /** Where the invoice can be paid; nothing if it was not heard yet, or another link is about to be made. */
    private Optional<PayLink> payLink(InvoiceId invoice) {
        var standing = LinkStanding.of(histories.of(LinkBookId.of(invoice), LinkEvent.class));
        var live = standing.live(clock.instant()).map(link -> new PayLink(URI.create(links.url(link))));
        var none = standing.locked() || standing.closed().isPresent();
        return live.isEmpty() && none ? Optional.of(new PayLink(null)) : live;
    }

    /** The address of a page to pay on; none if the invoice cannot be paid by link now. */
    private record PayLink(URI address) {}
}
