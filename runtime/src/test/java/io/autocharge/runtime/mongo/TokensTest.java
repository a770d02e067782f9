package io.autocharge.runtime.mongo;

import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Date;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TokensTest {

    private static final String VIEW = "Invoices";

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Tokens here = new Tokens(mongo.database(), "here");
    private final Tokens there = new Tokens(mongo.database(), "there");

    @BeforeEach
    void place() {
        here.initializeTokenSegments(VIEW, 2, at(7));
    }

    @AfterEach
    void close() {
        mongo.close();
    }

    private static TrackingToken at(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    @Test
    void a_segment_belongs_to_one_process_until_it_lets_go() {
        assertThat(here.fetchToken(VIEW, 0)).isEqualTo(at(7));
        assertThatThrownBy(() -> there.fetchToken(VIEW, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThat(there.fetchAvailableSegments(VIEW))
                .extracting(Segment::getSegmentId)
                .containsExactly(1);

        here.storeToken(at(9), VIEW, 0);
        here.releaseClaim(VIEW, 0);

        assertThat(there.fetchToken(VIEW, 0)).isEqualTo(at(9));
    }

    @Test
    void who_was_silent_for_too_long_has_lost_its_segment_and_can_no_longer_move_it() {
        here.fetchToken(VIEW, 0);
        mongo.database()
                .getCollection("tokens")
                .updateMany(
                        new Document(),
                        set("claimed_until", Date.from(Instant.now().minusSeconds(1))));

        assertThat(there.fetchToken(VIEW, 0)).isEqualTo(at(7));
        assertThatThrownBy(() -> here.storeToken(at(8), VIEW, 0)).isInstanceOf(UnableToClaimTokenException.class);
        assertThatThrownBy(() -> here.extendClaim(VIEW, 0)).isInstanceOf(UnableToClaimTokenException.class);
        there.extendClaim(VIEW, 0);
    }

    @Test
    void what_a_process_held_that_died_on_this_machine_is_taken_over_at_once() {
        var dead = Node.ID.replaceFirst("/[0-9]+/", "/999999999/");
        new Tokens(mongo.database(), dead).fetchToken(VIEW, 0);

        assertThat(here.fetchAvailableSegments(VIEW)).hasSize(2);
        assertThat(here.fetchToken(VIEW, 0)).isEqualTo(at(7));
    }

    @Test
    void a_process_that_lives_or_is_elsewhere_is_not_taken_for_dead() {
        assertThat(Node.isSurelyDead(Node.ID)).isFalse();
        assertThat(Node.isSurelyDead("elsewhere/999999999/1")).isFalse();
        assertThat(Node.isSurelyDead("anything")).isFalse();
    }

    @Test
    void a_place_is_given_once() {
        here.initializeTokenSegments(VIEW, 2, at(100));

        assertThat(here.fetchToken(VIEW, 0)).isEqualTo(at(7));
        assertThat(here.fetchSegments(VIEW)).containsExactly(0, 1);
    }

    @Test
    void every_kind_of_place_comes_back_as_it_went() {
        here.fetchToken(VIEW, 0);
        for (var token : new TrackingToken[] {
            null, at(3), ReplayToken.createReplayToken(at(9), at(2)), MergedTrackingToken.merged(at(3), at(5))
        }) {
            here.storeToken(token, VIEW, 0);
            assertThat(here.fetchToken(VIEW, 0)).isEqualTo(token);
        }
    }
}
