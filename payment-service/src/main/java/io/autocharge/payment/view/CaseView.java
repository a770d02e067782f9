package io.autocharge.payment.view;

import com.fasterxml.jackson.annotation.JsonValue;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.CaseEvent.CaseClosed;
import io.autocharge.contracts.payment.CaseEvent.CaseOpened;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.contracts.payment.CaseKind;
import java.time.Instant;
import java.util.Locale;

/**
 * Something to look into, as it is looked up.
 *
 * @param about the id of what it is about
 * @param resolution how it was settled; absent while it is open
 * @param position of the last event that it reflects
 */
public record CaseView(
        CaseId id,
        PartnerId partnerId,
        CaseKind kind,
        String about,
        Money amount,
        String finding,
        Status status,
        String resolution,
        Instant createdAt,
        Instant updatedAt,
        long position) {

    /** Whether somebody still has to look into it. */
    public enum Status {
        OPEN,
        CLOSED;

        /** Its name on the wire. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static CaseView of(CaseOpened event, long position) {
        return new CaseView(
                event.caseId(),
                event.partnerId(),
                event.kind(),
                event.about(),
                event.amount(),
                event.finding(),
                Status.OPEN,
                null,
                event.openedAt(),
                event.openedAt(),
                position);
    }

    CaseView closed(CaseClosed event, long position) {
        return new CaseView(
                id,
                partnerId,
                kind,
                about,
                amount,
                finding,
                Status.CLOSED,
                event.resolution(),
                createdAt,
                event.closedAt(),
                position);
    }
}
