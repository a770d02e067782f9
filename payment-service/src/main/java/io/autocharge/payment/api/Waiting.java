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

/** Waits for what comes of a charge, as long as its caller wants to. */
@Singleton
class Waiting {

    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Charges charges;
    private final Clock clock;

    Waiting(Charges charges, Clock clock) {
        this.charges = charges;
        this.clock = clock;
    }

    /** The charge as soon as it is known, or as it stands when the caller's patience or its next steps have come to an end. */
    Optional<ChargeView> find(PartnerId partner, ChargeId charge, Patience patience) {
        var known = Soon.find(MOMENT, () -> charges.find(partner, charge));
        if (patience.isNone() || known.isEmpty()) {
            return known;
        }
        return Soon.find(patience.time(), () -> charges.find(partner, charge).filter(this::isStill))
                .or(() -> charges.find(partner, charge));
    }

    private boolean isStill(ChargeView charge) {
        var waitsForItsDate = charge.status() == ChargeView.Status.SCHEDULED
                && charge.chargeAt().isAfter(clock.instant());
        return waitsForItsDate || !charge.status().isMoving();
    }
}
