package io.autocharge.payment.api;

import static io.autocharge.contracts.payment.CaseRefusal.CASE_CLOSED;
import static io.autocharge.contracts.payment.CaseRefusal.CASE_UNKNOWN;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.CaseCommand.CloseCase;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.ChargeCommand.ResolveLatePayment;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.LatePaymentResolution;
import io.autocharge.payment.view.CaseView;
import io.autocharge.payment.view.Cases;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.PageRequest;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Cases over HTTP: what somebody has to look into. */
@Path("/cases")
class CaseResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** How a case is settled: {@code apply} or {@code refund} for a late payment, a note for everything else. */
    record Decision(@Schema(required = true) String resolution) {

        Decision {
            if (resolution == null || resolution.isBlank() || resolution.length() > 500) {
                throw new IllegalArgumentException("resolution has 1 to 500 characters.");
            }
        }
    }

    /** A case as a partner sees it. */
    record Shown(
            CaseId id,
            CaseKind kind,
            String about,
            Money amount,
            String finding,
            CaseView.Status status,
            String resolution,
            Instant createdAt,
            Instant updatedAt) {

        static Shown of(CaseView view) {
            return new Shown(
                    view.id(),
                    view.kind(),
                    view.about(),
                    view.amount(),
                    view.finding(),
                    view.status(),
                    view.resolution(),
                    view.createdAt(),
                    view.updatedAt());
        }
    }

    private final Commands commands;
    private final Cases cases;
    private final Caller caller;

    CaseResource(Commands commands, Cases cases, Caller caller) {
        this.commands = commands;
        this.cases = cases;
        this.caller = caller;
    }

    @GET
    public Page<Shown> list(
            @QueryParam("status") @Schema(implementation = CaseView.Status.class) String status,
            @BeanParam PageRequest page) {
        return cases.list(caller.partner(), status(status), page).map(Shown::of);
    }

    @GET
    @Path("/{id}")
    public Shown show(@PathParam("id") CaseId id) {
        return Shown.of(known(id));
    }

    @POST
    @Path("/{id}/resolve")
    public Shown resolve(@PathParam("id") CaseId id, Decision decision) {
        Body.required(decision);
        var found = known(id);
        CASE_CLOSED.when(found.status() == CaseView.Status.CLOSED
                && !decision.resolution().equals(found.resolution()));
        if (found.kind() == CaseKind.LATE_PAYMENT) {
            commands.send(new ResolveLatePayment(
                    new ChargeId(found.about()), found.partnerId(), latePayment(decision.resolution())));
        } else {
            commands.send(new CloseCase(id, found.partnerId(), decision.resolution()));
        }
        return Soon.find(MOMENT, () -> cases.find(caller.partner(), id)
                        .filter(now -> now.status() == CaseView.Status.CLOSED))
                .map(Shown::of)
                .orElseThrow(
                        () -> Problem.of(503, "unavailable", "This was accepted, but cannot be shown at the moment.")
                                .with("Location", "/v1/cases/" + id)
                                .with("Retry-After", "2"));
    }

    private CaseView known(CaseId id) {
        return cases.find(caller.partner(), id).orElseThrow(() -> new Refused(CASE_UNKNOWN));
    }

    private static LatePaymentResolution latePayment(String resolution) {
        return Arrays.stream(LatePaymentResolution.values())
                .filter(known -> known.label().equals(resolution))
                .findFirst()
                .orElseThrow(() -> Problem.malformed("'resolution' of a late payment is apply or refund."));
    }

    private static CaseView.Status status(String label) {
        return label == null
                ? null
                : Arrays.stream(CaseView.Status.values())
                        .filter(status -> status.label().equals(label))
                        .findFirst()
                        .orElseThrow(() -> Problem.malformed("'status' is open or closed."));
    }
}
