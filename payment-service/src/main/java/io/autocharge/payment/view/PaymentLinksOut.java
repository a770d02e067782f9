package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.LinkBreakerEvent.PaymentLinksPaused;
import io.autocharge.contracts.payment.LinkEvent.PaymentLinkIssued;
import io.autocharge.contracts.payment.PaymentLinkId;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.View;
import io.autocharge.runtime.mongo.Collections;
import java.time.Instant;
import java.util.Optional;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;

/** The payment links that were handed out, by the hash of what opens them, and the partners whose links rest. */
@View
public class PaymentLinksOut {

    /** A link and what it is for. Whether it still opens that is for its book to say. */
    public record LinkOut(String id, PartnerId partnerId, InvoiceId invoiceId, PaymentLinkId paymentLinkId) {}

    private record Pause(PartnerId id, Instant until, long position) {}

    private final MongoCollection<LinkOut> links;
    private final MongoCollection<Pause> pauses;

    public PaymentLinksOut(Collections collections) {
        links = collections.of(LinkOut.class, "payment_links");
        pauses = collections.of(Pause.class, "payment_link_pauses");
    }

    /** The link whose token has this SHA-256; the holder of a token is no partner, and shows it instead. */
    public Optional<LinkOut> find(String tokenHash) {
        return Optional.ofNullable(links.find(eq("_id", tokenHash)).first());
    }

    /** Until when the links of this partner rest, if they do at {@code now}. */
    public Optional<Instant> pausedUntil(PartnerId partner, Instant now) {
        return pause(partner).map(Pause::until).filter(now::isBefore);
    }

    @EventHandler
    void on(PaymentLinkIssued event) {
        var link = new LinkOut(event.tokenHash(), event.partnerId(), event.invoiceId(), event.paymentLinkId());
        links.replaceOne(eq("_id", link.id()), link, new ReplaceOptions().upsert(true));
    }

    @EventHandler
    void on(PaymentLinksPaused event, Position position) {
        if (pause(event.partnerId())
                .filter(was -> was.position() >= position.value())
                .isEmpty()) {
            var pause = new Pause(event.partnerId(), event.until(), position.value());
            pauses.replaceOne(eq("_id", pause.id().value()), pause, new ReplaceOptions().upsert(true));
        }
    }

    @ResetHandler
    void reset() {
        links.drop();
        pauses.drop();
    }

    private Optional<Pause> pause(PartnerId partner) {
        return Optional.ofNullable(pauses.find(eq("_id", partner.value())).first());
    }
}
