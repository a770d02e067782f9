package io.autocharge.web.portal;

import io.autocharge.web.Visitor;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Nobody but a partner's staff comes into the portal, and no order that another site sent: before a page is asked for anything. */
@Singleton
class StaffOnly {

    private final Visitor visitor;

    StaffOnly(Visitor visitor) {
        this.visitor = visitor;
    }

    @ServerRequestFilter
    public void admit(UriInfo asked) {
        if (asked.getPath().equals("/portal") || asked.getPath().startsWith("/portal/")) {
            visitor.staff();
        }
    }
}
