package io.autocharge.payment.policy;

import static io.autocharge.payment.ledger.Shop.CHARGE;
import static io.autocharge.payment.ledger.Shop.INVOICE;
import static io.autocharge.payment.ledger.Shop.NOW;
import static io.autocharge.payment.ledger.Shop.PARTNER;
import static io.autocharge.payment.ledger.Shop.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.CaseCommand.OpenCase;
import io.autocharge.contracts.payment.CaseKind;
import io.autocharge.contracts.payment.PartnerAccountCommand.FreezeAutomaticCharging;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingFrozen;
import io.autocharge.contracts.payment.PartnerAccountEvent.AutomaticChargingUnfrozen;
import io.autocharge.contracts.payment.PartnerAccountId;
import io.autocharge.payment.domain.ProcessorRecord.State;
import io.autocharge.payment.ledger.Shop;
import io.autocharge.payment.reconciliation.Invariant;
import io.autocharge.payment.reconciliation.Reconciler;
import io.autocharge.payment.reconciliation.Recorded;
import io.autocharge.payment.view.Reconciliations;
import io.autocharge.payment.view.UncoveredInvoices;
import io.autocharge.runtime.History;
import io.autocharge.runtime.Worker.Verdict.Again;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReconcileTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final PartnerAccountId ACCOUNT = PartnerAccountId.of(PARTNER);

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final Reconciliations standings = new Reconciliations(new Collections(mongo.database()));
    private final Recorded recorded = new Recorded();
    private final List<Command> sent = new ArrayList<>();
    private final List<Event> account = new ArrayList<>();
    private final Set<InvoiceId> uncovered = new LinkedHashSet<>();
    private final AutoPayWalk walk = new AutoPayWalk(
            (partner, after, limit) -> new UncoveredInvoices.Part(List.copyOf(uncovered), null),
            (partner, invoice) -> uncovered.contains(invoice));
    private final Reconcile reconcile = new Reconcile(
            new Reconciler(recorded, recorded, recorded.processors(), charge -> true, Duration.ZERO),
            walk,
            sent::add,
            new Accounts(),
            standings,
            Clock.fixed(NOW, ZoneOffset.UTC),
            new Reconcile.Rhythm(MINUTE, Duration.ofSeconds(5), Duration.ofHours(1)));

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_mismatch_that_stands_stops_automatic_charging_and_is_put_before_a_person() {
        chargedTwice();
        assertThat(pass()).as("soon again").isEqualTo(Duration.ofSeconds(5));
        assertThat(sent).as("not at first sight").isEmpty();
        pass();
        assertThat(pass()).isEqualTo(MINUTE);
        var freeze = (FreezeAutomaticCharging) sent.get(0);
        assertThat(freeze.partnerAccountId()).isEqualTo(ACCOUNT);
        assertThat(freeze.invariant()).isEqualTo("I6");
        assertThat(freeze.finding()).contains(CHARGE.value(), "the processor has 2 payments");
        assertThat(sent).anySatisfy(command -> assertThat(command)
                .isInstanceOfSatisfying(
                        OpenCase.class, open -> assertThat(open.kind()).isEqualTo(CaseKind.PROCESSOR_MISMATCH)));
        var pass = standings.last().orElseThrow();
        assertThat(pass.reds(PARTNER)).isNotEmpty();
        assertThat(pass.caughtUp()).isTrue();
        assertThat(pass.position()).isEqualTo(3);
    }

    @Test
    void what_a_person_has_seen_and_taken_up_again_all_the_same_stops_nothing_more() {
        chargedTwice();
        pass();
        pass();
        pass();
        for (var command : List.copyOf(sent)) {
            if (command instanceof FreezeAutomaticCharging freeze) {
                account.add(new AutomaticChargingFrozen(ACCOUNT, PARTNER, freeze.invariant(), freeze.finding(), NOW));
            }
        }
        account.add(new AutomaticChargingUnfrozen(ACCOUNT, PARTNER, "refunded by hand", NOW));
        sent.clear();
        pass();
        assertThat(sent).isEmpty();
        assertThat(standings.last().orElseThrow().reds()).isEmpty();
        recorded.charged("ch_third", CHARGE.value(), 40, State.CAPTURED);
        pass();
        pass();
        pass();
        assertThat(sent).as("but another one does").isNotEmpty();
    }

    @Test
    void books_that_agree_stop_nothing() {
        recorded.with(Shop.created(INVOICE, usd(100)));
        assertThat(pass()).isEqualTo(MINUTE);
        assertThat(sent).isEmpty();
        assertThat(standings.last().orElseThrow().reds()).isEmpty();
    }

    @Test
    void I15_is_red_if_auto_pay_has_no_charge_or_two_to_come_for_an_open_invoice_and_stops_nobody() {
        recorded.with(Shop.created(INVOICE, usd(100)));
        pass();
        uncovered.add(INVOICE);
        recorded.with(Shop.created(InvoiceId.derived("more"), usd(100)));
        pass();
        assertThat(standings.last().orElseThrow().reds())
                .as("not at first sight")
                .isEmpty();
        pass();
        assertThat(standings.last().orElseThrow().holds(Invariant.I15)).isFalse();
        assertThat(sent).isEmpty();
        uncovered.clear();
        pass();
        assertThat(standings.last().orElseThrow().holds(Invariant.I15)).isTrue();
    }

    @Test
    void a_pass_that_fails_is_tried_again_for_ever() {
        var broken = new Reconcile(
                new Reconciler(null, recorded, recorded.processors(), charge -> true, Duration.ZERO),
                walk,
                sent::add,
                new Accounts(),
                standings,
                Clock.fixed(NOW, ZoneOffset.UTC),
                new Reconcile.Rhythm(MINUTE, MINUTE, MINUTE));
        assertThat(broken.work(Round.ID, new Round("reconciliation"))).isEqualTo(new Again(MINUTE));
    }

    private void chargedTwice() {
        recorded.with(
                Shop.created(INVOICE, usd(100)),
                Shop.submitted(INVOICE, CHARGE, usd(40), usd(60)),
                Shop.captured(INVOICE, CHARGE, usd(40), null));
        recorded.charged("ch_" + CHARGE, CHARGE.value(), 40, State.CAPTURED);
        recorded.charged("ch_behind_our_back", CHARGE.value(), 40, State.CAPTURED);
    }

    private Duration pass() {
        return ((Again) reconcile.work(Round.ID, new Round("reconciliation"))).pause();
    }

    private final class Accounts implements History {
        @Override
        public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
            return subject.equals(ACCOUNT) ? account.stream().map(kind::cast) : Stream.empty();
        }
    }
}
