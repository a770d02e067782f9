package io.autocharge.payment.domain;

import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_ARCHIVED;
import static io.autocharge.contracts.payment.WalletRefusal.CUSTOMER_UNKNOWN;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_ID_ALREADY_USED;
import static io.autocharge.contracts.payment.WalletRefusal.PAYMENT_METHOD_UNKNOWN;
import static io.autocharge.contracts.payment.WalletRefusal.WRONG_WALLET;
import static io.autocharge.payment.domain.Known.BANK;
import static io.autocharge.payment.domain.Known.CARD;
import static io.autocharge.payment.domain.Known.CUSTOMER;
import static io.autocharge.payment.domain.Known.NOW;
import static io.autocharge.payment.domain.Known.PARTNER;
import static io.autocharge.payment.domain.Known.STRANGER;
import static io.autocharge.payment.domain.Known.VISA;

import io.autocharge.contracts.Refusal;
import io.autocharge.contracts.Refused;
import io.autocharge.contracts.payment.PaymentMethodId;
import io.autocharge.contracts.payment.WalletCommand.ChooseDefaultPaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.RemovePaymentMethod;
import io.autocharge.contracts.payment.WalletCommand.StorePaymentMethod;
import io.autocharge.contracts.payment.WalletEvent.DefaultPaymentMethodChosen;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodRemoved;
import io.autocharge.contracts.payment.WalletEvent.PaymentMethodStored;
import io.autocharge.contracts.payment.WalletId;
import io.autocharge.runtime.Given;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WalletTest {

    private static final WalletId WALLET = WalletId.of(CUSTOMER);
    private static final PaymentMethodId THIRD = PaymentMethodId.derived("third");

    private final Known known = new Known();
    private final FixtureConfiguration<Wallet> wallet =
            Given.aggregate(Wallet.class, NOW).registerInjectableResource(known);

    @Test
    void the_first_method_on_file_is_the_default() {
        wallet.givenNoPriorActivity().when(store(CARD)).expectEvents(stored(CARD), chosen(CARD, null));
    }

    @Test
    void a_second_method_leaves_the_default_as_it_is() {
        wallet.given(stored(CARD), chosen(CARD, null)).when(store(BANK)).expectEvents(stored(BANK));
    }

    @Test
    void a_method_can_be_stored_as_the_new_default() {
        wallet.given(stored(CARD), chosen(CARD, null))
                .when(new StorePaymentMethod(WALLET, PARTNER, CUSTOMER, BANK, VISA, "tok_" + BANK, true, true))
                .expectEvents(stored(BANK), chosen(BANK, CARD));
    }

    @Test
    void a_method_that_pays_once_is_never_the_default() {
        wallet.givenNoPriorActivity().when(once(CARD)).expectEvents(storedOnce(CARD));
        isRefused(wallet.given(storedOnce(CARD)).when(choose(CARD)), PAYMENT_METHOD_UNKNOWN);
        isRefused(wallet.given(storedOnce(CARD)).when(remove(CARD)), PAYMENT_METHOD_UNKNOWN);
    }

    @Test
    void the_first_method_on_file_is_the_default_also_after_one_that_paid_once() {
        wallet.given(storedOnce(CARD)).when(store(BANK)).expectEvents(stored(BANK), chosen(BANK, null));
    }

    @Test
    void the_same_method_delivered_twice_is_stored_once() {
        wallet.given(stored(CARD), chosen(CARD, null))
                .when(store(CARD))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void a_method_that_was_removed_does_not_come_back_by_redelivery() {
        wallet.given(stored(CARD), chosen(CARD, null), removed(CARD))
                .when(store(CARD))
                .expectNoEvents();
    }

    @Test
    void the_same_id_with_another_token_is_refused() {
        isRefused(
                wallet.given(stored(CARD), chosen(CARD, null))
                        .when(new StorePaymentMethod(WALLET, PARTNER, CUSTOMER, CARD, VISA, "tok_other", true, false)),
                PAYMENT_METHOD_ID_ALREADY_USED);
    }

    @Test
    void a_customer_that_this_partner_does_not_have_has_no_wallet() {
        isRefused(
                wallet.givenNoPriorActivity()
                        .when(new StorePaymentMethod(WALLET, STRANGER, CUSTOMER, CARD, VISA, "tok", true, false)),
                CUSTOMER_UNKNOWN);
    }

    @Test
    void a_customer_has_one_wallet() {
        isRefused(
                wallet.givenNoPriorActivity()
                        .when(new StorePaymentMethod(
                                WalletId.derived("another"), PARTNER, CUSTOMER, CARD, VISA, "tok", true, false)),
                WRONG_WALLET);
    }

    @Test
    void nothing_is_put_on_file_for_an_archived_customer_but_it_may_still_pay_what_it_owes() {
        known.customerArchived = true;
        isRefused(wallet.givenNoPriorActivity().when(store(CARD)), CUSTOMER_ARCHIVED);
        wallet.givenNoPriorActivity().when(once(CARD)).expectEvents(storedOnce(CARD));
    }

    @Test
    void another_method_can_be_chosen_as_the_default() {
        wallet.given(stored(CARD), chosen(CARD, null), stored(BANK))
                .when(choose(BANK))
                .expectEvents(chosen(BANK, CARD));
    }

    @Test
    void the_default_chosen_again_stays_the_default() {
        wallet.given(stored(CARD), chosen(CARD, null)).when(choose(CARD)).expectNoEvents();
    }

    @Test
    void a_method_that_is_not_there_cannot_be_chosen() {
        isRefused(wallet.givenNoPriorActivity().when(choose(CARD)), PAYMENT_METHOD_UNKNOWN);
        isRefused(wallet.given(stored(CARD), chosen(CARD, null)).when(choose(BANK)), PAYMENT_METHOD_UNKNOWN);
        isRefused(
                wallet.given(stored(CARD), chosen(CARD, null), removed(CARD)).when(choose(CARD)),
                PAYMENT_METHOD_UNKNOWN);
    }

    @Test
    void another_partner_can_neither_choose_nor_remove_a_method() {
        var theirs = wallet.given(stored(CARD), chosen(CARD, null));
        isRefused(theirs.when(new RemovePaymentMethod(WALLET, STRANGER, CARD)), PAYMENT_METHOD_UNKNOWN);
        isRefused(
                wallet.given(stored(CARD), chosen(CARD, null))
                        .when(new ChooseDefaultPaymentMethod(WALLET, STRANGER, CARD)),
                PAYMENT_METHOD_UNKNOWN);
    }

    @Test
    void when_the_default_is_removed_the_newest_of_the_others_takes_its_place() {
        wallet.given(stored(CARD), chosen(CARD, null), stored(BANK), stored(THIRD))
                .when(remove(CARD))
                .expectEvents(removed(CARD), chosen(THIRD, CARD));
    }

    @Test
    void when_another_method_is_removed_the_default_stays() {
        wallet.given(stored(CARD), chosen(CARD, null), stored(BANK))
                .when(remove(BANK))
                .expectEvents(removed(BANK));
    }

    @Test
    void when_the_last_method_is_removed_there_is_no_default() {
        wallet.given(stored(CARD), chosen(CARD, null)).when(remove(CARD)).expectEvents(removed(CARD));
        wallet.given(stored(CARD), chosen(CARD, null), removed(CARD))
                .when(store(BANK))
                .expectEvents(stored(BANK), chosen(BANK, null));
    }

    @Test
    void a_method_is_removed_once() {
        wallet.given(stored(CARD), chosen(CARD, null), removed(CARD))
                .when(remove(CARD))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private static void isRefused(ResultValidator<Wallet> result, Refusal reason) {
        result.expectException(Matchers.matches(e -> e instanceof Refused refused && refused.reason() == reason))
                .expectNoEvents();
    }

    private static StorePaymentMethod store(PaymentMethodId method) {
        return new StorePaymentMethod(WALLET, PARTNER, CUSTOMER, method, VISA, "tok_" + method, true, false);
    }

    private static StorePaymentMethod once(PaymentMethodId method) {
        return new StorePaymentMethod(WALLET, PARTNER, CUSTOMER, method, VISA, "tok_" + method, false, false);
    }

    private static ChooseDefaultPaymentMethod choose(PaymentMethodId method) {
        return new ChooseDefaultPaymentMethod(WALLET, PARTNER, method);
    }

    private static RemovePaymentMethod remove(PaymentMethodId method) {
        return new RemovePaymentMethod(WALLET, PARTNER, method);
    }

    private static PaymentMethodStored stored(PaymentMethodId method) {
        return new PaymentMethodStored(WALLET, PARTNER, CUSTOMER, method, VISA, "tok_" + method, true, NOW);
    }

    private static PaymentMethodStored storedOnce(PaymentMethodId method) {
        return new PaymentMethodStored(WALLET, PARTNER, CUSTOMER, method, VISA, "tok_" + method, false, NOW);
    }

    private static DefaultPaymentMethodChosen chosen(PaymentMethodId method, PaymentMethodId replaced) {
        return new DefaultPaymentMethodChosen(WALLET, PARTNER, CUSTOMER, method, replaced);
    }

    private static PaymentMethodRemoved removed(PaymentMethodId method) {
        return new PaymentMethodRemoved(WALLET, PARTNER, CUSTOMER, method, NOW);
    }
}
