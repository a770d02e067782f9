package io.autocharge.payment.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.param.EventListParams;
import io.autocharge.contracts.payment.Outcome;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import io.autocharge.payment.domain.ProcessorNews;
import io.autocharge.payment.domain.ProcessorNews.Kind;
import io.autocharge.runtime.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Stripe's events say. An event only tells that something has changed: how it stands is asked for by its id, so that
 * neither the order of events nor the version in which they are written matters.
 */
final class StripeNews {

    private static final long PAGE = 100;

    private static final List<String> WANTED = List.of(
            "payment_intent.processing",
            "payment_intent.succeeded",
            "payment_intent.payment_failed",
            "payment_intent.canceled",
            "refund.created",
            "refund.updated",
            "refund.failed",
            "charge.dispute.created",
            "charge.dispute.closed");

    private static final Map<String, Kind> DISPUTES = Map.of("won", Kind.DISPUTE_WON, "lost", Kind.DISPUTE_LOST);

    private final StripeDoor stripe;

    StripeNews(StripeDoor stripe) {
        this.stripe = stripe;
    }

    /** The events that came after {@code cursor}, which Stripe keeps for 30 days; without one, the newest hundred. */
    ProcessorNews.Page after(String cursor) {
        var wanted = EventListParams.builder().setLimit(PAGE).addAllType(WANTED);
        if (!cursor.isEmpty()) {
            wanted.setEndingBefore(cursor);
        }
        var page = stripe.look(open -> open.events().list(wanted.build()));
        var news = oldestFirst(page.getData()).stream()
                .flatMap(event -> news(event).stream())
                .toList();
        var last = page.getData().isEmpty() ? cursor : page.getData().get(0).getId();
        return new ProcessorNews.Page(news, last, !cursor.isEmpty() && page.getHasMore());
    }

    /** What one event says, if it is of account here. */
    Optional<ProcessorNews> told(String id) {
        var event = stripe.look(open -> open.events().retrieve(id));
        return WANTED.contains(event.getType()) ? news(event) : Optional.empty();
    }

    static <T> List<T> oldestFirst(List<T> newestFirst) {
        var turned = new ArrayList<>(newestFirst);
        Collections.reverse(turned);
        return turned;
    }

    private Optional<ProcessorNews> news(Event event) {
        var about = about(event).path("id").asText();
        var type = event.getType();
        if (type.startsWith("payment_intent.")) {
            return payment(event, stripe.payment(about));
        }
        return type.startsWith("refund.")
                ? refund(event, stripe.look(open -> open.refunds().retrieve(about)))
                : dispute(event, stripe.look(open -> open.disputes().retrieve(about)));
    }

    private static Optional<ProcessorNews> payment(Event event, PaymentIntent payment) {
        var outcome = StripeWords.outcome(payment);
        var kinds = Map.of(
                Outcome.Status.CAPTURED, Kind.CAPTURED,
                Outcome.Status.PENDING, Kind.PENDING,
                Outcome.Status.DECLINED, Kind.DECLINED,
                Outcome.Status.RETURNED, Kind.RETURNED);
        return Optional.ofNullable(kinds.get(outcome.status()))
                .map(kind -> news(event, kind, payment, null, payment.getAmount(), outcome.code(), outcome));
    }

    private Optional<ProcessorNews> refund(Event event, Refund refund) {
        var outcome = StripeWords.outcome(refund);
        var kinds = Map.of(
                io.autocharge.contracts.payment.RefundOutcome.Status.SUCCEEDED, Kind.REFUNDED,
                io.autocharge.contracts.payment.RefundOutcome.Status.FAILED, Kind.REFUND_FAILED);
        var id = refund.getMetadata() == null ? null : refund.getMetadata().get(StripeProcessor.REFUND);
        return Optional.ofNullable(kinds.get(outcome.status()))
                .map(kind -> news(
                        event,
                        kind,
                        stripe.payment(refund.getPaymentIntent()),
                        id,
                        refund.getAmount(),
                        outcome.code(),
                        null));
    }

    /** A bank that takes a settled ACH debit back is told as a dispute, which cannot be won: it is a return. */
    private Optional<ProcessorNews> dispute(Event event, Dispute dispute) {
        var payment = stripe.payment(dispute.getPaymentIntent());
        var isNew = event.getType().endsWith(".created");
        if (StripeWords.isBank(payment)) {
            return isNew
                    ? Optional.of(news(
                            event,
                            Kind.RETURNED,
                            payment,
                            null,
                            dispute.getAmount(),
                            StripeWords.returnCode(dispute.getReason()),
                            null))
                    : Optional.empty();
        }
        var kind = isNew ? Kind.DISPUTE_OPENED : DISPUTES.get(dispute.getStatus());
        return Optional.ofNullable(kind)
                .map(found ->
                        news(event, found, payment, dispute.getId(), dispute.getAmount(), dispute.getReason(), null));
    }

    private static ProcessorNews news(
            Event event, Kind kind, PaymentIntent payment, String part, long amount, String code, Outcome outcome) {
        return new ProcessorNews(
                event.getId(),
                kind,
                StripeWords.reference(payment),
                payment.getId(),
                part,
                StripeWords.money(amount, payment.getCurrency()),
                code,
                outcome == null ? null : outcome.fee(),
                Instant.ofEpochSecond(event.getCreated()));
    }

    private static JsonNode about(Event event) {
        try {
            return Json.TOLERANT.readTree(event.getDataObjectDeserializer().getRawJson());
        } catch (JsonProcessingException e) {
            throw new Unreachable("An event of Stripe cannot be read.", e);
        }
    }
}
