package io.autocharge.customer.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.customer.MovableClock;
import io.autocharge.customer.domain.Role;
import io.autocharge.customer.domain.SignedIn;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SessionsTest {

    static final SignedIn ANNA = new SignedIn(
            "usr_anna", PartnerId.derived("nordlicht"), CustomerId.derived("müller & söhne"), Role.CUSTOMER);

    final EmbeddedMongo mongo = new EmbeddedMongo();
    final MovableClock clock = new MovableClock();
    final Sessions sessions = new Sessions(new Collections(mongo.database()), clock);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_session_is_known_by_its_id_of_which_only_a_fingerprint_is_kept() {
        var id = sessions.begin(ANNA);
        assertThat(id).matches("[A-Za-z0-9_-]{43}");
        assertThat(sessions.find(id).orElseThrow().who()).isEqualTo(ANNA);
        assertThat(sessions.find(sessions.begin(ANNA) + "x")).isEmpty();
        assertThat(mongo.database().getCollection("sessions").find().map(Document::toJson))
                .allSatisfy(stored -> assertThat(stored).doesNotContain(id));
    }

    @Test
    void a_session_ends_when_its_browser_was_silent_for_a_quarter_of_an_hour() {
        var id = sessions.begin(ANNA);
        for (int i = 0; i < 3; i++) {
            clock.pass(Duration.ofMinutes(14));
            assertThat(sessions.find(id)).isPresent();
        }
        clock.pass(Duration.ofMinutes(15));
        assertThat(sessions.find(id)).isEmpty();
    }

    @Test
    void a_session_ends_after_eight_hours_however_busy_it_is_and_under_whatever_id() {
        var id = sessions.begin(ANNA);
        for (int i = 0; i < 47; i++) {
            clock.pass(Duration.ofMinutes(10));
            id = sessions.renew(id).orElseThrow();
            assertThat(sessions.find(id)).isPresent();
        }
        clock.pass(Duration.ofMinutes(10));
        assertThat(sessions.find(id)).isEmpty();
        assertThat(sessions.renew(id)).isEmpty();
    }

    @Test
    void a_session_that_got_another_id_is_not_known_by_the_old_one() {
        var old = sessions.begin(ANNA);
        var id = sessions.renew(old).orElseThrow();
        assertThat(sessions.find(old)).isEmpty();
        assertThat(sessions.renew(old)).isEmpty();
        assertThat(sessions.find(id).orElseThrow().who()).isEqualTo(ANNA);
    }

    @Test
    void a_session_is_ended_alone_or_with_all_others_of_its_person() {
        var here = sessions.begin(ANNA);
        var there = sessions.begin(ANNA);
        var ben = sessions.begin(new SignedIn("stf_ben", ANNA.partnerId(), null, Role.READ_ONLY));
        sessions.end(here);
        assertThat(sessions.find(here)).isEmpty();
        assertThat(sessions.find(there)).isPresent();
        assertThat(sessions.endAll("usr_anna")).isEqualTo(1);
        assertThat(sessions.find(there)).isEmpty();
        assertThat(sessions.find(ben)).isPresent();
    }

    @Test
    void what_has_ended_is_forgotten() {
        sessions.begin(ANNA);
        clock.pass(Sessions.LONGEST);
        sessions.begin(ANNA);
        assertThat(mongo.database().getCollection("sessions").countDocuments()).isEqualTo(1);
    }
}
