package io.autocharge.payment.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.PartnerAccountCommand.UnfreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountId;
import io.autocharge.payment.reconciliation.Invariant;
import io.autocharge.payment.view.Reconciliations;
import io.autocharge.payment.view.Reconciliations.Pass;
import io.autocharge.payment.view.StoppedPartners;
import io.autocharge.payment.view.StoppedPartners.Stopped;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Arrays;
import java.util.List;

/** The reconciliation of all partners, for operators, and how automatic charging is taken up again. */
@Path("/ops")
class OpsReconciliationResource {

    private static final int LONGEST_NOTE = 1_000;

    /** What must hold, and whether it does for everybody. */
    record Held(Invariant id, String equation, boolean stops, boolean holds) {}

    /** Where it stands. */
    record Standing(Pass last, List<Held> invariants, List<Stopped> stopped) {}

    /** How the finding was cleared up. */
    record Note(String note) {}

    private final Reconciliations reconciliations;
    private final StoppedPartners stopped;
    private final Commands commands;

    OpsReconciliationResource(Reconciliations reconciliations, StoppedPartners stopped, Commands commands) {
        this.reconciliations = reconciliations;
        this.stopped = stopped;
        this.commands = commands;
    }

    @GET
    @Path("/reconciliation")
    public Standing show() {
        var last = reconciliations.last().orElse(null);
        var held = Arrays.stream(Invariant.values())
                .map(invariant -> new Held(
                        invariant, invariant.equation(), invariant.stops(), last == null || last.holds(invariant)))
                .toList();
        return new Standing(last, held, stopped.all());
    }

    @POST
    @Path("/partners/{id}/unfreeze")
    public Note unfreeze(@PathParam("id") PartnerId partner, Note how) {
        if (how == null
                || how.note() == null
                || how.note().isBlank()
                || how.note().length() > LONGEST_NOTE) {
            throw Problem.malformed("A 'note' of at most 1000 characters is expected: how was it cleared up?");
        }
        commands.send(new UnfreezeAutomaticCharging(PartnerAccountId.of(partner), partner, how.note()));
        return how;
    }
}
