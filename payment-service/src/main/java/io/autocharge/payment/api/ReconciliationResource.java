package io.autocharge.payment.api;

import io.autocharge.payment.reconciliation.Invariant;
import io.autocharge.payment.view.Reconciliations;
import io.autocharge.payment.view.Reconciliations.Pass;
import io.autocharge.payment.view.StoppedPartners;
import io.autocharge.payment.view.StoppedPartners.Reason;
import io.autocharge.runtime.http.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Whether the partner's books agree, and what is stopped because they do not. */
@Path("/reconciliation")
class ReconciliationResource {

    /** What must hold, and whether it does for this partner. */
    record Held(Invariant id, String equation, boolean holds, List<String> findings) {}

    /**
     * Where it stands.
     *
     * @param checkedAt when the books were last looked at; absent if they never were
     * @param stopped why nothing is charged automatically; empty if it is
     */
    record Standing(Instant checkedAt, boolean automaticCharging, List<Reason> stopped, List<Held> invariants) {}

    private final Caller caller;
    private final Reconciliations reconciliations;
    private final StoppedPartners stopped;

    ReconciliationResource(Caller caller, Reconciliations reconciliations, StoppedPartners stopped) {
        this.caller = caller;
        this.reconciliations = reconciliations;
        this.stopped = stopped;
    }

    @GET
    public Standing show() {
        var reasons = stopped.of(caller.partner());
        var last = reconciliations.last();
        var reds = last.map(pass -> pass.reds(caller.partner())).orElse(List.of());
        var held = Arrays.stream(Invariant.values())
                .map(invariant -> {
                    var findings = reds.stream()
                            .filter(red -> red.invariant() == invariant)
                            .map(red -> red.about() + ": " + red.finding())
                            .toList();
                    return new Held(invariant, invariant.equation(), findings.isEmpty(), findings);
                })
                .toList();
        return new Standing(last.map(Pass::at).orElse(null), reasons.isEmpty(), reasons, held);
    }
}
