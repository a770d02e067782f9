package io.autocharge.runtime.http;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** Which methods a path takes: an answer 405 has to say so, and the framework leaves it out. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** For the {@code Allow} of the answer to the present request. */
    static String here() {
        var request = CurrentRequestManager.get();
        var path = request.getPathWithoutPrefix();
        var resource = new RequestMapper<>(request.getDeployment().getClassMappers()).map(path);
        Set<String> methods = new TreeSet<>();
        if (resource != null) {
            var rest = resource.remaining.isEmpty() ? "/" : resource.remaining;
            Arrays.stream(resource.value.handlers)
                    .filter(ClassRoutingHandler.class::isInstance)
                    .map(ClassRoutingHandler.class::cast)
                    .flatMap(routes -> routes.getMappers().entrySet().stream())
                    .filter(route -> route.getKey() != null && fits(route.getValue(), rest))
                    .forEach(route -> methods.add(route.getKey()));
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        methods.add("OPTIONS");
        return String.join(", ", methods);
    }

    private static boolean fits(RequestMapper<?> routes, String rest) {
        var match = routes.map(rest);
        return match != null && (match.remaining.isEmpty() || match.remaining.equals("/"));
    }
}
