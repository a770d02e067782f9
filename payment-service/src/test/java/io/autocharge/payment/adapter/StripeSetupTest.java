package io.autocharge.payment.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.autocharge.contracts.Money;
import io.autocharge.contracts.customer.CustomerId;
import io.autocharge.contracts.payment.ChargeId;
import io.autocharge.contracts.payment.Method;
import io.autocharge.contracts.payment.Outcome.Status;
import io.autocharge.payment.adapter.StripeDouble.Fault;
import io.autocharge.payment.domain.MethodSetup;
import io.autocharge.payment.domain.PaymentProcessor;
import io.autocharge.payment.domain.PaymentProcessor.NotSetUp;
import io.autocharge.payment.domain.PaymentProcessor.Unreachable;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Cards and bank accounts that are saved in a browser, by Stripe's SetupIntents. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class StripeSetupTest {

    private static final CustomerId CUSTOMER = CustomerId.derived("Fabrikam");
    private static final CustomerId OTHER = CustomerId.derived("Contoso");
    private static final ChargeId CHARGE = ChargeId.derived("charge");
    private static final String VISA = "pm_card_visa";
    private static final String BANK = "pm_usBankAccount_success";

    private final StripeDouble stripe = new StripeDouble();
    private final StripeWallets wallets = stripe.books().wallets();
    private final PaymentProcessor processor = new StripeProcessor(StripeProcessorTest.settings(stripe));

    StripeSetupTest() throws IOException {}

    @AfterEach
    void close() {
        stripe.close();
    }

    @Test
    void a_setup_is_for_charges_without_the_customer_by_card_or_bank_account() {
        assertThat(begin("one"))
                .isEqualTo(new MethodSetup("stripe", "seti_0", "seti_0_secret_double", "pk_test_double", null));
        var setup = wallets.setup("seti_0");
        assertThat(setup.path("usage").asText()).isEqualTo("off_session");
        assertThat(setup.path("payment_method_types").toString()).isEqualTo("[\"card\",\"us_bank_account\"]");
        assertThat(setup.path("metadata").path("customer_id").asText()).isEqualTo(CUSTOMER.value());
    }

    @Test
    void the_secret_of_a_setup_is_in_no_log() {
        assertThat(begin("one")).asString().contains("seti_0").doesNotContain("secret_double");
    }

    @Test
    void the_same_order_is_the_same_setup_and_a_customer_is_one_customer_there() {
        assertThat(begin("one")).isEqualTo(begin("one"));
        assertThat(begin("two").id()).isEqualTo("seti_1");
        assertThat(wallets.customers()).isEqualTo(1);
        processor.setUp(OTHER, "three");
        assertThat(wallets.customers()).isEqualTo(2);
    }

    @Test
    void the_same_order_is_the_same_setup_also_while_the_search_lags() {
        wallets.searchLags(true);
        assertThat(begin("one")).isEqualTo(begin("one"));
        assertThat(wallets.customers()).isEqualTo(1);
    }

    @Test
    void nothing_is_taken_in_when_stripe_gives_no_answer() {
        stripe.fail(Fault.ERROR_AFTER);
        assertThatThrownBy(() -> begin("one")).isInstanceOf(Unreachable.class);
        assertThat(begin("two").id()).isEqualTo("seti_0");
        assertThat(wallets.customers()).isEqualTo(1);
    }

    @Test
    void a_setup_whose_answer_was_lost_is_had_by_asking_again() {
        begin("one");
        stripe.fail(Fault.DROP_AFTER, Fault.DROP_AFTER);
        assertThatThrownBy(() -> begin("two")).isInstanceOf(Unreachable.class);
        assertThat(begin("two").id()).isEqualTo("seti_1");
    }

    @Test
    void a_card_that_was_saved_is_charged_by_the_setup_or_by_its_own_name() {
        var token = finish(VISA);
        var visa = new Method(Method.Kind.CARD, "visa", null, "4242", 12, 2034, null);
        assertThat(processor.describe(CUSTOMER, token)).contains(visa);
        assertThat(processor.describe(CUSTOMER, "pm_of_seti_0")).contains(visa);
        assertThat(processor.charge(CHARGE, token, Money.of(40_00, "USD")).status())
                .isEqualTo(Status.CAPTURED);
        assertThat(processor
                        .charge(ChargeId.derived("two"), "pm_of_seti_0", Money.of(1_00, "USD"))
                        .status())
                .isEqualTo(Status.CAPTURED);
    }

    @Test
    void a_bank_account_is_debited_by_the_mandate_that_its_holder_gave() {
        var token = finish(BANK);
        assertThat(processor.describe(CUSTOMER, token).orElseThrow().kind()).isEqualTo(Method.Kind.BANK_ACCOUNT);
        assertThat(processor.charge(CHARGE, token, Money.of(40_00, "USD")).status())
                .isEqualTo(Status.PENDING);
        assertThat(stripe.books().mandate("pi_0")).isEqualTo("mandate_of_seti_0");
    }

    @Test
    void a_mandate_that_was_taken_back_allows_nothing_more() {
        var token = finish(BANK);
        wallets.revoke(token);
        assertThatThrownBy(() -> processor.describe(CUSTOMER, token))
                .isInstanceOf(NotSetUp.class)
                .hasMessage("mandate_inactive");
        var outcome = processor.charge(CHARGE, token, Money.of(40_00, "USD"));
        assertThat(outcome.status()).isEqualTo(Status.DECLINED);
        assertThat(outcome.code()).isEqualTo("payment_intent_mandate_invalid");
    }

    @Test
    void a_setup_that_did_not_succeed_is_refused_with_the_reason() {
        var token = begin("one").id();
        assertThatThrownBy(() -> processor.describe(CUSTOMER, token))
                .isInstanceOf(NotSetUp.class)
                .hasMessage("requires_payment_method");
        wallets.confirm(token, "pm_card_visa_chargeDeclinedInsufficientFunds");
        assertThatThrownBy(() -> processor.describe(CUSTOMER, token))
                .isInstanceOf(NotSetUp.class)
                .hasMessage("insufficient_funds");
        assertThat(processor.charge(CHARGE, token, Money.of(40_00, "USD")).status())
                .isEqualTo(Status.DECLINED);
        wallets.confirm(token, VISA);
        assertThat(processor.describe(CUSTOMER, token)).isPresent();
    }

    @Test
    void what_one_customer_saved_is_unknown_to_every_other_and_to_a_payment_page() {
        var token = finish(VISA);
        assertThat(processor.describe(OTHER, token)).isEmpty();
        assertThat(processor.describe(OTHER, "pm_of_seti_0")).isEmpty();
        assertThat(processor.describe(token)).isEmpty();
        assertThat(processor.describe("pm_of_seti_0")).isEmpty();
        assertThat(processor.describe(CUSTOMER, "seti_nobody")).isEmpty();
        assertThat(processor.describe(CUSTOMER, "seti_0/../../v1/accounts")).isEmpty();
    }

    @Test
    void a_stripe_that_is_away_is_told_as_such() {
        stripe.close();
        assertThatThrownBy(() -> begin("one")).isInstanceOf(Unreachable.class);
        assertThatThrownBy(() -> processor.describe(CUSTOMER, "seti_0")).isInstanceOf(Unreachable.class);
    }

    private MethodSetup begin(String order) {
        return processor.setUp(CUSTOMER, order);
    }

    private String finish(String with) {
        var setup = begin("one").id();
        wallets.confirm(setup, with);
        return setup;
    }
}
