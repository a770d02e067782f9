package io.autocharge.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** The colour of a partner as a stylesheet that follows ours: readable on light and on dark ground, whatever was chosen. */
@Path("/assets/brand/{colour:[0-9a-f]{6}}.css")
class BrandStyle {

    /** The grounds on which links and buttons stand; the same as in {@code tokens.css}. */
    static final Colour LIGHT = Colour.of("ffffff");

    static final Colour LIGHT_GROUND = Colour.of("f6f8f8");
    static final Colour DARK = Colour.of("161d1c");
    static final Colour DARK_GROUND = Colour.of("0f1413");

    private static final double TINT = 0.9;
    private static final double SHADE = 0.82;

    @GET
    @Produces("text/css")
    public Response style(@PathParam("colour") String hex) {
        try {
            return Response.ok(css(Colour.of(hex)))
                    .header("Cache-Control", "public, max-age=31536000, immutable")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }

    static String css(Colour chosen) {
        return ":root{" + variables(light(chosen), chosen.mixed(LIGHT, TINT)) + "}\n"
                + "@media (prefers-color-scheme:dark){:root{" + variables(dark(chosen), chosen.mixed(DARK, SHADE))
                + "}}\n";
    }

    /** Readable also on its own tint. */
    static Colour light(Colour chosen) {
        return chosen.readableOn(LIGHT_GROUND, Colour.BLACK).readableOn(chosen.mixed(LIGHT, TINT), Colour.BLACK);
    }

    static Colour dark(Colour chosen) {
        return chosen.readableOn(DARK, Colour.WHITE).readableOn(chosen.mixed(DARK, SHADE), Colour.WHITE);
    }

    private static String variables(Colour accent, Colour soft) {
        return "--accent:" + accent + ";--accent-ink:" + accent.ink() + ";--soft:" + soft + ";";
    }
}
