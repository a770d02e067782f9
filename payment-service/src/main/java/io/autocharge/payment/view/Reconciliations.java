package io.autocharge.payment.view;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import io.autocharge.contracts.PartnerId;
import io.autocharge.payment.reconciliation.Finding;
import io.autocharge.payment.reconciliation.Invariant;
import io.autocharge.payment.reconciliation.Reconciler;
import io.autocharge.runtime.mongo.Collections;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the last reconciliation came to. It is no view of events: it says when somebody last looked, and what was seen. */
@Singleton
public class Reconciliations {

    private static final String LAST = "last";

    /** An invariant that does not hold. */
    public record Red(Invariant invariant, PartnerId partnerId, String about, String finding) {

        static Red of(Finding finding) {
            return new Red(finding.invariant(), finding.partnerId(), finding.about(), finding.words());
        }
    }

    /**
     * A pass.
     *
     * @param position up to which the store was read
     * @param caughtUp whether there was no more, neither in the store nor in the processors' lists
     * @param processorAway why the processor could not be asked; absent if it could
     * @param fullSince since when everything is being looked at, or was looked at, from the first event on
     * @param strangers how many payments the processor has that are nobody's here, since then
     */
    public record Pass(
            String id,
            Instant at,
            long position,
            boolean caughtUp,
            String processorAway,
            Instant fullSince,
            int strangers,
            int openCases,
            int unknown,
            long journalSum,
            List<Red> reds) {

        /** Whether this invariant holds for everybody. */
        public boolean holds(Invariant invariant) {
            return reds.stream().noneMatch(red -> red.invariant() == invariant);
        }

        /** What does not hold for this partner. */
        public List<Red> reds(PartnerId partner) {
            return reds.stream().filter(red -> partner.equals(red.partnerId())).toList();
        }
    }

    private final MongoCollection<Pass> passes;

    public Reconciliations(Collections collections) {
        passes = collections.of(Pass.class, "reconciliations");
    }

    /** The last pass, if there was any. */
    public Optional<Pass> last() {
        return Optional.ofNullable(passes.find(eq("_id", LAST)).first());
    }

    /** Puts on record what a pass came to. */
    public void put(Instant at, Instant fullSince, int strangers, Reconciler.Result result, List<Finding> reds) {
        var pass = new Pass(
                LAST,
                at,
                result.position(),
                result.caughtUp(),
                result.processorAway(),
                fullSince,
                strangers,
                result.openCases(),
                result.unknown(),
                result.journalSum(),
                reds.stream().limit(1_000).map(Red::of).toList());
        passes.replaceOne(eq("_id", LAST), pass, new ReplaceOptions().upsert(true));
    }
}
