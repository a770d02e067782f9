package io.autocharge.runtime.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Answers are JSON where a resource says nothing else; who can read none is told so before anything is done. */
@Singleton
public class Answers {

    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    @ServerRequestFilter
    public void check(ContainerRequestContext request, ResourceInfo route) {
        var saysElse = route.getResourceMethod().isAnnotationPresent(Produces.class)
                || route.getResourceClass().isAnnotationPresent(Produces.class);
        var readable = request.getAcceptableMediaTypes().stream()
                .anyMatch(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || type.isCompatible(PROBLEM));
        if (!saysElse && !readable) {
            throw Statuses.problem(406);
        }
    }

    /** Whoever asks for problems first gets what is none as what it is. */
    @ServerResponseFilter
    public void name(ContainerResponseContext answer) {
        var type = answer.getMediaType();
        if (answer.hasEntity() && (type == null || answer.getStatus() < 400 && PROBLEM.isCompatible(type))) {
            answer.getHeaders().putSingle("Content-Type", MediaType.APPLICATION_JSON);
        }
    }
}
