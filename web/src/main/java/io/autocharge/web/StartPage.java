package io.autocharge.web;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Says where things are, for whoever has just started the system. */
@Path("/")
class StartPage {

    record Start(String origin, String mail, String processor, String operators, String due, boolean sandbox)
            implements TemplateInstance {}

    private static final int EXAMPLE_DAYS = 30;

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
                        addresses.of(Upstream.CUSTOMER).toString(),
                        LocalDate.now(ZoneOffset.UTC).plusDays(EXAMPLE_DAYS).toString(),
                        addresses.sandbox())
                .render();
    }
}
