package io.autocharge.web;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Where the {@code type} of a problem leads: what it means, in words. */
@Path("/problems")
@Produces(MediaType.TEXT_HTML)
class ProblemPage {

    /** One type, as the catalogue has it. */
    record Type(String type, List<Integer> statuses, List<String> codes, List<String> sentences) {}

    record Types(List<Type> types, boolean alone) implements TemplateInstance {}

    private final List<Type> types;

    ProblemPage(ObjectMapper json) {
        try (var stream = ProblemPage.class.getResourceAsStream("/problems.json")) {
            types = json.readValue(stream, new TypeReference<List<Type>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    @Blocking
    public String all() {
        return new Types(types, false).render();
    }

    @GET
    @Blocking
    @Path("{type}")
    public String one(@PathParam("type") String name) {
        var found = types.stream().filter(type -> type.type().equals(name)).toList();
        if (found.isEmpty()) {
            throw new NotFoundException();
        }
        return new Types(found, true).render();
    }
}
