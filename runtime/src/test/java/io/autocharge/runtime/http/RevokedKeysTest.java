package io.autocharge.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.ApiKeyId;
import io.autocharge.contracts.customer.PartnerEvent.ApiKeyRevoked;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Soon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RevokedKeysTest {

    static final PartnerId PARTNER = PartnerId.derived("nordlicht");
    static final ApiKeyId FIRST = ApiKeyId.derived("first");
    static final ApiKeyId SECOND = ApiKeyId.derived("second");

    final Heard heard = new Heard();
    final RevokedKeys revoked = new RevokedKeys(heard);

    @Test
    void a_key_is_revoked_within_moments_of_the_service_hearing_of_it_and_for_ever() {
        assertThat(revoked.contain(PARTNER, FIRST.value())).isFalse();

        heard.events.add(new ApiKeyRevoked(PARTNER, FIRST, Instant.EPOCH, null));

        assertThat(Soon.find(Duration.ofSeconds(5), () -> Optional.of(1)
                        .filter(one -> revoked.contain(PARTNER, FIRST.value()))))
                .isPresent();
        assertThat(revoked.contain(PARTNER, SECOND.value())).isFalse();
        assertThat(revoked.contain(PartnerId.derived("another"), SECOND.value()))
                .isFalse();
        assertThat(new RevokedKeys(heard).contain(PARTNER, FIRST.value())).isTrue();
    }

    @Test
    void many_requests_of_a_second_cost_one_look_at_the_events() {
        for (int i = 0; i < 100; i++) {
            revoked.contain(PARTNER, FIRST.value());
        }
        assertThat(heard.asked).isLessThan(10);
    }

    private static final class Heard implements History {

        private final List<Event> events = new CopyOnWriteArrayList<>();
        private int asked;

        @Override
        public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
            asked++;
            return events.stream()
                    .filter(event -> event.subject().equals(subject))
                    .filter(kind::isInstance)
                    .map(kind::cast);
        }
    }
}
