package io.autocharge.broken.api;

import io.vertx.ext.web.Router;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Is open by a way that nobody has declared. */
@Path("/forgotten")
public class Unguarded {

    Router router;

    @GET
    @Path("/{id}")
    public String show() {
        return "";
    }
}
