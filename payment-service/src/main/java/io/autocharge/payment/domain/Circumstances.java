package io.autocharge.payment.domain;

import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.ChargeId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * All that counts when the rules of a partner are held against an invoice.
 *
 * @param reservedBy the charge that holds the invoice's reservation, if one does
 * @param zone the partner's, in which its dates are
 * @param cutOffHour the partner's, 0–23, at which its dates fall due
 * @param rules those in force, of the partner and of the customer
 * @param methodOnFile whether the customer has a method that automatic charges can use
 * @param paused whether the customer's automatic charges are paused
 * @param resumedAt when they were last taken up again, if they ever were
 * @param moneyWentBackAt when a payment of the invoice last went back to the customer, if one did
 * @param planned other charges of the invoice that are still to come
 * @param frozen whether automatic charging is stopped for the partner: charges stay planned and wait
 */
public record Circumstances(
        InvoiceSeen invoice,
        boolean archived,
        ChargeId reservedBy,
        ZoneId zone,
        int cutOffHour,
        List<AutoPayRuleCreated> rules,
        boolean methodOnFile,
        boolean paused,
        Instant resumedAt,
        Instant moneyWentBackAt,
        Set<ChargeId> planned,
        boolean frozen) {

    /** The partner's calendar date at {@code instant}. */
    public LocalDate dateAt(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** The same with other rules. */
    public Circumstances with(List<AutoPayRuleCreated> others) {
        return new Circumstances(
                invoice,
                archived,
                reservedBy,
                zone,
                cutOffHour,
                List.copyOf(others),
                methodOnFile,
                paused,
                resumedAt,
                moneyWentBackAt,
                planned,
                frozen);
    }

    /** When a date falls due for the partner; one whose hour has passed is due at once. */
    public Instant cutOff(LocalDate date, Instant now) {
        var at = date.atTime(cutOffHour, 0).atZone(zone).toInstant();
        return at.isBefore(now) ? now : at;
    }

    boolean isLiftedByResuming(Hold hold) {
        return resumedAt != null
                && resumedAt.isAfter(hold.since())
                && (hold.reason() == AutoPayReason.CHARGE_FAILED || hold.reason() == AutoPayReason.MONEY_WENT_BACK);
    }
}
