package io.autocharge.contracts.payment;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import java.time.Instant;

/** The life of a case, as published on {@code payment.events}. */
public sealed interface CaseEvent extends Event {

    /** The case that it happened to. */
    CaseId caseId();

    @Override
    default Id subject() {
        return caseId();
    }

    /** Somebody has to look into something; {@code about} is the id of what it is about. */
    record CaseOpened(
            CaseId caseId,
            PartnerId partnerId,
            CaseKind kind,
            String about,
            @MayBeAbsent Money amount,
            String finding,
            Instant openedAt)
            implements CaseEvent {}

    /** The case is settled. */
    record CaseClosed(CaseId caseId, PartnerId partnerId, String resolution, Instant closedAt) implements CaseEvent {}
}
