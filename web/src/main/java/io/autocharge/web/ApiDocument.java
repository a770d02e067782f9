package io.autocharge.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** What the API offers: as an OpenAPI document for programs, and as a page for people, made of the same document. */
@Path("/")
class ApiDocument {

    static final String PATH = "/openapi.json";
    static final String PAGE = "/docs";

    /** Both change with a release only. */
    static final String KEPT = "public, max-age=3600";

    private static final String SCOPES = "/components/securitySchemes/oauth2/flows/clientCredentials/scopes";

    record Docs(ApiGuide guide) implements TemplateInstance {}

    private final String text;
    private final String tag;
    private final String page;
    private final List<String> scopes = new ArrayList<>();

    ApiDocument(ObjectMapper json) {
        try (var stream = ApiDocument.class.getResourceAsStream(PATH)) {
            var bytes = stream.readAllBytes();
            text = new String(bytes, StandardCharsets.UTF_8);
            tag = '"'
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 12)
                    + '"';
            var document = json.readTree(bytes);
            page = new Docs(ApiGuide.of(document)).render();
            document.at(SCOPES).fieldNames().forEachRemaining(scopes::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an app can ask for, each as a token writes it. */
    List<String> scopes() {
        return List.copyOf(scopes);
    }

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response document(@HeaderParam("If-None-Match") String known) {
        return kept(known, text);
    }

    @GET
    @Path("docs")
    @Blocking
    @Produces(MediaType.TEXT_HTML)
    public Response page(@HeaderParam("If-None-Match") String known) {
        return kept(known, page);
    }

    private Response kept(String known, String body) {
        var answer = tag.equals(known) ? Response.notModified() : Response.ok(body);
        return answer.header("ETag", tag).header("Cache-Control", KEPT).build();
    }
}
