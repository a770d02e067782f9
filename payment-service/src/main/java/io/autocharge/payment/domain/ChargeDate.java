package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.ChargeRefusal.CHARGE_DATE_IN_PAST;

import io.autocharge.contracts.payment.ChargeTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * When to charge, resolved once: a calendar date of the partner and the one instant at which it falls due. Behind it there
 * is no <em>now</em> and no <em>due date</em> any more.
 */
record ChargeDate(LocalDate on, Instant at) {

    /**
     * A date falls due at the partner's cut-off hour in its zone. Where daylight saving skips that hour, it is as much
     * later as was skipped; where it comes twice, it is the first. A date whose hour has passed today is charged at once.
     */
    static ChargeDate resolve(ChargeTime when, Instant now, InvoiceTerms.Terms terms) {
        var today = LocalDate.ofInstant(now, terms.zone());
        if (when.equals(ChargeTime.NOW)) {
            return new ChargeDate(today, now);
        }
        var on = when.date(today, terms.dueOn());
        CHARGE_DATE_IN_PAST.when(on.isBefore(today));
        var cutOff = cutOff(on, terms.cutOffHour(), terms.zone());
        return new ChargeDate(on, cutOff.isBefore(now) ? now : cutOff);
    }

    /** The one instant at which a date falls due, whichever way the clocks on the wall jump on it. */
    static Instant cutOff(LocalDate on, int hour, ZoneId zone) {
        return on.atTime(hour, 0).atZone(zone).toInstant();
    }
}
