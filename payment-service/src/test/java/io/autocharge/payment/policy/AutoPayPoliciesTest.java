package io.autocharge.payment.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.customer.CustomerEvent.CustomerAdded;
import io.autocharge.contracts.customer.CustomerEvent.CustomerTagged;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.customer.PartnerEvent.PartnerRegistered;
import io.autocharge.contracts.invoice.Collection;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReleased;
import io.autocharge.contracts.invoice.InvoiceEvent.BalanceReserved;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceArchived;
import io.autocharge.contracts.invoice.InvoiceEvent.InvoiceCreated;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.invoice.LineItem;
import io.autocharge.contracts.payment.AutoPayCommand.EvaluateAutoPay;
import io.autocharge.contracts.payment.AutoPayConditions;
import io.autocharge.contracts.payment.AutoPayEvent.AutoPayDecided;
import io.autocharge.contracts.payment.AutoPayId;
import io.autocharge.contracts.payment.AutoPayOutcome;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleCreated;
import io.autocharge.contracts.payment.AutoPayRuleEvent.AutoPayRuleRemoved;
import io.autocharge.contracts.payment.AutoPayRuleId;
import io.autocharge.contracts.payment.AutoPayScope;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.StartCharge;
import io.autocharge.contracts.payment.ChargeEvent.ChargeCanceled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.Fate;
import io.autocharge.payment.view.AutoPayCircumstances;
import io.autocharge.payment.view.OpenInvoices;
import io.autocharge.runtime.Position;
import io.autocharge.runtime.Worker.Verdict;
import io.autocharge.runtime.mongo.Collections;
import io.autocharge.runtime.mongo.EmbeddedMongo;
import io.autocharge.runtime.mongo.StoredWorklists;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AutoPayPoliciesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final LocalDate DUE = LocalDate.parse("2026-03-10");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final AutoPayRuleId RULE = AutoPayRuleId.derived("rule");
    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final PaymentMethodId CARD = PaymentMethodId.derived("card");

    private final EmbeddedMongo mongo = new EmbeddedMongo();
    private final StoredWorklists worklists = new StoredWorklists(mongo.database());
    private final Collections collections = new Collections(mongo.database());
    private final FakeHistory history = new FakeHistory();
    private final AutoPayCircumstances autoPay =
            new AutoPayCircumstances(history, new KnownPlans(invoice -> List.of()));
    private final List<Command> sent = new ArrayList<>();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void an_invoice_is_evaluated_when_it_is_created_or_its_balance_changes() {
        history.happened(rule(AutoPayScope.all()));
        var policy = new EvaluateInvoices(sent::add, autoPay);
        policy.when(created(INVOICE));
        policy.when(new BalanceReleased(INVOICE, PARTNER, CHARGE, usd(1), usd(100), "declined"));
        policy.when(new BalanceReserved(INVOICE, PARTNER, CHARGE, usd(1), usd(99), NOW, null));
        policy.when(new InvoiceArchived(INVOICE, PARTNER, CUSTOMER, NOW));
        assertThat(sent).hasSize(3).containsOnly(evaluate(INVOICE, null));
    }

    @Test
    void a_charge_that_is_planned_or_given_up_is_an_occasion_but_not_what_auto_pay_has_planned_itself() {
        history.happened(rule(AutoPayScope.all()));
        var policy = new EvaluateInvoices(sent::add, autoPay);
        policy.when(scheduled(Origin.AUTO_PAY));
        assertThat(sent).isEmpty();
        policy.when(scheduled(Origin.PARTNER));
        policy.when(new ChargeCanceled(CHARGE, PARTNER, CUSTOMER, INVOICE, NOW, null, null));
        assertThat(sent).hasSize(2).containsOnly(evaluate(INVOICE, CHARGE));
    }

    @Test
    void a_partner_without_rules_pays_nothing_for_auto_pay() {
        history.happened(created(INVOICE));
        new EvaluateInvoices(sent::add, autoPay).when(created(INVOICE));
        assertThat(sent).isEmpty();
        history.happened(rule(AutoPayScope.of(CUSTOMER), CUSTOMER));
        new EvaluateInvoices(sent::add, autoPay).when(created(INVOICE));
        assertThat(sent).hasSize(1);
    }

    @Test
    void what_is_decided_is_planned_as_an_ordinary_charge_with_its_rule_as_the_cause() {
        new CarryOutAutoPay(sent::add, worklists).when(decided(AutoPayOutcome.PLANNED, null));
        assertThat(sent).containsExactly(schedule(ChargeTime.on(DUE)));
    }

    @Test
    void a_plan_that_took_until_the_next_day_is_made_at_once() {
        var policy = new CarryOutAutoPay(
                command -> {
                    sent.add(command);
                    ChargeRefusal.CHARGE_DATE_IN_PAST.when(command.equals(schedule(ChargeTime.on(DUE))));
                },
                worklists);
        policy.when(decided(AutoPayOutcome.PLANNED, null));
        assertThat(sent).last().isEqualTo(schedule(ChargeTime.NOW));
    }

    @Test
    void a_plan_that_is_refused_is_put_on_record() {
        var policy = new CarryOutAutoPay(
                command -> {
                    sent.add(command);
                    ChargeRefusal.NO_METHOD_ON_FILE.when(command instanceof ScheduleCharge);
                },
                worklists);
        policy.when(decided(AutoPayOutcome.PLANNED, null));
        assertThat(sent).last().isEqualTo(new RecordRefusal(CHARGE, PARTNER, CUSTOMER, INVOICE, "NO_METHOD_ON_FILE"));
    }

    @Test
    void what_is_withdrawn_is_canceled_with_the_reason_unless_it_has_gone_ahead() {
        new CarryOutAutoPay(sent::add, worklists).when(decided(AutoPayOutcome.WITHDRAWN, "RULE_REMOVED"));
        assertThat(sent).containsExactly(new CancelCharge(CHARGE, PARTNER, Cancellation.RULE_REMOVED, null));
        new CarryOutAutoPay(command -> ChargeRefusal.ALREADY_SUBMITTED.when(true), worklists)
                .when(decided(AutoPayOutcome.WITHDRAWN, "INVOICE_PAID"));
    }

    @Test
    void an_invoice_that_waits_is_looked_at_again_at_its_time() {
        new CarryOutAutoPay(sent::add, worklists).when(decided(AutoPayOutcome.WAITING, "NO_METHOD_ON_FILE"));
        var looks = worklists.of(NextLook.class, NextLook.WORKLIST);
        assertThat(looks.claim(NOW, LEASE, "me")).isEmpty();
        var look = looks.claim(NOW.plusSeconds(60), LEASE, "me").orElseThrow();
        assertThat(new LookAgain(sent::add).work(look.id(), look.body())).isEqualTo(new Verdict.Done());
        assertThat(sent).containsExactly(evaluate(INVOICE, null));
    }

    @Test
    void a_rule_takes_effect_at_once_on_all_open_invoices_in_batches() {
        var invoices = new OpenInvoices(collections);
        var list = new OpenInvoicesFeed(invoices);
        for (int i = 0; i < 250; i++) {
            list.on(created(InvoiceId.derived("i", String.valueOf(i))));
        }
        var rule = rule(AutoPayScope.all());
        history.happened(rule);
        new SweepOpenInvoices(worklists, clock).when(rule, new Position(1_000));
        var worker = new WalkOpenInvoices(sent::add, invoices, autoPay, worklists, clock);
        var sweeps = worklists.of(Sweep.class, Sweep.WORKLIST);
        var first = sweeps.claim(NOW, LEASE, "me").orElseThrow();
        assertThat(worker.work(first.id(), first.body())).isInstanceOf(Verdict.Again.class); // the list is behind
        assertThat(sent).isEmpty();
        list.at(1_000, rule);
        assertThat(worker.work(first.id(), first.body())).isEqualTo(new Verdict.Done());
        assertThat(worker.work(first.id(), first.body())).isEqualTo(new Verdict.Done()); // after a crash, say
        sweeps.done(first);
        for (var next = sweeps.claim(NOW, LEASE, "me"); next.isPresent(); next = sweeps.claim(NOW, LEASE, "me")) {
            worker.work(next.get().id(), next.get().body());
            sweeps.done(next.get());
        }
        assertThat(Set.copyOf(sent)).hasSize(250);
        assertThat(sent).hasSize(350);
    }

    @Test
    void while_the_list_of_open_invoices_is_being_rebuilt_a_walk_waits() {
        var invoices = new OpenInvoices(collections);
        var list = new OpenInvoicesFeed(invoices);
        list.on(created(INVOICE));
        list.at(10, rule(AutoPayScope.all()));
        assertThat(invoices.open(PARTNER, null, null, 10, 10)).contains(List.of(INVOICE));
        assertThat(invoices.open(PARTNER, null, null, 10, 11)).isEmpty();
        list.reset();
        assertThat(invoices.open(PARTNER, null, null, 10, 10)).isEmpty();
    }

    @Test
    void tags_methods_and_enrolments_have_the_invoices_of_that_customer_looked_at() {
        var policy = new SweepOpenInvoices(worklists, clock);
        policy.when(new CustomerTagged(CUSTOMER, PARTNER, List.of("gold")), new Position(1));
        policy.when(new DefaultPaymentMethodChosen(WALLET, PARTNER, CUSTOMER, CARD, null), new Position(2));
        policy.when(new AutoPayRuleRemoved(RULE, PARTNER, NOW, CUSTOMER), new Position(3));
        policy.when(new AutoPayRuleRemoved(RULE, PARTNER, NOW, CUSTOMER), new Position(3)); // delivered again
        var sweeps = worklists.of(Sweep.class, Sweep.WORKLIST);
        for (int i = 0; i < 3; i++) {
            var claim = sweeps.claim(NOW, LEASE, "me").orElseThrow();
            assertThat(claim.body().customers()).containsExactly(CUSTOMER);
        }
        assertThat(sweeps.claim(NOW, LEASE, "me")).isEmpty();
    }

    @Test
    void a_rule_is_held_against_the_invoice_once_more_right_before_its_charge_starts() {
        history.happened(scheduled(Origin.AUTO_PAY), decided(AutoPayOutcome.PLANNED, null));
        var worker = new StartDueCharges(sent::add, history);
        worker.work(CHARGE.value(), new DueCharge(CHARGE, PARTNER));
        assertThat(sent).containsExactly(evaluate(INVOICE, null), new StartCharge(CHARGE, PARTNER));
    }

    @Test
    void a_charge_that_the_rules_no_longer_want_when_its_time_has_come_is_not_started() {
        history.happened(scheduled(Origin.AUTO_PAY), decided(AutoPayOutcome.PLANNED, null));
        var worker = new StartDueCharges(
                command -> {
                    sent.add(command);
                    if (command instanceof EvaluateAutoPay) {
                        history.happened(decided(AutoPayOutcome.WITHDRAWN, "RULE_NO_LONGER_APPLIES"));
                    }
                },
                history);
        worker.work(CHARGE.value(), new DueCharge(CHARGE, PARTNER));
        assertThat(sent)
                .containsExactly(
                        evaluate(INVOICE, null),
                        new CancelCharge(CHARGE, PARTNER, Cancellation.RULE_NO_LONGER_APPLIES, null));
    }

    @Test
    void what_auto_pay_sees_is_told_from_events_and_news_that_is_late_is_not_taken_for_a_no() {
        history.happened(created(INVOICE));
        assertThat(autoPay.known(PARTNER, INVOICE, Set.of())).isEmpty();
        history.happened(
                new PartnerRegistered(PARTNER, "Nordlicht", "a@b.example", ZoneId.of("America/New_York"), 9, NOW),
                new CustomerAdded(CUSTOMER, PARTNER, null, "Fabrikam", List.of(), List.of("silver"), NOW),
                new CustomerTagged(CUSTOMER, PARTNER, List.of("gold")),
                new DefaultPaymentMethodChosen(WALLET, PARTNER, CUSTOMER, CARD, null),
                rule(AutoPayScope.all()),
                scheduled(Origin.PARTNER));
        var now = autoPay.known(PARTNER, INVOICE, Set.of(CHARGE)).orElseThrow();
        assertThat(now.invoice().tags()).containsExactly("gold");
        assertThat(now.methodOnFile()).isTrue();
        assertThat(now.planned()).containsExactly(CHARGE);
        assertThat(now.rules()).hasSize(1);
        assertThat(autoPay.fate(CHARGE)).isEqualTo(Fate.at(Fate.Stage.PLANNED));
        assertThat(autoPay.known(PartnerId.derived("stranger"), INVOICE, Set.of()))
                .isEmpty();
        history.happened(new AutoPayRuleRemoved(RULE, PARTNER, NOW, null));
        assertThat(autoPay.rules(PARTNER)).isEmpty();
    }

    private static EvaluateAutoPay evaluate(InvoiceId invoice, ChargeId about) {
        return new EvaluateAutoPay(AutoPayId.of(invoice), PARTNER, invoice, about);
    }

    private static ScheduleCharge schedule(ChargeTime when) {
        return new ScheduleCharge(CHARGE, PARTNER, INVOICE, null, null, when, Origin.AUTO_PAY, Cause.rule(RULE), null);
    }

    private static AutoPayRuleCreated rule(AutoPayScope scope) {
        return rule(scope, null);
    }

    private static AutoPayRuleCreated rule(AutoPayScope scope, CustomerId enrolledBy) {
        return new AutoPayRuleCreated(
                RULE, PARTNER, "Due", scope, AutoPayConditions.onDueDate(), List.of(), enrolledBy, NOW);
    }

    private static AutoPayDecided decided(AutoPayOutcome outcome, String reason) {
        return new AutoPayDecided(
                AutoPayId.of(INVOICE),
                PARTNER,
                CUSTOMER,
                INVOICE,
                outcome,
                RULE,
                CHARGE,
                DUE,
                NOW,
                reason,
                List.of(),
                outcome == AutoPayOutcome.WAITING ? NOW.plusSeconds(60) : null,
                NOW);
    }

    private static ChargeScheduled scheduled(Origin origin) {
        return new ChargeScheduled(CHARGE, PARTNER, CUSTOMER, INVOICE, null, null, DUE, NOW, origin, NOW, null, null);
    }

    private static InvoiceCreated created(InvoiceId invoice) {
        return new InvoiceCreated(
                invoice,
                PARTNER,
                "Nordlicht",
                CUSTOMER,
                "Fabrikam",
                "INV-1",
                null,
                List.of(new LineItem("Backup", 1, usd(100))),
                null,
                usd(100),
                DUE,
                Collection.later(),
                NOW);
    }

    private static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }

    /** Tells a view what happened, in order, as the runtime does. */
    private static final class OpenInvoicesFeed {

        private final org.axonframework.eventhandling.AnnotationEventHandlerAdapter adapter;
        private long position;

        OpenInvoicesFeed(OpenInvoices view) {
            adapter = new org.axonframework.eventhandling.AnnotationEventHandlerAdapter(
                    view, io.autocharge.runtime.axon.Parameters.with(type -> java.util.Optional.empty()));
        }

        void on(Event event) {
            at(position + 1, event);
        }

        void at(long position, Event event) {
            this.position = position;
            try {
                adapter.handle(new org.axonframework.eventhandling.GenericTrackedEventMessage<>(
                        new org.axonframework.eventhandling.GlobalSequenceTrackingToken(position),
                        org.axonframework.eventhandling.GenericEventMessage.asEventMessage(event)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void reset() {
            adapter.prepareReset(null);
        }
    }
}
