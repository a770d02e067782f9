package io.autocharge.payment.api;

import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.payment.view.ChargeView;
import io.autocharge.payment.view.Charges;
import io.autocharge.runtime.Soon;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** For how long a caller wants to wait for what comes of its charge: {@code Prefer: wait=5} (RFC 7240), 10 s at the most. */
@Singleton
class Waiting {

    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?([0-9]{1,6})");
    private static final Duration MOMENT = Duration.ofSeconds(3);
    private static final int MOST_SECONDS = 10;

    private final Charges charges;
    private final Clock clock;

    Waiting(Charges charges, Clock clock) {
        this.charges = charges;
        this.clock = clock;
    }

    /** The charge as soon as it is known, or as it stands when the caller's patience or its next steps have come to an end. */
    Optional<ChargeView> find(PartnerId partner, ChargeId charge, String prefer) {
        var seconds = seconds(prefer);
        var known = Soon.find(MOMENT, () -> charges.find(partner, charge));
        if (seconds == 0 || known.isEmpty()) {
            return known;
        }
        return Soon.find(Duration.ofSeconds(seconds), () -> charges.find(partner, charge)
                        .filter(this::isStill))
                .or(() -> charges.find(partner, charge));
    }

    private boolean isStill(ChargeView charge) {
        var waitsForItsDate = charge.status() == ChargeView.Status.SCHEDULED
                && charge.chargeAt().isAfter(clock.instant());
        return waitsForItsDate || !charge.status().isMoving();
    }

    private static int seconds(String prefer) {
        var wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find() ? Math.min(MOST_SECONDS, Integer.parseInt(wait.group(1))) : 0;
    }
}
