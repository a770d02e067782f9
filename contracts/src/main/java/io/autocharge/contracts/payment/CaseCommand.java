package io.autocharge.contracts.payment;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.MayBeAbsent;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;

/** Orders to a case: something that a person has to look into. */
public sealed interface CaseCommand extends Command {

    /** The case that is ordered. */
    CaseId caseId();

    @Override
    default Id subject() {
        return caseId();
    }

    /** Has somebody look into something. The same case opened again is still one. */
    record OpenCase(
            CaseId caseId, PartnerId partnerId, CaseKind kind, String about, @MayBeAbsent Money amount, String finding)
            implements CaseCommand {}

    /** The case is settled; {@code resolution} says how. */
    record CloseCase(CaseId caseId, PartnerId partnerId, String resolution) implements CaseCommand {}
}
