package io.autocharge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BrandStyleTest {

    private static final int COLOURS = Integer.getInteger("autocharge.colours", 20_000);

    @Test
    void whatever_colour_a_partner_chooses_is_read_on_light_and_on_dark_ground_and_on_its_own_tint() {
        var random = new Random(5);
        var least = 21.0;
        for (int i = 0; i < COLOURS; i++) {
            var chosen = Colour.of(String.format("%06x", random.nextInt(1 << 24)));
            var light = BrandStyle.light(chosen);
            var dark = BrandStyle.dark(chosen);
            for (var ground :
                    new Colour[] {BrandStyle.LIGHT, BrandStyle.LIGHT_GROUND, chosen.mixed(BrandStyle.LIGHT, 0.9)}) {
                least = Math.min(least, light.contrast(ground));
            }
            for (var ground :
                    new Colour[] {BrandStyle.DARK, BrandStyle.DARK_GROUND, chosen.mixed(BrandStyle.DARK, 0.82)}) {
                least = Math.min(least, dark.contrast(ground));
            }
            least = Math.min(least, Math.min(light.contrast(light.ink()), dark.contrast(dark.ink())));
        }
        System.out.printf("%,d colours of partners, least contrast %.2f (bound 4.5)%n", COLOURS, least);
        assertThat(least).isGreaterThanOrEqualTo(Colour.READABLE);
    }

    @Test
    void a_colour_that_is_read_well_stays_as_it_was_chosen() {
        assertThat(BrandStyle.css(Colour.of("0f6b5c"))).contains("--accent:#0f6b5c;--accent-ink:#ffffff");
    }
}
