package io.autocharge.customer.api;

import io.autocharge.contracts.customer.StaffCommand.ChangeStaffRole;
import io.autocharge.contracts.customer.StaffCommand.RemoveStaff;
import io.autocharge.contracts.customer.StaffId;
import io.autocharge.contracts.customer.StaffRole;
import io.autocharge.customer.view.Sessions;
import io.autocharge.customer.view.Staff;
import io.autocharge.customer.view.StaffView;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.Soon;
import io.autocharge.runtime.http.Caller;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Page;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.function.Predicate;

/** A partner's staff over HTTP, for its admins. */
@Path("/staff")
class StaffResource {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** Another role. */
    record Change(StaffRole role) {}

    private final Commands commands;
    private final Staff staff;
    private final StaffInvitations invitations;
    private final Sessions sessions;
    private final Caller caller;

    StaffResource(Commands commands, Staff staff, StaffInvitations invitations, Sessions sessions, Caller caller) {
        this.commands = commands;
        this.staff = staff;
        this.invitations = invitations;
        this.sessions = sessions;
        this.caller = caller;
    }

    @GET
    public Page<StaffView> list() {
        return new Page<>(staff.list(caller.partner()), null, null, false, false);
    }

    @POST
    public Response invite(@HeaderParam("Idempotency-Key") IdempotencyKey key, StaffInvitations.Draft draft) {
        var role = Body.required(draft).role();
        var invited = invitations.invite(caller.partner(), draft, role, caller.client(), key);
        return Response.created(URI.create("/v1/staff/" + invited.id()))
                .entity(invited)
                .build();
    }

    /** What the person was signed in with ends at once; it signs in again with the new role. */
    @PATCH
    @Path("/{id}")
    public StaffView change(@PathParam("id") StaffId id, Change change) {
        var role = Body.required(change).role();
        commands.send(new ChangeStaffRole(id, caller.partner(), role, caller.client()));
        sessions.endAll(id.value());
        return seen(id, member -> member.role() == role).shown();
    }

    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") StaffId id) {
        commands.send(new RemoveStaff(id, caller.partner(), caller.client()));
        sessions.endAll(id.value());
        seen(id, Staff.Member::removed);
    }

    private Staff.Member seen(StaffId id, Predicate<Staff.Member> change) {
        var partner = caller.partner();
        return Soon.find(MOMENT, () -> staff.find(partner, id).filter(change))
                .or(() -> staff.find(partner, id))
                .orElseThrow(Problem::notFound);
    }
}
