package io.autocharge.customer.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.customer.MovableClock;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.customer.view.OpenLinks.Look;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OpenLinksTest {

    static final SignedIn ANNA = new SignedIn(
            "usr_anna", PartnerId.derived("nordlicht"), CustomerId.derived("müller & söhne"), Role.CUSTOMER);

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final MovableClock clock = new MovableClock();
    final OpenLinks links = new OpenLinks(new Collections(mongo.database()), clock);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void the_asking_browser_uses_its_link_once() {
        links.open(ANNA, "token", "nonce", "code");
        assertThat(links.look("token", "nonce")).isEqualTo(Look.READY);
        assertThat(links.use("token", "nonce", null).who()).contains(ANNA);
        assertThat(links.use("token", "nonce", null)).isEqualTo(gone());
        assertThat(links.look("token", "nonce")).isEqualTo(Look.GONE);
    }

    @Test
    void looking_uses_nothing_up() {
        links.open(ANNA, "token", "nonce", "code");
        for (int scanner = 0; scanner < 50; scanner++) {
            assertThat(links.look("token", null)).isEqualTo(Look.CODE);
        }
        assertThat(links.use("token", "nonce", null).who()).contains(ANNA);
    }

    @Test
    void another_browser_has_to_know_the_code_and_has_five_tries() {
        links.open(ANNA, "token", "nonce", "code");
        assertThat(links.use("token", "another nonce", null).link()).isEqualTo(Look.CODE);
        assertThat(links.use("token", null, "guessed").link()).isEqualTo(Look.CODE);
        assertThat(links.use("token", null, "code").who()).contains(ANNA);

        links.open(ANNA, "second", "nonce", "code");
        for (int i = 0; i < 4; i++) {
            assertThat(links.use("second", null, "guessed").link()).isEqualTo(Look.CODE);
        }
        assertThat(links.use("second", null, "guessed")).isEqualTo(gone());
        assertThat(links.use("second", null, "code")).isEqualTo(gone());
        assertThat(links.use("second", "nonce", null)).isEqualTo(gone());
    }

    @Test
    void a_newer_link_of_a_person_takes_the_place_of_the_older_one() {
        links.open(ANNA, "older", "nonce", "code");
        links.open(ANNA, "newer", "nonce", "code");
        assertThat(links.use("older", "nonce", null)).isEqualTo(gone());
        assertThat(links.use("newer", "nonce", null).who()).contains(ANNA);
    }

    @Test
    void a_link_is_good_for_ten_minutes() {
        links.open(ANNA, "token", "nonce", "code");
        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(links.look("token", "nonce")).isEqualTo(Look.READY);
        clock.pass(Duration.ofMillis(1));
        assertThat(links.look("token", "nonce")).isEqualTo(Look.GONE);
        assertThat(links.use("token", "nonce", null)).isEqualTo(gone());
    }

    @Test
    void nothing_that_signs_in_is_stored() {
        links.open(ANNA, "a-token", "a-nonce", "a-hash");
        assertThat(mongo.database().getCollection("sign_in_links").find().map(Document::toJson))
                .allSatisfy(stored -> assertThat(stored).doesNotContain("a-token", "a-nonce"));
    }

    /** Attack row A9, by option {@code autocharge.a9.races}. */
    @Test
    void two_uses_at_the_same_moment_are_one() throws Exception {
        var races = Integer.getInteger("autocharge.a9.races", 200);
        var runners = Executors.newFixedThreadPool(4);
        int doubles = 0;
        int opened = 0;
        try {
            for (int race = 0; race < races; race++) {
                var token = "token " + race;
                links.open(ANNA, token, "nonce", "code");
                var start = new CyclicBarrier(4);
                var uses = new ArrayList<Callable<Boolean>>();
                for (int i = 0; i < 4; i++) {
                    var nonce = i % 2 == 0 ? "nonce" : null;
                    uses.add(() -> {
                        start.await();
                        return links.use(token, nonce, "code").who().isPresent();
                    });
                }
                int winners = 0;
                for (var use : runners.invokeAll(uses)) {
                    winners += use.get() ? 1 : 0;
                }
                opened += winners > 0 ? 1 : 0;
                doubles += winners > 1 ? 1 : 0;
            }
        } finally {
            runners.shutdownNow();
        }
        System.out.println("A9: " + races + " links used by four at once, " + doubles + " used twice");
        assertThat(doubles).isZero();
        assertThat(opened).isEqualTo(races);
    }

    private static OpenLinks.Use gone() {
        return new OpenLinks.Use(java.util.Optional.empty(), Look.GONE);
    }
}
