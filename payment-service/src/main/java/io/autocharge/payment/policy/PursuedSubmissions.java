package io.autocharge.payment.policy;

import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.reconciliation.Pursuit;
import io.autocharge.runtime.mongo.StoredWorklist;
import io.autocharge.runtime.mongo.StoredWorklists;
import jakarta.inject.Singleton;

/** The processor is asked for a charge as long as it is on the list of submissions. */
@Singleton
class PursuedSubmissions implements Pursuit {

    private final StoredWorklist<Submission> submissions;

    PursuedSubmissions(StoredWorklists worklists) {
        submissions = worklists.of(Submission.class, Submission.WORKLIST);
    }

    @Override
    public boolean isOn(ChargeId charge) {
        return submissions.isOpen(charge.value());
    }
}
