package io.autocharge.runtime.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Gives each answer that is one thing its version along. */
@Singleton
public class Versions {

    @ServerResponseFilter
    public void tag(ContainerResponseContext response) {
        if (response.getEntity() instanceof Versioned thing && thing.version() != null) {
            response.getHeaders().putSingle(HttpHeaders.ETAG, "\"" + thing.version() + "\"");
        }
    }
}
