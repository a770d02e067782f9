package io.autocharge.payment.domain;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeEvent.DisputeOpened;
import io.autocharge.contracts.payment.ChargeEvent.RefundRequested;
import io.autocharge.contracts.payment.DisputeId;
import io.autocharge.contracts.payment.RefundId;
import io.autocharge.contracts.payment.RefundPurpose;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is still held of a charge's money, by invoice: what was captured less what was given back, was taken back, or is
 * disputed. It never falls below nothing.
 */
final class Held {

    private final Map<InvoiceId, Money> captured = new LinkedHashMap<>();
    private final Map<InvoiceId, Money> returned = new LinkedHashMap<>();
    private final Map<RefundId, RefundRequested> refunds = new LinkedHashMap<>();
    private final Set<RefundId> done = new HashSet<>();
    private final Set<RefundId> failed = new HashSet<>();
    private final Map<DisputeId, List<DisputeOpened>> disputes = new LinkedHashMap<>();
    private final Set<DisputeId> won = new HashSet<>();
    private final Set<DisputeId> lost = new HashSet<>();

    void capture(InvoiceId invoice, Money amount) {
        captured.merge(invoice, amount, Money::plus);
    }

    void takeBack(InvoiceId invoice, Money amount) {
        returned.merge(invoice, amount, Money::plus);
    }

    void request(RefundRequested refund) {
        refunds.put(refund.refundId(), refund);
    }

    void succeed(RefundId refund) {
        done.add(refund);
        failed.remove(refund);
    }

    void fail(RefundId refund) {
        failed.add(refund);
    }

    void dispute(DisputeOpened opened) {
        disputes.computeIfAbsent(opened.disputeId(), id -> new ArrayList<>(1)).add(opened);
    }

    void win(DisputeId dispute) {
        won.add(dispute);
    }

    void lose(DisputeId dispute) {
        lost.add(dispute);
    }

    boolean isNothing() {
        return captured.isEmpty();
    }

    Set<InvoiceId> invoices() {
        return captured.keySet();
    }

    Optional<RefundRequested> refund(RefundId id) {
        return Optional.ofNullable(refunds.get(id));
    }

    long refunds(RefundPurpose purpose) {
        return refunds.values().stream().filter(r -> r.purpose() == purpose).count();
    }

    boolean isDone(RefundId refund) {
        return done.contains(refund);
    }

    boolean hasFailed(RefundId refund) {
        return failed.contains(refund);
    }

    /** The parts of a dispute, one for each invoice; none if it was never heard of. */
    List<DisputeOpened> parts(DisputeId dispute) {
        return disputes.getOrDefault(dispute, List.of());
    }

    boolean isClosed(DisputeId dispute) {
        return won.contains(dispute) || lost.contains(dispute);
    }

    /** What was given back so far, for whatever purpose. */
    Money refunded(Money nothing) {
        return sum(
                refunds.values().stream()
                        .filter(refund -> done.contains(refund.refundId()))
                        .map(RefundRequested::amount),
                nothing);
    }

    /** What may be asked back for an invoice: nothing that was asked back already and has not failed. */
    Money refundable(InvoiceId invoice) {
        return left(invoice, captured.get(invoice), refund -> !failed.contains(refund.refundId()));
    }

    /** What may be asked back of a payment of which the invoice has taken {@code applied}. */
    Money refundable(InvoiceId invoice, Money applied) {
        return left(
                        invoice,
                        applied,
                        refund -> refund.purpose() == RefundPurpose.PAYMENT && !failed.contains(refund.refundId()))
                .atMost(refundable(invoice));
    }

    /** What others can still take: a refund that is only asked for has taken nothing yet. */
    Money takeable(InvoiceId invoice) {
        return left(invoice, captured.get(invoice), refund -> done.contains(refund.refundId()));
    }

    private Money left(InvoiceId invoice, Money of, Predicate<RefundRequested> counts) {
        var nothing = of.zero();
        var gone = sum(
                Stream.of(
                                refunds.values().stream()
                                        .filter(refund -> refund.purpose() != RefundPurpose.LATE_PAYMENT)
                                        .filter(refund -> refund.invoiceId().equals(invoice))
                                        .filter(counts)
                                        .map(RefundRequested::amount),
                                Stream.ofNullable(returned.get(invoice)),
                                disputes.values().stream()
                                        .flatMap(List::stream)
                                        .filter(part -> part.invoiceId().equals(invoice))
                                        .filter(part -> !won.contains(part.disputeId()))
                                        .map(DisputeOpened::amount))
                        .flatMap(amounts -> amounts),
                nothing);
        return of.minus(gone.atMost(of));
    }

    private static Money sum(Stream<Money> amounts, Money nothing) {
        return amounts.reduce(nothing, Money::plus);
    }
}
