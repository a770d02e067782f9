package io.autocharge.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Says where things are, for whoever has just started the system. */
@Path("/")
class StartPage {

    record Start(String origin, String mail, String processor, boolean sandbox) implements TemplateInstance {}

    private final Addresses addresses;

    StartPage(Addresses addresses) {
        this.addresses = addresses;
    }

    @GET
    @Blocking
    @Produces(MediaType.TEXT_HTML)
    public String show() {
        return new Start(
                        addresses.publicUrl().toString(),
                        addresses.mailUrl().toString(),
                        addresses.processorUrl().toString(),
                        addresses.sandbox())
                .render();
    }
}
