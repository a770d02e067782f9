package io.autocharge.payment.domain;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CollectionTerms;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** How a partner wants its invoices collected where nobody is asked. */
public interface PartnerTerms {

    /** What holds for this partner now: what it agreed to last, or the usual terms. */
    Terms of(PartnerId partner);

    /**
     * The terms, and the calendar that they are meant in.
     *
     * @param zone the partner's, in which its dates are
     * @param cutOffHour the partner's, 0–23, at which its dates fall due
     */
    record Terms(CollectionTerms collection, ZoneId zone, int cutOffHour) {

        /** The partner's calendar date at this instant. */
        public LocalDate dateAt(Instant instant) {
            return LocalDate.ofInstant(instant, zone);
        }

        /**
         * When a date falls due: at the cut-off hour. Where daylight saving skips that hour, it is as much later as was
         * skipped; where it comes twice, it is the first.
         */
        public Instant cutOff(LocalDate date) {
            return ChargeDate.cutOff(date, cutOffHour, zone);
        }
    }
}
