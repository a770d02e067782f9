package io.autocharge.payment.policy;

import static io.autocharge.contracts.payment.RetryDenial.BY_HAND;
import static io.autocharge.contracts.payment.RetryDenial.CUSTOMER_NEEDED;
import static io.autocharge.contracts.payment.RetryDenial.HARD_DECLINE;
import static io.autocharge.contracts.payment.RetryDenial.SCHEDULE_ENDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Command;
import io.autocharge.contracts.Event;
import io.autocharge.contracts.Id;
import io.autocharge.contracts.Money;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.Cancellation;
import io.autocharge.contracts.payment.Cause;
import io.autocharge.contracts.payment.ChargeCommand.CancelCharge;
import io.autocharge.contracts.payment.ChargeCommand.RecordRefusal;
import io.autocharge.contracts.payment.ChargeCommand.ScheduleCharge;
import io.autocharge.contracts.payment.ChargeCommand.SwitchPaymentMethod;
import io.autocharge.contracts.payment.ChargeEvent.ChargeDeclined;
import io.autocharge.contracts.payment.ChargeEvent.ChargeScheduled;
import io.autocharge.contracts.payment.ChargeEvent.ChargeSubmitted;
import io.autocharge.contracts.payment.ChargeEvent.LatePaymentFound;
import io.autocharge.contracts.payment.ChargeEvent.PaymentReturned;
import io.autocharge.contracts.payment.ChargeEvent.SettledPaymentReturned;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.ChargeRefusal;
import io.autocharge.contracts.payment.ChargeTime;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Origin;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletCommand.PauseAutomaticCharges;
import io.autocharge.contracts.payment.WalletCommand.RequestRetry;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.payment.domain.InvoiceTerms;
import io.autocharge.payment.domain.Methods;
import io.autocharge.runtime.Commands;
import io.autocharge.runtime.History;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RetryPoliciesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
    private static final LocalDate TOMORROW = LocalDate.parse("2026-03-03");
    private static final PartnerId PARTNER = PartnerId.derived("partner");
    private static final CustomerId CUSTOMER = CustomerId.derived("customer");
    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final InvoiceId INVOICE = InvoiceId.derived("invoice");
    private static final ChargeId FAILED = ChargeId.derived("failed");
    private static final ChargeId RETRY = ChargeId.derived(FAILED.value(), "retry");
    private static final PaymentMethodId OLD = PaymentMethodId.derived("old");
    private static final PaymentMethodId NEW = PaymentMethodId.derived("new");
    private static final PaymentMethodId THIRD = PaymentMethodId.derived("third");
    private static final ChargeId WITH_NEW = ChargeId.derived(FAILED.value(), NEW.value());
    private static final Method VISA = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2030, null);
    private static final Method BANK =
            new Method(Method.Kind.BANK_ACCOUNT, null, "First", "6789", null, null, "checking");

    private final List<Event> told = new ArrayList<>();
    private final List<Command> sent = new ArrayList<>();
    private final Map<Id, ChargeRefusal> refusals = new HashMap<>();
    private List<ChargeId> planned = List.of();
    private Money outstanding = usd(100);
    private Method method = VISA;

    private final History histories = new History() {
        @Override
        public <T extends Event> Stream<T> of(Id subject, Class<T> kind) {
            return told.stream()
                    .filter(event -> event.subject().equals(subject))
                    .filter(kind::isInstance)
                    .map(kind::cast);
        }
    };
    private final InvoiceTerms invoices = (partner, invoice) -> Optional.of(
            new InvoiceTerms.Terms(CUSTOMER, outstanding, false, TOMORROW, ZoneId.of("America/New_York"), 9, NOW));
    private final Methods methods = new Methods() {
        @Override
        public Optional<Stored> byDefault(PartnerId partner, CustomerId customer) {
            return find(partner, customer, OLD);
        }

        @Override
        public Optional<Stored> find(PartnerId partner, CustomerId customer, PaymentMethodId id) {
            return Optional.of(new Stored(id, method, "tok", true, false));
        }
    };
    private final Commands commands = command -> {
        sent.add(command);
        if (!(command instanceof RecordRefusal) && refusals.containsKey(command.subject())) {
            throw new Refused(refusals.get(command.subject()));
        }
    };
    private final RequestRetries requestRetries = new RequestRetries(commands, histories);
    private final ScheduleRetries scheduleRetries = new ScheduleRetries(commands, histories, invoices, methods);
    private final TakeOver takeOver = new TakeOver(
            commands, histories, invoices, (partner, customer, with) -> with.equals(OLD) ? planned : List.of());

    // RequestRetries

    @Test
    void a_charge_of_a_schedule_that_is_declined_asks_its_wallet_for_a_retry() {
        happened(planned(FAILED, Origin.PARTNER, NOW.plusSeconds(3_600), null), submitted(FAILED, OLD));
        requestRetries.when(declined("insufficient_funds"));
        assertThat(sent).containsExactly(request("insufficient_funds", 1, true));
    }

    @Test
    void a_charge_that_nobody_waits_for_asks_as_such_also_if_it_was_made_at_once() {
        for (var origin : List.of(Origin.INVOICE, Origin.AUTO_PAY, Origin.NEW_METHOD)) {
            told.clear();
            sent.clear();
            happened(planned(FAILED, origin, NOW, null), submitted(FAILED, OLD));
            requestRetries.when(declined("insufficient_funds"));
            assertThat(sent).containsExactly(request("insufficient_funds", 1, true));
        }
    }

    @Test
    void a_charge_that_a_person_waits_for_asks_as_such() {
        for (var origin : List.of(Origin.PARTNER, Origin.PAYMENT_LINK, Origin.CUSTOMER, Origin.COMMAND)) {
            told.clear();
            sent.clear();
            happened(planned(FAILED, origin, NOW, null), submitted(FAILED, OLD));
            requestRetries.when(declined("insufficient_funds"));
            assertThat(sent).containsExactly(request("insufficient_funds", 1, false));
        }
    }

    @Test
    void a_retry_says_which_try_it_was_and_a_new_method_begins_anew() {
        happened(planned(FAILED, Origin.RETRY, NOW, Cause.retry(ChargeId.derived("first"), 3)), submitted(FAILED, OLD));
        requestRetries.when(declined("insufficient_funds"));
        assertThat(sent).containsExactly(request("insufficient_funds", 3, true));
        told.clear();
        sent.clear();
        happened(
                planned(FAILED, Origin.NEW_METHOD, NOW, Cause.retry(ChargeId.derived("first"), 3)),
                submitted(FAILED, OLD));
        requestRetries.when(declined("insufficient_funds"));
        assertThat(sent).containsExactly(request("insufficient_funds", 1, true));
    }

    @Test
    void a_bank_payment_that_is_returned_asks_its_wallet_for_a_retry() {
        happened(planned(FAILED, Origin.INVOICE, NOW, null), submitted(FAILED, OLD));
        requestRetries.when(
                new PaymentReturned(FAILED, PARTNER, CUSTOMER, INVOICE, usd(40), BANK, "R01", NOW, null, null));
        assertThat(sent).containsExactly(request("R01", 1, true));
    }

    @Test
    void a_payment_that_is_taken_back_after_it_settled_pauses_automatic_charges_before_it_asks() {
        happened(planned(FAILED, Origin.INVOICE, NOW, null), submitted(FAILED, OLD));
        requestRetries.when(
                new SettledPaymentReturned(FAILED, PARTNER, CUSTOMER, INVOICE, usd(40), BANK, "R10", NOW, null));
        assertThat(sent)
                .containsExactly(
                        new PauseAutomaticCharges(WALLET, PARTNER, CUSTOMER, "PAYMENT_RETURNED", FAILED),
                        request("R10", 1, true));
    }

    // ScheduleRetries

    @Test
    void a_retry_is_a_charge_of_its_own_at_the_granted_date() {
        scheduleRetries.when(granted());
        assertThat(sent).containsExactly(retry(usd(40), ChargeTime.on(TOMORROW)));
    }

    @Test
    void a_card_pays_what_is_still_open_and_a_bank_is_presented_with_the_same_amount_again() {
        outstanding = usd(25);
        scheduleRetries.when(granted());
        assertThat(sent).containsExactly(retry(usd(25), ChargeTime.on(TOMORROW)));
        sent.clear();
        method = BANK;
        scheduleRetries.when(granted());
        assertThat(sent).containsExactly(retry(usd(40), ChargeTime.on(TOMORROW)));
    }

    @Test
    void a_retry_that_cannot_be_planned_is_put_on_record() {
        refusals.put(RETRY, ChargeRefusal.ALREADY_PAID);
        scheduleRetries.when(granted());
        assertThat(sent).last().isEqualTo(new RecordRefusal(RETRY, PARTNER, CUSTOMER, INVOICE, "ALREADY_PAID"));
    }

    @Test
    void a_retry_whose_news_took_more_than_a_day_is_made_at_once() {
        var late = new ScheduleRetries(
                command -> {
                    sent.add(command);
                    ChargeRefusal.CHARGE_DATE_IN_PAST.when(command instanceof ScheduleCharge order
                            && !order.when().equals(ChargeTime.NOW));
                },
                histories,
                invoices,
                methods);
        late.when(granted());
        assertThat(sent).last().isEqualTo(retry(usd(40), ChargeTime.NOW));
    }

    @Test
    void a_pause_of_automatic_charges_gives_up_the_retries_that_are_planned() {
        var pause = new AutomaticChargesPaused(WALLET, PARTNER, CUSTOMER, "DISPUTE", null, NOW);
        happened(stored(OLD), chosen(OLD, null), granted(), pause);
        scheduleRetries.when(pause);
        assertThat(sent).containsExactly(new CancelCharge(RETRY, PARTNER, Cancellation.PAUSED, null));
    }

    @Test
    void a_late_payment_of_a_failed_charge_gives_up_its_retry() {
        happened(stored(OLD), chosen(OLD, null), granted());
        scheduleRetries.when(new LatePaymentFound(FAILED, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, "ch_1", NOW));
        assertThat(sent).containsExactly(new CancelCharge(RETRY, PARTNER, Cancellation.PAID_OTHERWISE, FAILED));
    }

    // TakeOver

    @Test
    void a_replaced_default_method_takes_over_what_is_pending() {
        replace(granted());
        assertThat(sent)
                .containsExactly(
                        new CancelCharge(RETRY, PARTNER, Cancellation.METHOD_REPLACED, null), withNew(usd(40)));
    }

    @Test
    void a_replaced_default_method_takes_over_what_was_denied_for_want_of_a_method() {
        for (var reason : List.of(HARD_DECLINE, CUSTOMER_NEEDED, RetryDenial.BUDGET_SPENT, RetryDenial.METHOD_GONE)) {
            told.clear();
            sent.clear();
            replace(denied(FAILED, OLD, reason));
            assertThat(sent).containsExactly(withNew(usd(40)));
        }
    }

    @Test
    void what_was_made_by_hand_or_has_had_all_its_tries_or_is_paused_is_not_taken_over() {
        for (var reason : List.of(BY_HAND, SCHEDULE_ENDED, RetryDenial.PAUSED)) {
            told.clear();
            replace(denied(FAILED, OLD, reason));
            assertThat(sent).isEmpty();
        }
    }

    @Test
    void what_is_planned_with_the_replaced_method_is_made_with_the_new_one() {
        planned = List.of(ChargeId.derived("planned"));
        replace();
        assertThat(sent).containsExactly(new SwitchPaymentMethod(ChargeId.derived("planned"), PARTNER, OLD, NEW));
    }

    @Test
    void it_takes_over_once() {
        replace(denied(FAILED, OLD, HARD_DECLINE));
        sent.clear();
        happened(chosen(OLD, NEW));
        var again = chosen(THIRD, OLD);
        happened(again);
        takeOver.when(again);
        assertThat(sent).isEmpty();
    }

    @Test
    void only_the_last_charge_of_a_chain_is_taken_over_and_only_what_used_the_replaced_method() {
        happened(planned(RETRY, Origin.RETRY, NOW, Cause.retry(FAILED, 2)), submitted(RETRY, OLD));
        replace(granted(), denied(RETRY, OLD, HARD_DECLINE), denied(ChargeId.derived("other"), THIRD, HARD_DECLINE));
        assertThat(sent)
                .containsExactly(new ScheduleCharge(
                        ChargeId.derived(RETRY.value(), NEW.value()),
                        PARTNER,
                        INVOICE,
                        usd(40),
                        NEW,
                        ChargeTime.NOW,
                        Origin.NEW_METHOD,
                        Cause.retry(RETRY, 3),
                        null));
    }

    @Test
    void a_retry_that_has_begun_is_not_made_a_second_time_with_the_new_method() {
        for (var begun : List.of(ChargeRefusal.ALREADY_SUBMITTED, ChargeRefusal.ALREADY_ENDED)) {
            told.clear();
            sent.clear();
            refusals.put(RETRY, begun);
            replace(granted());
            assertThat(sent).containsExactly(new CancelCharge(RETRY, PARTNER, Cancellation.METHOD_REPLACED, null));
        }
    }

    @Test
    void a_retry_that_is_granted_but_not_planned_yet_never_will_be() {
        refusals.put(RETRY, ChargeRefusal.CHARGE_UNKNOWN);
        replace(granted());
        assertThat(sent)
                .contains(new RecordRefusal(RETRY, PARTNER, CUSTOMER, INVOICE, "METHOD_REPLACED"))
                .last()
                .isEqualTo(withNew(usd(40)));
    }

    @Test
    void an_invoice_that_was_paid_meanwhile_is_left_alone() {
        outstanding = usd(0);
        replace(granted());
        assertThat(sent).isEmpty();
    }

    @Test
    void what_is_taken_over_is_never_more_than_is_still_open() {
        outstanding = usd(15);
        replace(denied(FAILED, OLD, HARD_DECLINE));
        assertThat(sent).containsExactly(withNew(usd(15)));
    }

    @Test
    void the_first_method_after_a_dead_default_takes_over_too() {
        happened(planned(FAILED, Origin.INVOICE, NOW, null), submitted(FAILED, OLD), stored(OLD), chosen(OLD, null));
        happened(denied(FAILED, OLD, HARD_DECLINE));
        happened(new PaymentMethodDisabled(WALLET, PARTNER, CUSTOMER, OLD, FAILED, "stolen_card", NOW));
        var choice = chosen(NEW, null);
        happened(stored(NEW), choice);
        takeOver.when(choice);
        assertThat(sent).containsExactly(withNew(usd(40)));
    }

    @Test
    void a_method_that_has_failed_for_an_invoice_before_does_not_take_it_over() {
        replace(denied(ChargeId.derived("by hand"), NEW, BY_HAND), denied(FAILED, OLD, HARD_DECLINE));
        assertThat(sent).isEmpty();
    }

    @Test
    void nothing_is_taken_over_while_automatic_charges_are_paused() {
        replace(
                denied(FAILED, OLD, HARD_DECLINE),
                new AutomaticChargesPaused(WALLET, PARTNER, CUSTOMER, "DISPUTE", null, NOW));
        assertThat(sent).isEmpty();
    }

    @Test
    void a_take_over_that_is_refused_is_put_on_record() {
        refusals.put(WITH_NEW, ChargeRefusal.INVOICE_ARCHIVED);
        replace(denied(FAILED, OLD, HARD_DECLINE));
        assertThat(sent).last().isEqualTo(new RecordRefusal(WITH_NEW, PARTNER, CUSTOMER, INVOICE, "INVOICE_ARCHIVED"));
    }

    @Test
    void what_was_under_way_while_its_method_was_replaced_is_taken_over_when_it_fails() {
        happened(planned(FAILED, Origin.INVOICE, NOW, null), submitted(FAILED, OLD), stored(OLD), chosen(OLD, null));
        var newer = new PaymentMethodStored(WALLET, PARTNER, CUSTOMER, NEW, VISA, "tok", true, NOW.plusSeconds(60));
        happened(newer, chosen(NEW, OLD), granted());
        takeOver.when(granted());
        assertThat(sent)
                .containsExactly(
                        new CancelCharge(RETRY, PARTNER, Cancellation.METHOD_REPLACED, null), withNew(usd(40)));
    }

    @Test
    void a_failure_with_the_default_method_itself_is_taken_over_by_nothing() {
        happened(planned(FAILED, Origin.INVOICE, NOW, null), submitted(FAILED, OLD), stored(OLD), chosen(OLD, null));
        happened(granted());
        takeOver.when(granted());
        takeOver.when(denied(FAILED, OLD, BY_HAND));
        assertThat(sent).isEmpty();
    }

    /** The old default has failed, and the new one takes its place. */
    private void replace(Event... failures) {
        happened(planned(FAILED, Origin.INVOICE, NOW, null), submitted(FAILED, OLD), stored(OLD), chosen(OLD, null));
        happened(failures);
        var choice = chosen(NEW, OLD);
        happened(stored(NEW), choice);
        takeOver.when(choice);
    }

    private void happened(Event... events) {
        told.addAll(List.of(events));
    }

    private static ScheduleCharge withNew(Money amount) {
        return new ScheduleCharge(
                WITH_NEW,
                PARTNER,
                INVOICE,
                amount,
                NEW,
                ChargeTime.NOW,
                Origin.NEW_METHOD,
                Cause.retry(FAILED, 2),
                null);
    }

    private static ScheduleCharge retry(Money amount, ChargeTime when) {
        return new ScheduleCharge(
                RETRY, PARTNER, INVOICE, amount, OLD, when, Origin.RETRY, Cause.retry(FAILED, 2), null);
    }

    private static RequestRetry request(String code, int attempt, boolean automatic) {
        return new RequestRetry(
                WALLET, PARTNER, CUSTOMER, FAILED, INVOICE, OLD, usd(40), code, attempt, automatic, NOW);
    }

    private static ChargeDeclined declined(String code) {
        return new ChargeDeclined(FAILED, PARTNER, CUSTOMER, INVOICE, usd(40), VISA, code, NOW, null, null);
    }

    private static ChargeScheduled planned(ChargeId charge, Origin origin, Instant at, Cause cause) {
        return new ChargeScheduled(
                charge, PARTNER, CUSTOMER, INVOICE, null, null, TOMORROW, at, origin, NOW, cause, null);
    }

    private static ChargeSubmitted submitted(ChargeId charge, PaymentMethodId with) {
        return new ChargeSubmitted(charge, PARTNER, CUSTOMER, INVOICE, usd(40), usd(60), with, VISA, NOW, null);
    }

    private static RetryGranted granted() {
        return new RetryGranted(
                WALLET,
                PARTNER,
                CUSTOMER,
                FAILED,
                INVOICE,
                OLD,
                RETRY,
                2,
                usd(40),
                TOMORROW,
                NOW.plusSeconds(80_000),
                NOW);
    }

    private static RetryDenied denied(ChargeId charge, PaymentMethodId with, RetryDenial reason) {
        return new RetryDenied(WALLET, PARTNER, CUSTOMER, charge, INVOICE, with, reason, "code", NOW);
    }

    private static PaymentMethodStored stored(PaymentMethodId id) {
        return new PaymentMethodStored(WALLET, PARTNER, CUSTOMER, id, VISA, "tok", true, NOW);
    }

    private static DefaultPaymentMethodChosen chosen(PaymentMethodId id, PaymentMethodId replaced) {
        return new DefaultPaymentMethodChosen(WALLET, PARTNER, CUSTOMER, id, replaced);
    }

    private static Money usd(long dollars) {
        return Money.of(dollars * 100, "USD");
    }
}
