package io.autocharge.web.portal;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Leads to the part of the portal that comes first. */
@Path("/portal")
class PortalPage {

    private final Frame frame;

    PortalPage(Frame frame) {
        this.frame = frame;
    }

    @GET
    public Response enter() {
        return Response.status(303)
                .header("Location", frame.sections().get(0).path())
                .build();
    }
}
