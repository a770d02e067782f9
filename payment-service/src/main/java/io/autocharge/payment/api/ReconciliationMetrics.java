package io.autocharge.payment.api;

import io.autocharge.payment.reconciliation.Invariant;
import io.autocharge.payment.view.Reconciliations;
import io.autocharge.payment.view.Reconciliations.Pass;
import io.autocharge.payment.view.StoppedPartners;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the last reconciliation came to, as metrics. They are read from where the pass was put on record, so every process of
 * the service tells the same, whichever of them reconciles.
 */
@Singleton
class ReconciliationMetrics {

    private final MeterRegistry registry;
    private final Reconciliations reconciliations;
    private final StoppedPartners stopped;

    ReconciliationMetrics(MeterRegistry registry, Reconciliations reconciliations, StoppedPartners stopped) {
        this.registry = registry;
        this.reconciliations = reconciliations;
        this.stopped = stopped;
    }

    void register(@Observes StartupEvent start) {
        for (var invariant : Invariant.values()) {
            Gauge.builder("autocharge.invariant.red", () -> reds(invariant))
                    .description("findings by which the invariant does not hold")
                    .tag("invariant", invariant.name())
                    .register(registry);
        }
        Gauge.builder("autocharge.partners.stopped", () -> stopped.all().size())
                .description("partners for whom automatic charging is stopped")
                .register(registry);
        gauge("autocharge.reconciliation.seconds", "when the last pass was, in seconds of the epoch", pass -> pass.at()
                .getEpochSecond());
        gauge("autocharge.reconciliation.position", "up to which position of the store it read", Pass::position);
        gauge("autocharge.cases.open", "cases that wait for a person", Pass::openCases);
        gauge("autocharge.charges.unknown", "charges whose outcome is unknown", Pass::unknown);
        gauge("autocharge.journal.sum", "what the accounts come to; anything but 0 is wrong", Pass::journalSum);
        gauge("autocharge.payments.strange", "payments at the processor that are nobody's here", Pass::strangers);
    }

    private long reds(Invariant invariant) {
        return last().map(pass -> pass.reds().stream()
                        .filter(red -> red.invariant() == invariant)
                        .count())
                .orElse(0L);
    }

    private void gauge(String name, String means, Function<Pass, Number> value) {
        Gauge.builder(name, () -> last().map(value).orElse(0))
                .description(means)
                .register(registry);
    }

    private Optional<Pass> last() {
        return reconciliations.last();
    }
}
