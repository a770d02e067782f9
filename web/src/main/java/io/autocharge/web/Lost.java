package io.autocharge.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The page in the place of one that is not there, is over, or is not for whoever asked: what is the matter and what to do.
 *
 * @param way where it goes on, and {@code wayTitle} what is there; null if nowhere
 */
record Lost(String title, String sentence, String way, String wayTitle) implements TemplateInstance {

    Lost(String title, String sentence) {
        this(title, sentence, null, null);
    }

    Response answer(int status) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML)
                .header("X-Robots-Tag", "noindex, nofollow")
                .entity(render())
                .build();
    }
}
