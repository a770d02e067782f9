package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.RetryDenial.BUDGET_SPENT;
import static io.autocharge.contracts.payment.RetryDenial.BY_HAND;
import static io.autocharge.contracts.payment.RetryDenial.CUSTOMER_NEEDED;
import static io.autocharge.contracts.payment.RetryDenial.HARD_DECLINE;
import static io.autocharge.contracts.payment.RetryDenial.METHOD_GONE;
import static io.autocharge.contracts.payment.RetryDenial.PAUSED;
import static io.autocharge.contracts.payment.RetryDenial.SCHEDULE_ENDED;
import static io.autocharge.payment.domain.Known.BANK;
import static io.autocharge.payment.domain.Known.CARD;
import static io.autocharge.payment.domain.Known.CHECKING;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.INVOICE;
import static io.autocharge.payment.domain.Known.NEW_YORK;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;
import static io.autocharge.payment.domain.Known.VISA;
import static io.autocharge.payment.domain.Known.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.autocharge.contracts.Event;
import io.autocharge.contracts.PartnerId;
import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.customer.CollectionTerms;
import io.autocharge.contracts.invoice.InvoiceId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.RetryDenial;
import io.autocharge.contracts.payment.WalletCommand.ChooseDefaultPaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.PauseAutomaticCharges;
import io.autocharge.contracts.payment.WalletCommand.RequestRetry;
import io.autocharge.contracts.payment.WalletCommand.ResumeAutomaticCharges;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesPaused;
import io.autocharge.contracts.payment.WalletEvent.AutomaticChargesResumed;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodDisabled;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletEvent.RetryDenied;
import io.autocharge.contracts.payment.WalletEvent.RetryGranted;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.contracts.payment.WalletRefusal;
import io.autocharge.runtime.Given;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What a wallet says to charges that failed: product.md §3.3 and the numbers of §5. It is 10:00 in New York; days end at nine. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WalletRetryTest {

    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final ChargeId FAILED = ChargeId.derived("failed");
    private static final PaymentMethodId OTHER = PaymentMethodId.derived("other");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-02");

    private final Known known = new Known();
    private final FixtureConfiguration<Wallet> wallet = Given.aggregate(Wallet.class, NOW, known);

    @Test
    void a_card_with_insufficient_funds_is_tried_again_on_the_first_day_of_the_schedule_at_the_cut_off_hour() {
        wallet.given(stored(CARD, VISA), chosen(CARD))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(granted(FAILED, CARD, 2, TODAY.plusDays(1), NOW));
    }

    @Test
    void the_days_are_counted_from_the_first_failure_of_the_chain() {
        var first = NOW.minusSeconds(86_400);
        wallet.given(stored(CARD, VISA), chosen(CARD), granted(FAILED, CARD, 2, TODAY, first))
                .when(failed(retry(FAILED), CARD, "insufficient_funds"))
                .expectEvents(granted(retry(FAILED), CARD, 3, TODAY.plusDays(2), first)); // the third day
    }

    @Test
    void the_partner_says_on_which_days() {
        known.collection = new CollectionTerms(List.of(6, 30), 3, 10, List.of());
        wallet.given(stored(CARD, VISA), chosen(CARD))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(granted(FAILED, CARD, 2, TODAY.plusDays(6), NOW));
        // The clocks change that night: it is 9:00 there, and 13:00 instead of 14:00 in Greenwich.
        assertThat(cutOff(TODAY.plusDays(6))).isEqualTo(Instant.parse("2026-03-08T13:00:00Z"));
    }

    @Test
    void after_all_days_of_the_schedule_it_is_not_tried_again() {
        var start = NOW.minusSeconds(7 * 86_400);
        var past = new ArrayList<Event>(List.of(stored(CARD, VISA), chosen(CARD)));
        var charge = FAILED;
        for (var attempt = 2; attempt <= 5; attempt++) {
            past.add(granted(charge, CARD, attempt, TODAY, start));
            charge = retry(charge);
        }
        wallet.given(past)
                .when(failed(charge, CARD, "insufficient_funds"))
                .expectEvents(denied(charge, CARD, SCHEDULE_ENDED, "insufficient_funds"));
    }

    @Test
    void a_partner_without_a_schedule_tries_nothing_again() {
        known.collection = new CollectionTerms(List.of(), 3, 10, List.of());
        wallet.given(stored(CARD, VISA), chosen(CARD))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(denied(FAILED, CARD, SCHEDULE_ENDED, "insufficient_funds"));
    }

    @Test
    void a_failure_told_twice_has_one_answer() {
        wallet.given(stored(CARD, VISA), chosen(CARD), granted(FAILED, CARD, 2, TODAY.plusDays(1), NOW))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectNoEvents();
        wallet.given(stored(CARD, VISA), chosen(CARD), denied(FAILED, CARD, BY_HAND, "insufficient_funds"))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectNoEvents();
    }

    @Test
    void a_charge_that_a_person_waits_for_is_not_tried_again_behind_its_back() {
        wallet.given(stored(CARD, VISA), chosen(CARD))
                .when(byHand(FAILED, CARD, "insufficient_funds"))
                .expectEvents(denied(FAILED, CARD, BY_HAND, "insufficient_funds"));
    }

    @Test
    void a_dead_card_is_dead_also_if_a_person_has_tried_it() {
        wallet.given(stored(CARD, VISA), chosen(CARD))
                .when(byHand(FAILED, CARD, "stolen_card"))
                .expectEvents(denied(FAILED, CARD, BY_HAND, "stolen_card"), disabled(CARD, "stolen_card"));
    }

    // Bank accounts

    @Test
    void a_bank_account_is_tried_again_after_R01_and_R09_alone_with_the_same_amount() {
        for (var code : List.of("R01", "R09")) {
            wallet.given(stored(BANK, CHECKING), chosen(BANK))
                    .when(failed(FAILED, BANK, code))
                    .expectEvents(
                            granted(FAILED, BANK, 2, TODAY.plusDays(1), NOW)); // 40 USD were asked for, and will be
        }
        for (var code : List.of("R06", "R11", "R51", "R99", "unspecified")) {
            wallet.given(stored(BANK, CHECKING))
                    .when(failed(FAILED, BANK, code))
                    .expectEvents(denied(FAILED, BANK, HARD_DECLINE, code));
        }
    }

    @Test
    void a_bank_account_is_tried_again_at_most_twice_within_180_days() {
        var start = NOW.minusSeconds(100 * 86_400L);
        var one = granted(FAILED, BANK, 2, TODAY.minusDays(99), start);
        var two = granted(retry(FAILED), BANK, 3, TODAY.minusDays(97), start);
        wallet.given(stored(BANK, CHECKING), one)
                .when(failed(retry(FAILED), BANK, "R01"))
                .expectEvents(granted(retry(FAILED), BANK, 3, TODAY.plusDays(1), start)); // the day had passed
        wallet.given(stored(BANK, CHECKING), one, two)
                .when(failed(retry(retry(FAILED)), BANK, "R01"))
                .expectEvents(denied(retry(retry(FAILED)), BANK, BUDGET_SPENT, "R01"));
        wallet.given(stored(BANK, CHECKING), one, two)
                .when(failed(ChargeId.derived("another"), BANK, "R09"))
                .expectEvents(denied(ChargeId.derived("another"), BANK, BUDGET_SPENT, "R09"));
    }

    @Test
    void a_bank_account_is_not_tried_again_later_than_180_days_after_the_first_failure() {
        var start = NOW.minusSeconds(179 * 86_400L + 3_600 * 2);
        wallet.given(stored(BANK, CHECKING), granted(FAILED, BANK, 2, TODAY.minusDays(178), start))
                .when(failed(retry(FAILED), BANK, "R01"))
                .expectEvents(denied(retry(FAILED), BANK, BUDGET_SPENT, "R01"));
    }

    @Test
    void R07_and_R10_are_never_tried_again() {
        for (var code : List.of("R07", "R10")) {
            wallet.given(stored(BANK, CHECKING), chosen(BANK))
                    .when(failed(FAILED, BANK, code))
                    .expectEvents(denied(FAILED, BANK, HARD_DECLINE, code), disabled(BANK, code));
        }
    }

    @Test
    void R08_is_tried_again_only_after_a_new_authorisation() {
        wallet.given(stored(BANK, CHECKING), chosen(BANK))
                .when(failed(FAILED, BANK, "R08"))
                .expectEvents(denied(FAILED, BANK, CUSTOMER_NEEDED, "R08"));
    }

    @Test
    void R02_R03_and_R04_kill_the_method() {
        for (var code : List.of("R02", "R03", "R04")) {
            wallet.given(stored(BANK, CHECKING), chosen(BANK))
                    .when(failed(FAILED, BANK, code))
                    .expectEvents(denied(FAILED, BANK, HARD_DECLINE, code), disabled(BANK, code));
        }
    }

    // Cards

    @Test
    void a_category_1_decline_of_a_card_is_never_tried_again() {
        for (var code : List.of("stolen_card", "lost_card", "pickup_card", "invalid_account", "46")) {
            wallet.given(stored(CARD, VISA), chosen(CARD))
                    .when(failed(FAILED, CARD, code))
                    .expectEvents(denied(FAILED, CARD, HARD_DECLINE, code), disabled(CARD, code));
        }
        wallet.given(stored(CARD, VISA), chosen(CARD))
                .when(failed(FAILED, CARD, "transaction_not_allowed"))
                .expectEvents(denied(FAILED, CARD, HARD_DECLINE, "transaction_not_allowed"));
    }

    @Test
    void a_card_is_tried_again_at_most_15_times_in_30_days() {
        wallet.given(cardTried(15))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(denied(FAILED, CARD, BUDGET_SPENT, "insufficient_funds"));
        wallet.given(cardTried(14))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(granted(FAILED, CARD, 2, TODAY.plusDays(1), NOW));
    }

    @Test
    void a_card_is_tried_again_at_most_10_times_a_day_and_then_on_the_next_day_of_the_schedule() {
        wallet.given(cardTriedOn(TODAY.plusDays(1), 9))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(granted(FAILED, CARD, 2, TODAY.plusDays(1), NOW));
        wallet.given(cardTriedOn(TODAY.plusDays(1), 10))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(granted(FAILED, CARD, 2, TODAY.plusDays(3), NOW));
    }

    @Test
    void what_people_try_again_by_hand_is_counted_too() {
        var past = cardTried(14);
        past.add(denied(ChargeId.derived("by hand"), CARD, BY_HAND, "insufficient_funds"));
        wallet.given(past)
                .when(failed(retry(ChargeId.derived("past 3")), CARD, "insufficient_funds"))
                .expectEvents(granted(retry(ChargeId.derived("past 3")), CARD, 3, TODAY.plusDays(3), NOW));
        past.add(denied(ChargeId.derived("again by hand"), CARD, BY_HAND, "insufficient_funds"));
        wallet.given(past)
                .when(failed(retry(ChargeId.derived("past 3")), CARD, "insufficient_funds"))
                .expectEvents(denied(retry(ChargeId.derived("past 3")), CARD, BUDGET_SPENT, "insufficient_funds"));
    }

    @Test
    void an_expired_card_a_wrong_number_and_a_wanted_authentication_are_not_tried_again_without_the_customer() {
        for (var code : List.of("expired_card", "incorrect_number", "authentication_required")) {
            wallet.given(stored(CARD, VISA), chosen(CARD))
                    .when(failed(FAILED, CARD, code))
                    .expectEvents(denied(FAILED, CARD, CUSTOMER_NEEDED, code));
        }
    }

    // Dead methods

    @Test
    void a_dead_default_hands_over_to_the_newest_other_method() {
        wallet.given(stored(BANK, CHECKING), stored(OTHER, VISA), stored(CARD, VISA), chosen(CARD))
                .when(failed(FAILED, CARD, "stolen_card"))
                .expectEvents(
                        denied(FAILED, CARD, HARD_DECLINE, "stolen_card"),
                        disabled(CARD, "stolen_card"),
                        chosen(OTHER, CARD));
    }

    @Test
    void a_dead_method_is_neither_chosen_again_nor_handed_over_to() {
        wallet.given(
                        stored(BANK, CHECKING),
                        stored(OTHER, VISA),
                        stored(CARD, VISA),
                        disabled(OTHER, "lost_card"),
                        chosen(CARD))
                .when(failed(FAILED, CARD, "stolen_card"))
                .expectEvents(
                        denied(FAILED, CARD, HARD_DECLINE, "stolen_card"),
                        disabled(CARD, "stolen_card"),
                        chosen(BANK, CARD));
        isRefused(
                wallet.given(stored(CARD, VISA), chosen(CARD), disabled(CARD, "stolen_card"))
                        .when(new ChooseDefaultPaymentMethod(WALLET, PARTNER, CARD)),
                WalletRefusal.PAYMENT_METHOD_DISABLED);
    }

    @Test
    void the_first_method_after_a_dead_default_replaces_it() {
        wallet.given(stored(CARD, VISA), chosen(CARD), disabled(CARD, "stolen_card"))
                .when(new StorePaymentMethod(WALLET, PARTNER, CUSTOMER, OTHER, VISA, "tok_" + OTHER, true, false))
                .expectEvents(stored(OTHER, VISA), chosen(OTHER, CARD));
    }

    @Test
    void a_method_dies_once() {
        wallet.given(stored(CARD, VISA), chosen(CARD), disabled(CARD, "stolen_card"))
                .when(failed(FAILED, CARD, "stolen_card"))
                .expectEvents(denied(FAILED, CARD, HARD_DECLINE, "stolen_card"));
    }

    @Test
    void a_method_that_was_taken_off_file_or_is_dead_is_not_tried_again() {
        wallet.given(stored(CARD, VISA), new PaymentMethodRemoved(WALLET, PARTNER, CUSTOMER, CARD, NOW))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(denied(FAILED, CARD, METHOD_GONE, "insufficient_funds"));
        wallet.given(stored(CARD, VISA), disabled(CARD, "stolen_card"))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(denied(FAILED, CARD, METHOD_GONE, "insufficient_funds"));
    }

    @Test
    void another_partner_learns_nothing_of_a_method() {
        isRefused(
                wallet.given(stored(CARD, VISA)).when(failed(STRANGER, FAILED, CARD, "stolen_card", true)),
                WalletRefusal.PAYMENT_METHOD_UNKNOWN);
    }

    // Pauses

    @Test
    void automatic_charges_of_a_customer_can_be_paused_and_resumed_and_each_counts_once() {
        var pause = new PauseAutomaticCharges(WALLET, PARTNER, CUSTOMER, "DISPUTE", FAILED);
        var resume = new ResumeAutomaticCharges(WALLET, PARTNER, CUSTOMER);
        var paused = new AutomaticChargesPaused(WALLET, PARTNER, CUSTOMER, "DISPUTE", FAILED, NOW);
        var resumed = new AutomaticChargesResumed(WALLET, PARTNER, CUSTOMER, NOW);
        wallet.givenNoPriorActivity().when(pause).expectEvents(paused);
        wallet.given(stored(CARD, VISA)).when(pause).expectEvents(paused);
        wallet.given(stored(CARD, VISA), paused).when(pause).expectNoEvents();
        wallet.given(stored(CARD, VISA), paused).when(resume).expectEvents(resumed);
        wallet.given(stored(CARD, VISA), paused, resumed).when(resume).expectNoEvents();
        wallet.given(stored(CARD, VISA), paused, resumed).when(pause).expectEvents(paused);
    }

    @Test
    void another_partner_pauses_nothing() {
        var pause = new PauseAutomaticCharges(WALLET, STRANGER, CUSTOMER, "DISPUTE", null);
        isRefused(wallet.given(stored(CARD, VISA)).when(pause), WalletRefusal.CUSTOMER_UNKNOWN);
        isRefused(wallet.givenNoPriorActivity().when(pause), WalletRefusal.CUSTOMER_UNKNOWN);
    }

    @Test
    void nothing_is_tried_again_while_automatic_charges_are_paused() {
        wallet.given(stored(CARD, VISA), new AutomaticChargesPaused(WALLET, PARTNER, CUSTOMER, "DISPUTE", null, NOW))
                .when(failed(FAILED, CARD, "insufficient_funds"))
                .expectEvents(denied(FAILED, CARD, PAUSED, "insufficient_funds"));
    }

    /** Grants of other days for other debts: so many, a day apart, the last of them today. */
    private static List<Event> cardTried(int times) {
        var past = new ArrayList<Event>(List.of(stored(CARD, VISA), chosen(CARD)));
        for (var i = 0; i < times; i++) {
            past.add(elsewhere("past " + i, TODAY.minusDays(i)));
        }
        return past;
    }

    private static List<Event> cardTriedOn(LocalDate day, int times) {
        var past = new ArrayList<Event>(List.of(stored(CARD, VISA), chosen(CARD)));
        for (var i = 0; i < times; i++) {
            past.add(elsewhere("that day " + i, day));
        }
        return past;
    }

    private static RetryGranted elsewhere(String name, LocalDate on) {
        var charge = ChargeId.derived(name);
        return new RetryGranted(
                WALLET,
                PARTNER,
                CUSTOMER,
                charge,
                InvoiceId.derived(name),
                CARD,
                retry(charge),
                2,
                usd(40),
                on,
                cutOff(on),
                NOW);
    }

    private static RetryGranted granted(
            ChargeId charge, PaymentMethodId method, int attempt, LocalDate on, Instant first) {
        return new RetryGranted(
                WALLET,
                PARTNER,
                CUSTOMER,
                charge,
                INVOICE,
                method,
                retry(charge),
                attempt,
                usd(40),
                on,
                cutOff(on),
                NOW,
                first);
    }

    private static RetryDenied denied(ChargeId charge, PaymentMethodId method, RetryDenial reason, String code) {
        return new RetryDenied(WALLET, PARTNER, CUSTOMER, charge, INVOICE, method, reason, code, NOW);
    }

    private static RequestRetry failed(ChargeId charge, PaymentMethodId method, String code) {
        return failed(PARTNER, charge, method, code, true);
    }

    private static RequestRetry byHand(ChargeId charge, PaymentMethodId method, String code) {
        return failed(PARTNER, charge, method, code, false);
    }

    private static RequestRetry failed(
            PartnerId partner, ChargeId charge, PaymentMethodId method, String code, boolean automatic) {
        return new RequestRetry(WALLET, partner, CUSTOMER, charge, INVOICE, method, usd(40), code, 1, automatic, NOW);
    }

    private static ChargeId retry(ChargeId failed) {
        return ChargeId.derived(failed.value(), "retry");
    }

    private static Instant cutOff(LocalDate day) {
        return day.atTime(9, 0).atZone(NEW_YORK).toInstant();
    }

    private static PaymentMethodStored stored(PaymentMethodId id, Method method) {
        return new PaymentMethodStored(WALLET, PARTNER, CUSTOMER, id, method, "tok_" + id, true, NOW);
    }

    private static DefaultPaymentMethodChosen chosen(PaymentMethodId method) {
        return chosen(method, null);
    }

    private static DefaultPaymentMethodChosen chosen(PaymentMethodId method, PaymentMethodId replaced) {
        return new DefaultPaymentMethodChosen(WALLET, PARTNER, CUSTOMER, method, replaced);
    }

    private static PaymentMethodDisabled disabled(PaymentMethodId method, String code) {
        return new PaymentMethodDisabled(WALLET, PARTNER, CUSTOMER, method, FAILED, code, NOW);
    }

    private static void isRefused(ResultValidator<Wallet> result, Refusal reason) {
        result.expectException(Matchers.matches(e -> e instanceof Refused refused && refused.reason() == reason))
                .expectNoEvents();
    }
}
