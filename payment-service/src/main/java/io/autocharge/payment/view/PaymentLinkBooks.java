package io.autocharge.payment.view;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.LinkBookId;
import io.autocharge.contracts.payment.LinkCommand.IssuePaymentLink;
import io.autocharge.contracts.payment.LinkEvent;
import io.autocharge.contracts.payment.LinkStanding;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.runtime.History;
import io.autocharge.runtime.http.PaymentLinks;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** How an invoice's payment links stand, told from their own events, and the order for another one. */
@Singleton
public class PaymentLinkBooks {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int DAYS_PAST_DUE = 7;

    private final History histories;
    private final PaymentLinks links;
    private final Clock clock;

    public PaymentLinkBooks(History histories, PaymentLinks links, Clock clock) {
        this.histories = histories;
        this.links = links;
        this.clock = clock;
    }

    /** The links of this invoice. */
    public LinkStanding of(InvoiceId invoice) {
        return LinkStanding.of(histories.of(LinkBookId.of(invoice), LinkEvent.class));
    }

    /** The order for a link, unless there is one; {@code requested} if the partner asks. */
    public IssuePaymentLink order(PartnerId partner, InvoiceId invoice, LocalDate dueOn, boolean requested) {
        var link = PaymentLinkId.fresh(clock.instant());
        return new IssuePaymentLink(
                LinkBookId.of(invoice),
                partner,
                invoice,
                link,
                links.hash(link),
                expiry(clock.instant(), dueOn, zone(partner)),
                requested);
    }

    /** Seven days after the due date where the partner is, and at most thirty days from now; thirty if it is overdue. */
    static Instant expiry(Instant now, LocalDate dueOn, ZoneId zone) {
        var longest = now.plus(LONGEST);
        if (LocalDate.ofInstant(now, zone).isAfter(dueOn)) {
            return longest;
        }
        var end = dueOn.plusDays(DAYS_PAST_DUE + 1L).atStartOfDay(zone).toInstant();
        return end.isBefore(longest) ? end : longest;
    }

    private ZoneId zone(PartnerId partner) {
        return histories
                .of(partner, PartnerRegistered.class)
                .map(PartnerRegistered::timeZone)
                .findFirst()
                .orElse(ZoneOffset.UTC); // it will be heard of; some hours more or less do no harm
    }
}
