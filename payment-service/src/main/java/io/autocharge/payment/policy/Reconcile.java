package io.autocharge.payment.policy;

import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.contracts.payment.CaseId;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.PartnerAccountCommand.FreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountEvent;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingUnfrozen;
import io.autocharge.contracts.payment.PartnerAccountId;
import io.autocharge.payment.domain.Processors;
import io.autocharge.payment.reconciliation.Books;
import io.autocharge.payment.reconciliation.Finding;
import io.autocharge.payment.reconciliation.Pursuit;
import io.autocharge.payment.reconciliation.Reconciler;
import io.autocharge.payment.view.Reconciliations;
import io.autocharge.runtime.Chronicle;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Worker;
import io.autocharge.runtime.Worklists;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Holds the books against what happened and against the processor's records, every minute, by one process at a time. What
 * does not hold, and was looked at again, stops the partner's automatic charges or is put before a person.
 */
@Singleton
public class Reconcile implements Worker<Round> {

    private static final Logger LOG = Logger.getLogger(Reconcile.class);
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    /** How often it is done. */
    record Rhythm(Duration every, Duration again, Duration full) {}

    private final Reconciler reconciler;
    private final AutoPayWalk autoPay;
    private final Commands commands;
    private final History histories;
    private final Reconciliations standings;
    private final Clock clock;
    private final Rhythm rhythm;
    private Instant fullSince;
    private int strangers;

    /**
     * @param lag how long what disagrees with the processor must do so before it counts
     * @param every how often it is done
     * @param again how soon what was found is looked at again
     * @param full how often everything is looked at from the first event on
     */
    @Inject
    Reconcile(
            Chronicle chronicle,
            Books books,
            Processors processors,
            Pursuit pursuit,
            Worklists worklists,
            Commands commands,
            History histories,
            Reconciliations standings,
            AutoPayWalk autoPay,
            Clock clock,
            @ConfigProperty(name = "autocharge.reconciler.lag", defaultValue = "PT15M") Duration lag,
            @ConfigProperty(name = "autocharge.reconciler.every", defaultValue = "PT1M") Duration every,
            @ConfigProperty(name = "autocharge.reconciler.again", defaultValue = "PT5S") Duration again,
            @ConfigProperty(name = "autocharge.reconciler.full", defaultValue = "PT1H") Duration full) {
        this(
                new Reconciler(chronicle, books, processors, pursuit::isOn, lag),
                autoPay,
                commands,
                histories,
                standings,
                clock,
                new Rhythm(every, again, full));
        worklists.of(Round.class, Round.WORKLIST).put(Round.ID, Instant.EPOCH, new Round(Round.WORKLIST));
    }

    Reconcile(
            Reconciler reconciler,
            AutoPayWalk autoPay,
            Commands commands,
            History histories,
            Reconciliations standings,
            Clock clock,
            Rhythm rhythm) {
        this.reconciler = reconciler;
        this.autoPay = autoPay;
        this.commands = commands;
        this.histories = histories;
        this.standings = standings;
        this.clock = clock;
        this.rhythm = rhythm;
    }

    @Override
    public String worklist() {
        return Round.WORKLIST;
    }

    @Override
    public Class<Round> type() {
        return Round.class;
    }

    @Override
    public int parallel() {
        return 1;
    }

    /** Longer than a pass over a bounded batch takes with a processor that answers slowly. */
    @Override
    public Duration lease() {
        return Duration.ofMinutes(10);
    }

    /** It is never over, and a failure is no reason to be given up: it is told, and tried again in a minute. */
    @Override
    public Verdict work(String id, Round round) {
        var began = clock.instant();
        try {
            // Counted from its beginning, so that time that passes meanwhile is not waited for once more.
            var next = began.plus(pass());
            var left = Duration.between(clock.instant(), next);
            return new Verdict.Again(left.compareTo(AT_ONCE) < 0 ? AT_ONCE : left);
        } catch (RuntimeException e) {
            LOG.errorf(e, "ALARM reconciliation_failed: it is tried again in %s", rhythm.every());
            return new Verdict.Again(rhythm.every());
        }
    }

    /** Answers how long to wait until the next. */
    private Duration pass() {
        var now = clock.instant();
        if (fullSince == null || !now.isBefore(fullSince.plus(rhythm.full()))) {
            fullSince = now;
            strangers = 0;
            reconciler.startOver();
        }
        var result = reconciler.pass(now, autoPay.goOn());
        autoPay.visit(result.active());
        var reds = result.confirmed().stream()
                .filter(finding -> !isAccepted(finding))
                .toList();
        result.strangers()
                .forEach(record -> LOG.warnf(
                        "ALARM payment_of_nobody: the processor has %s over %s, which nobody here asked for",
                        record.processorReference(), record.amount()));
        strangers += result.strangers().size();
        standings.put(now, fullSince, strangers, result, reds);
        reds.forEach(this::stop); // first of all, whatever becomes of the cases
        reds.forEach(this::putBeforeSomebody);
        if (!result.caughtUp()) {
            return AT_ONCE;
        }
        return result.waiting() ? shorter(rhythm.again(), rhythm.every()) : rhythm.every();
    }

    private void stop(Finding finding) {
        if (finding.invariant().stops()) {
            commands.send(new FreezeAutomaticCharging(
                    PartnerAccountId.of(finding.partnerId()),
                    finding.partnerId(),
                    finding.invariant().name(),
                    finding.sentence()));
        }
    }

    private void putBeforeSomebody(Finding finding) {
        switch (finding.invariant()) {
            case I6, I7 -> open(CaseKind.PROCESSOR_MISMATCH, finding);
            case I14 -> open(CaseKind.OUTCOME_UNKNOWN, finding);
            case I18 -> open(CaseKind.LATE_PAYMENT, finding);
            default -> {} // nothing that a person could decide: the programme is wrong
        }
    }

    private void open(CaseKind kind, Finding finding) {
        try {
            commands.send(new OpenCase(
                    caseAbout(kind, finding.about()),
                    finding.partnerId(),
                    kind,
                    finding.about(),
                    null,
                    finding.words()));
        } catch (Refused refused) {
            LOG.debugf("The case about %s: %s", finding.about(), refused.getMessage());
        }
    }

    /** A late payment has one case, whoever finds it first. */
    private static CaseId caseAbout(CaseKind kind, String about) {
        return kind == CaseKind.LATE_PAYMENT
                ? CaseId.derived(about, "late-payment")
                : CaseId.derived(kind.label(), about);
    }

    /** Whether a person has seen just this and taken charging up again all the same. */
    private boolean isAccepted(Finding finding) {
        Set<Map.Entry<String, String>> stopping = new HashSet<>();
        Set<Map.Entry<String, String>> accepted = new HashSet<>();
        for (var event : history(finding)) {
            if (event instanceof AutomaticChargingFrozen frozen) {
                stopping.add(Map.entry(frozen.invariant(), frozen.finding()));
            } else if (event instanceof AutomaticChargingUnfrozen) {
                accepted.addAll(stopping);
                stopping.clear();
            }
        }
        return accepted.contains(Map.entry(finding.invariant().name(), finding.sentence()));
    }

    private List<PartnerAccountEvent> history(Finding finding) {
        return histories
                .of(PartnerAccountId.of(finding.partnerId()), PartnerAccountEvent.class)
                .toList();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
