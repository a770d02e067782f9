package io.autocharge.customer.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.StaffRole;
import io.autocharge.customer.view.Partners;
import io.autocharge.runtime.http.IdempotencyKey;
import io.autocharge.runtime.http.Problem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Operators invite the first admin of a partner, and another one when all have gone. */
@Path("/partners/{id}/staff")
class FirstAdminResource {

    private final StaffInvitations invitations;
    private final Partners partners;

    FirstAdminResource(StaffInvitations invitations, Partners partners) {
        this.invitations = invitations;
        this.partners = partners;
    }

    @POST
    public Response invite(
            @PathParam("id") PartnerId id,
            @HeaderParam("Idempotency-Key") IdempotencyKey key,
            StaffInvitations.Draft draft) {
        partners.find(id).orElseThrow(Problem::notFound);
        return Response.status(201)
                .entity(invitations.invite(id, draft, StaffRole.ADMIN, "operators", key))
                .build();
    }
}
