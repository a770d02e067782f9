package io.autocharge.web.portal;

import io.quarkus.qute.TemplateInstance;

/** A sentence that appears at the edge of the page and goes by itself. */
final class Toast {

    /** The sentence, and whether it is about trouble. */
    record Sentence(String text, boolean trouble) implements TemplateInstance {}

    private Toast() {}

    static String done(String text) {
        return new Sentence(text, false).render();
    }

    static String trouble(String text) {
        return new Sentence(text, true).render();
    }
}
